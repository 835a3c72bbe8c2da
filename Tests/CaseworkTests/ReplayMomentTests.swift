import Casework
import LedgerFormat
import LedgerVerify
import Testing

@Suite struct ReplayMomentTests {
    private func ledger() throws -> TestLedger {
        var ledger = try TestLedger("ua-office")
        let subject = try TestLedger.newCase()
        let requested = try ledger.record(
            "tracing.requested", subject, ["inquirer": "family", "occurred": "2025-08-02"],
            time: "2025-08-05T12:00:00Z")
        let opened = try ledger.record(
            "case.opened", subject, ["care_status": "separated", "occurred": "2025-08-06"],
            refs: [("rests_on", requested)], time: "2025-08-07T12:00:00Z")
        try ledger.record(
            "child.documented", subject,
            ["interviewer": "case_agency", "occurred": "2025-08-03", "sealed": ledger.sealed("card")],
            refs: [("rests_on", opened)], time: "2025-08-06T12:00:00Z")
        return ledger
    }

    @Test(
        arguments: [(0, nil), (1, CaseState.sought), (2, .identified), (3, .documented)]
            as [(Int, CaseState?)])
    func `the state at an index rests on the entries up to it`(index: Int, expected: CaseState?) throws {
        let state = CombinedState([try ledger().replay(at: .index(index))])
        #expect(state.cases.first?.state == expected)
        #expect(state.ledgers.first?.coverage.entryCount == index + 1)
    }

    @Test func `the state at a time rests on what was recorded by then, in whatever place`() throws {
        let before = CombinedState([try ledger().replay(at: ReplayMoment("2025-07-01"))])
        #expect(before.ledgers.count == 1 && before.cases.isEmpty)
        let early = CombinedState([try ledger().replay(at: ReplayMoment("2025-08-05T11:59:59Z"))])
        #expect(early.cases.isEmpty)
        // The third entry was recorded on the sixth, before the second.
        let day = CombinedState([try ledger().replay(at: ReplayMoment("2025-08-06"))])
        #expect(day.cases.first?.state == .documented && day.cases.first?.missing.map(\.step) == [.opened])
        #expect(CombinedState([try ledger().replay(at: ReplayMoment("2025-08"))]).cases.first?.missing == [])
    }

    @Test func `a withheld entry belongs to a moment with the entry after it`() throws {
        let ledger = try ledger()
        let before = try ledger.replay(at: ReplayMoment("2025-08-04"), withholding: [1])
        #expect(before.coverage.withheld == [])
        let after = try ledger.replay(at: ReplayMoment("2025-08-07"), withholding: [1])
        #expect(after.coverage.withheld == [1...1])
    }

    @Test func `a moment is an index, an instant, a day or a month, and nothing else`() throws {
        #expect(ReplayMoment("12") == .index(12))
        #expect(ReplayMoment("2025-10-10") == .time(try #require(Timestamp("2025-10-10T23:59:59Z"))))
        for text in ["", "-1", "012", "2025-10-10/2025-10-11", "yesterday", "2147483648"] {
            #expect(ReplayMoment(text) == nil, "\(text)")
        }
    }
}
