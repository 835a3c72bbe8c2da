import LedgerFormat
import Testing

@testable import Casework

/// Every form of a statement, held against two offices' ledgers.
@Suite struct ClaimCheckTests {
    /// Three children who went from RU to UA, told by two offices that know each other.
    struct Offices {
        var ru: TestLedger
        var ua: TestLedger
        private(set) var children: [Reunification] = []

        init(children count: Int = 3, through last: String = "reunified") throws {
            ru = try TestLedger("ru-office")
            ua = try TestLedger("ua-office")
            try ru.note(ua)
            try ua.note(ru)
            for _ in 0..<count {
                var child = try Reunification(ru, ua)
                try child.take(through: last)
                (ru, ua) = (child.releasing, child.receiving)
                children.append(child)
            }
        }

        func check(_ draft: ClaimDraft, with others: [TestLedger] = [], only: Bool = false) throws -> ClaimCheck
        {
            let claim = try draft.claim()
            let ledgers = only ? [ua] : [ru, ua] + others
            let reference = StatementReference(
                ledger: ua.fingerprint, index: 0, event: ua.fingerprint, party: ua.party)
            return ClaimCheck(
                claim, at: reference, against: Evidence(try ledgers.map { try $0.audited() }),
                past: Evidence(try ledgers.map { try $0.audited(at: claim.momentOfClaim) }))
        }
    }

    @Test func `a count that both sides state holds, and one more or less fails`() throws {
        let check = try Offices().check(
            ClaimDraft(
                ClaimDraft.count("C1", 3), ClaimDraft.count("C2", 4), ClaimDraft.count("C3", 2, op: "le"),
                ClaimDraft.count("C4", 2, op: "ge"), ClaimDraft.count("C5", 3, ClaimDraft.toUA),
                ClaimDraft.count("C6", 1, ClaimDraft.toRU), ClaimDraft.count("C7", 3, ClaimDraft.fighting)))
        #expect(check.verdict("C1") == .holds)
        #expect(check.verdict("C1", .bilateral) == .holds)
        #expect(check.verdict("C1", .witnessed) == .undetermined)
        #expect(check.number("C1", .witnessed) == "0 to 3")
        #expect(check.verdict("C2") == .fails)
        #expect(check.verdict("C3") == .fails)
        #expect(check.verdict("C4") == .holds)
        #expect(check.verdict("C5", .bilateral) == .holds)
        #expect(check.verdict("C6") == .fails)
        #expect(check.verdict("C7") == .holds)
        #expect(check.verdict("C7", .bilateral) == .undetermined, "one side alone states a cause")
        #expect(check.fails)
        #expect(check.gaps.isEmpty)
    }

    @Test func `one whose day alone is known gives a range, and decides nothing`() throws {
        let offices = try Offices(children: 1, through: "accepted")
        var child = offices.children[0]
        let refs = ["verified adult", "interests", "accepted"].compactMap { name in
            child.places[name].map { ("rests_on", $0) }
        }
        try child.receiving.record(
            "child.reunified", child.familyCase, ["country": "UA", "occurred": "2025-10-09"], refs: refs)
        let check = try Offices.check(child, ClaimDraft(ClaimDraft.count("C1", 1), ClaimDraft.count("C2", 2)))
        #expect(check.verdict("C1") == .undetermined)
        #expect(check.number("C1") == "0 to 1")
        #expect(check.verdict("C2") == .fails, "even with that one there are not two")
    }

    @Test func `what is not at hand makes undetermined what it could change`() throws {
        let offices = try Offices()
        let check = try offices.check(
            ClaimDraft(
                ClaimDraft.count("C1", 3), ClaimDraft.count("C2", 4), ClaimDraft.count("C3", 2),
                ClaimDraft.count("C4", 3, op: "ge"), ClaimDraft.exists("C5", "contact.held")), only: true)
        #expect(!check.gaps.isEmpty)
        #expect(check.verdict("C1") == .undetermined)
        #expect(check.number("C1") == "3 or more")
        #expect(check.verdict("C2") == .undetermined)
        #expect(check.verdict("C3") == .fails, "three are at hand, whatever is not")
        #expect(check.verdict("C4") == .holds)
        #expect(check.verdict("C4", .bilateral) == .undetermined)
        #expect(check.verdict("C5") == .undetermined)
        let whole = try offices.check(
            ClaimDraft(
                ClaimDraft.exists("C5", "contact.held"),
                ClaimDraft.exists("C6", "custody.released", "{\"from\":\"UA\",\"to\":\"RU\"}")))
        #expect(whole.verdict("C5") == .undetermined, "nobody speaks of contacts at all")
        #expect(whole.verdict("C6") == .fails, "handovers are stated, and none that way")
    }

    @Test func `cases of ledgers that nobody linked may be one child's`() throws {
        let offices = try Offices(children: 1)
        var apart = try Reunification(TestLedger("ru-agency"), TestLedger("ua-agency"))
        try apart.take(through: "reunified")
        let draft = ClaimDraft(ClaimDraft.count("C1", 2), ClaimDraft.count("C2", 1), ClaimDraft.count("C3", 3))
        let check = try offices.check(draft, with: [apart.releasing, apart.receiving])
        #expect(check.gaps.isEmpty)
        #expect(check.number("C1") == "1 to 2")
        #expect(check.verdict("C1") == .undetermined)
        #expect(check.verdict("C2") == .undetermined)
        #expect(check.verdict("C3") == .fails)
    }

    @Test func `what an open dispute contests counts as possible, and no more`() throws {
        var offices = try Offices(children: 2)
        let reunified = try #require(offices.children[0].places["reunified"])
        try offices.ru.record(
            "dispute.raised", nil, ["ground": "not_reunified"], refs: [("disputes", reunified)]
        )
        let check = try offices.check(ClaimDraft(ClaimDraft.count("C1", 2)))
        #expect(check.number("C1") == "1 to 2")
        #expect(check.verdict("C1") == .undetermined)
    }

    @Test func `a claim that was made before the last of what it counts is pointed out`() throws {
        let check = try Offices(children: 2).check(
            ClaimDraft(ClaimDraft.count("C1", 2), uttered: "2025-10-09T12:00:00Z"))
        #expect(check.verdict("C1") == .fails)
        #expect(check.warnings.map(\.code) == [.beforeCounted])
    }

    @Test func `a claim that its speaker took back says so`() throws {
        var offices = try Offices(children: 1)
        let draft = ClaimDraft(ClaimDraft.count("C1", 1))
        let data = JSON(try CanonicalJSON(Array(draft.text.utf8)).root)
        guard case .object(let members) = data else { return }
        let place = try offices.ua.record("claim.published", nil, members)
        try offices.ua.record(
            "claim.withdrawn", nil, ["occurred": "2025-10-12", "speaker": "ua-office"], refs: [("ends", place)])
        var claims = ClaimsInLedger()
        for entry in try offices.ua.entries() { claims.apply(entry) }
        let located = try #require(claims.claims.first)
        let evidence = Evidence([try offices.ru.audited(), try offices.ua.audited()])
        let check = ClaimCheck(
            try located.claim.get(), at: located.reference, against: evidence, past: evidence)
        #expect(check.verdict("C1") == .holds)
        #expect(check.warnings.map(\.code).contains(.withdrawn))
    }

    @Test func `one party's ledger alone, though it names nobody, refutes nothing`() throws {
        let alone = Evidence([try TestLedger("ua-office").audited()])
        let claim = try ClaimDraft(ClaimDraft.count("C1", 8), ClaimDraft.exists("C2", "contact.held")).claim()
        let check = ClaimCheck(claim, at: nil, against: alone, past: alone)
        #expect(check.gaps.isEmpty && check.isOfOneParty)
        #expect(check.verdict("C1") == .undetermined)
        #expect(check.number("C1") == "0 or more")
        #expect(check.verdict("C2") == .undetermined)
    }

    @Test func `sums and inclusions are held against the children, not the numbers alone`() throws {
        let check = try Offices().check(
            ClaimDraft(
                ClaimDraft.count("C1", 3), ClaimDraft.count("C2", 3, ClaimDraft.toUA),
                ClaimDraft.count("C3", 0, ClaimDraft.toRU), ClaimDraft.count("C4", 3, event: "border.crossed"),
                ClaimDraft.sum("R1", ["C2", "C3"], "C1"), ClaimDraft.subset("R2", "C1", "C2"),
                ClaimDraft.subset("R3", "C1", "C4")))
        #expect(check.verdict("R1", .bilateral) == .holds)
        #expect(check.verdict("R2") == .holds)
        #expect(check.verdict("R3") == .fails, "nobody states a crossing")
    }

    @Test func `a wrong sum fails at every level, whatever the ledgers say`() throws {
        let check = try Offices().check(
            ClaimDraft(
                ClaimDraft.count("C1", 3), ClaimDraft.count("C2", 2, ClaimDraft.toUA),
                ClaimDraft.count("C3", 0, ClaimDraft.toRU), ClaimDraft.sum("R1", ["C2", "C3"], "C1")))
        #expect(EvidenceLevel.allCases.allSatisfy { check.verdict("R1", $0) == .fails })
        #expect(check.arithmetic.fails)
    }

    @Test func `credit is never evaluated, and what a type cannot say is not checkable`() throws {
        let check = try Offices(children: 0).check(
            ClaimDraft(
                "{\"id\":\"C1\",\"kind\":\"attribution\"}",
                ClaimDraft.exists("C2", "contact.held", "{\"modality\":\"commitment\"}"),
                ClaimDraft.count(
                    "C3", 1,
                    window:
                        "{\"anchor\":\"publication\",\"ends\":\"closed\",\"from\":\"-PT24H\",\"to\":\"PT0S\"}"))
        )
        #expect(["C1", "C2", "C3"].allSatisfy { check.verdict($0) == .notCheckable })
        #expect(!check.fails)
    }

    @Test func `what was recorded after the claim proves it, is marked, and was not there when it was made`()
        throws
    {
        var offices = try Offices(children: 0)
        try offices.ru.record(
            "contact.held", nil,
            [
                "level": "principal", "mode": "summit", "occurred": "2025-09-10",
                "participants": [["party": "ru-office"], ["party": "ua-office"]],
            ], time: "2025-11-01T00:00:00Z")
        let check = try offices.check(
            ClaimDraft(ClaimDraft.exists("C1", "contact.held", "{\"mode\":\"summit\"}")))
        #expect(check.verdict("C1", .asserted, .claim) == .undetermined, "no contact had been stated at all")
        #expect(check.verdict("C1") == .holds)
        #expect(check.results[0].hasChanged)
        #expect(check.warnings.map(\.code) == [.lateEvidence])
    }
}

extension ClaimCheckTests.Offices {
    static func check(_ child: Reunification, _ draft: ClaimDraft) throws -> ClaimCheck {
        let claim = try draft.claim()
        let ledgers = [try child.releasing.audited(), try child.receiving.audited()]
        return ClaimCheck(claim, at: nil, against: Evidence(ledgers), past: Evidence(ledgers))
    }
}
