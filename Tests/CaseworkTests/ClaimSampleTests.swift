import Testing

@testable import Casework

/// The report's claim, held against the six ledgers of the sample.
@Suite struct ClaimSampleTests {
    private func check(
        _ statements: [String] = ClaimDraft.report, window: String = ClaimDraft.twoDays,
        names: [String] = SampleLedgers.names
    ) throws -> ClaimCheck {
        var draft = ClaimDraft(uttered: "2025-10-10", window: window)
        draft.statements = statements
        let claim = try draft.claim()
        return ClaimCheck(
            claim, at: nil, against: Evidence(try SampleLedgers.audited(names)),
            past: Evidence(try SampleLedgers.audited(names, at: claim.momentOfClaim)))
    }

    @Test func `8, 7, 1, 3 and 5 hold as asserted, the sums hold, and the one is among the five`() throws {
        let check = try check()
        for id in ["C15", "C17", "C18", "C21", "C22", "C23", "R1", "R2", "R5"] {
            #expect(check.verdict(id) == .holds, "\(id)")
            #expect(check.verdict(id, .bilateral) == .holds, "\(id)")
        }
        #expect(check.verdict("C15", .witnessed) == .holds)
        #expect(check.verdict("C21", .witnessed) == .undetermined, "no neutral saw the cause")
        #expect(check.gaps.isEmpty)
        #expect(!check.fails)
    }

    @Test func `eight from Russia to Ukraine fails`() throws {
        let check = try check([
            ClaimDraft.count("C17", 8, ClaimDraft.toUA), ClaimDraft.count("C18", 0, ClaimDraft.toRU),
        ])
        #expect(check.verdict("C17") == .fails)
        #expect(check.verdict("C18") == .fails)
    }

    @Test func `to the hour nothing is known, so the 24 hours before give a range`() throws {
        let check = try check(window: ClaimDraft.lastDay)
        #expect(check.verdict("C15") == .undetermined)
        #expect(check.number("C15") == "0 to 8")
        #expect(!check.fails)
    }

    @Test(arguments: SampleLedgers.names) func `without one ledger nothing fails and no number is bounded`(
        name: String
    ) throws {
        let check = try check(names: SampleLedgers.names.filter { $0 != name })
        #expect(!check.gaps.isEmpty)
        #expect(!check.fails)
        #expect(check.verdict("C15") == .undetermined)
        if name.hasSuffix("-commissioner") { #expect(check.number("C15", .bilateral) == "0 or more") }
    }

    @Test func `the ledger's own claims are read and checked in full`() throws {
        let claims = try SampleLedgers.claims(of: "us-letter-office")
        #expect(claims.count == 2)
        let evidence = Evidence(try SampleLedgers.audited())
        for located in claims {
            let claim = try located.claim.get()
            let check = ClaimCheck(claim, at: located.reference, against: evidence, past: evidence)
            #expect(check.results.count == claim.statements.count)
            #expect(check.results.map(\.statement.id) == claim.statements.map(\.id))
            #expect(check.text().split(separator: "\n").allSatisfy { $0.count <= 80 })
            #expect(check.text(format: .markdown).contains("## "))
        }
    }
}
