import Casework
import LedgerFormat
import LedgerVerify
import Testing

@Suite struct ReplayStandingTests {
    private func open(_ ledger: inout TestLedger, signer: Int = 0) throws -> TestLedger.Place {
        try ledger.record(
            "case.opened", TestLedger.newCase(), ["care_status": "separated", "occurred": "2025-08-20"],
            signer: signer)
    }

    @Test func `a statement that its author names as wrong carries no state until it is stated again`() throws {
        var ledger = try TestLedger("ua-office")
        let subject = try TestLedger.newCase()
        let requested = try ledger.record(
            "tracing.requested", subject, ["inquirer": "family", "occurred": "2025-08-02"])
        let opened = try ledger.record(
            "case.opened", subject, ["care_status": "separated", "occurred": "2025-08-03"],
            refs: [("rests_on", requested)])
        #expect(CombinedState([try ledger.replay()]).cases.first?.state == .identified)
        try ledger.record(
            "event.corrected", nil, ["ground": "recording_error", "members": ["occurred"]],
            refs: [("corrects", opened)])
        let without = CombinedState([try ledger.replay()])
        #expect(without.cases.first?.state == .sought && without.corrections.count == 1)
        try ledger.record(
            "case.opened", subject, ["care_status": "separated", "occurred": "2025-08-04"],
            refs: [("corrects", opened), ("rests_on", requested)])
        let state = CombinedState([try ledger.replay()])
        #expect(state.cases.first?.state == .identified)
        #expect(state.cases.first?.restsOn.map(\.index) == [4])
    }

    @Test func `a corrected correction gives the statement back`() throws {
        var ledger = try TestLedger("ua-office")
        let opened = try open(&ledger)
        let correction = try ledger.record(
            "event.corrected", nil, ["ground": "duplicate", "members": ["care_status"]],
            refs: [("corrects", opened)])
        #expect(CombinedState([try ledger.replay()]).cases.first?.restsOn == [])
        try ledger.record(
            "event.corrected", nil, ["ground": "recording_error", "members": ["members"]],
            refs: [("corrects", correction)])
        #expect(CombinedState([try ledger.replay()]).cases.first?.restsOn.map(\.event) == [opened.event])
    }

    @Test func `nobody corrects another's statement`() throws {
        var ua = try TestLedger("ua-office"), ru = try TestLedger("ru-office")
        let opened = try open(&ru)
        try ua.record(
            "event.corrected", nil, ["ground": "recording_error", "members": ["occurred"]],
            refs: [("corrects", opened)])
        let state = CombinedState([try ua.replay(), try ru.replay()])
        #expect(state.cases.first?.state == .identified && state.cases.first?.marks == [])
    }

    @Test func `what a compromised key alone signed is marked, and a sound reaffirmation restores it`() throws {
        var ledger = try TestLedger("ua-office", keys: 2)
        let first = try open(&ledger, signer: 1), second = try open(&ledger, signer: 1)
        try ledger.compromise(key: 1, since: 1, signer: 0)
        try ledger.record("event.reaffirmed", nil, refs: [("reaffirms", first)], signer: 0)
        let state = CombinedState([try ledger.replay()])
        #expect(state.cases.map(\.marks) == [[], .disowned])
        #expect(state.cases.map(\.state) == [.identified, .identified])
        #expect(state.cases.last?.restsOn.map(\.event) == [second.event])
    }

    @Test
    func `a reaffirmation by the compromised key restores nothing, and its corrections take nothing back`()
        throws
    {
        var ledger = try TestLedger("ua-office", keys: 2)
        let theirs = try open(&ledger, signer: 1), ours = try open(&ledger, signer: 0)
        try ledger.record("event.reaffirmed", nil, refs: [("reaffirms", theirs)], signer: 1)
        try ledger.record(
            "event.corrected", nil, ["ground": "duplicate", "members": ["occurred"]],
            refs: [("corrects", ours)], signer: 1)
        try ledger.compromise(key: 1, since: 1, signer: 0)
        let state = CombinedState([try ledger.replay()])
        #expect(state.cases.map(\.marks) == [.disowned, []])
        #expect(
            state.cases.last?.state == .identified && state.cases.last?.restsOn.map(\.event) == [ours.event])
    }

    @Test func `withheld entries are counted, and a reference to one says so`() throws {
        var ledger = try TestLedger("us-office")
        let opened = try open(&ledger)
        try ledger.record("dispute.raised", nil, ["ground": "adult"], refs: [("disputes", opened)])
        let state = CombinedState([try ledger.replay(withholding: [1])])
        #expect(state.ledgers.first?.coverage.withheld == [1...1])
        #expect(state.ledgers.first?.coverage.entryCount == 3)
        #expect(state.cases.isEmpty && state.unresolved.map(\.reason) == [.withheld(1)])
    }

    @Test func `statements in a later vocabulary are counted and not read`() throws {
        var ledger = try TestLedger("us-office")
        try ledger.record("case.opened", TestLedger.newCase(), ["anything": 1], vocabulary: 2)
        _ = try open(&ledger)
        let state = CombinedState([try ledger.replay()])
        #expect(state.ledgers.first?.coverage.unknownVocabularies == [2: 1])
        #expect(state.cases.count == 1 && state.ledgers.first?.coverage.entryCount == 3)
    }

    @Test func `statements outside the vocabulary are counted by index, and the rest is replayed`() throws {
        var ledger = try TestLedger("us-office")
        try ledger.record("correspondence.issued", nil, ["author": "us-office"])
        try ledger.record("weather.noted", nil, ["author": "us-office"])
        _ = try open(&ledger)
        let state = CombinedState([try ledger.replay(verdict: .nonconforming)])
        #expect(state.ledgers.first?.coverage.unreadable == [1...2])
        #expect(state.cases.count == 1 && state.correspondence.isEmpty)
    }
}
