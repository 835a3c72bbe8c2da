import Casework
import LedgerCrypto
import LedgerFormat
import Testing

@Suite struct ReplayCombinationTests {
    private func offices() throws -> Reunification {
        var reunification = try Reunification(TestLedger("ru-office"), TestLedger("ua-office"))
        try reunification.take(through: "reunified")
        return reunification
    }

    @Test func `the order of the ledgers changes nothing`() throws {
        let reunification = try offices()
        let ru = try reunification.releasing.replay(), ua = try reunification.receiving.replay()
        let one = CombinedState([ru, ua]), other = CombinedState([ua, ru])
        #expect(try one.json.canonicalBytes() == other.json.canonicalBytes())
        #expect(one.text == other.text)
    }

    @Test func `a ledger that is given twice counts once, in its fuller copy`() throws {
        let reunification = try offices()
        let whole = try reunification.releasing.replay(),
            part = try reunification.releasing.replay(at: .index(2))
        for given in [[whole, part], [part, whole]] {
            let state = CombinedState(given)
            #expect(state.setAsideCount == 1 && state.cases.count == 1)
            #expect(state.ledgers.first?.coverage.entryCount == whole.coverage.entryCount)
        }
    }

    @Test func `cases of two ledgers stay two children's until a statement links them`() throws {
        var ru = try TestLedger("ru-office"), ua = try TestLedger("ua-office")
        try TestLedger.acquaint(&ru, &ua)
        let theirs = try TestLedger.newCase(), ours = try TestLedger.newCase()
        let data: [String: JSON] = ["care_status": "separated", "occurred": "2025-08-20"]
        let one = try ru.record("case.opened", theirs, data), other = try ua.record("case.opened", ours, data)
        #expect(CombinedState([try ru.replay(), try ua.replay()]).cases.count == 2)
        try ua.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "document", "scope": "same_matter"],
            refs: [("corroborates", one), ("corroborates", other)])
        let state = CombinedState([try ru.replay(), try ua.replay()])
        #expect(state.cases.map { $0.members.map(\.subject) } == [[theirs, ours]])
        #expect(state.cases.first?.hasSeveralOfOneLedger == false)
    }

    @Test func `a request links the cases it leads to, unless it leads to several children`() throws {
        var ru = try TestLedger("ru-office"), ua = try TestLedger("ua-office")
        try TestLedger.acquaint(&ru, &ua)
        let request = try ua.record(
            "tracing.requested", TestLedger.newRequest(), ["inquirer": "family", "occurred": "2025-08-02"])
        let data: [String: JSON] = ["care_status": "separated", "occurred": "2025-08-20"]
        #expect(CombinedState([try ua.replay()]).cases.map(\.state) == [.sought])
        try ru.record("case.opened", TestLedger.newCase(), data, refs: [("rests_on", request)])
        try ua.record("case.opened", TestLedger.newCase(), data, refs: [("rests_on", request)])
        let linked = CombinedState([try ru.replay(), try ua.replay()])
        #expect(linked.cases.map { $0.members.count } == [3])
        try ru.record("case.opened", TestLedger.newCase(), data, refs: [("rests_on", request)])
        let several = CombinedState([try ru.replay(), try ua.replay()])
        #expect(several.cases.map { $0.members.count } == [1, 1, 1])
    }

    @Test func `links that join two cases of one ledger are shown and not hidden`() throws {
        var ru = try TestLedger("ru-office"), ua = try TestLedger("ua-office")
        try TestLedger.acquaint(&ru, &ua)
        let data: [String: JSON] = ["care_status": "separated", "occurred": "2025-08-20"]
        let places = [
            try ru.record("case.opened", TestLedger.newCase(), data),
            try ru.record("case.opened", TestLedger.newCase(), data),
        ]
        let attest = { (ledger: inout TestLedger) in
            try ledger.record(
                "attestation.made", nil,
                ["capacity": "witness", "knowledge": "reported", "scope": "same_matter"],
                refs: places.map { ("corroborates", $0) })
        }
        _ = try attest(&ua)
        let others = CombinedState([try ru.replay(), try ua.replay()])
        #expect(others.cases.map(\.hasSeveralOfOneLedger) == [false, false], "another party cannot say so")
        _ = try attest(&ru)
        let state = CombinedState([try ru.replay(), try ua.replay()])
        #expect(state.cases.map(\.hasSeveralOfOneLedger) == [true])
    }

    @Test func `directions that contradict each other are named, and neither is chosen`() throws {
        var reunification = try offices()
        try reunification.receiving.record(
            "custody.accepted", reunification.familyCase,
            [
                "by": "ua-office", "country": "UA", "from": "UA", "giver": "ru-office",
                "occurred": "2025-10-09", "to": "RU",
            ],
            refs: [("acknowledges", try #require(reunification.places["released"]))])
        let group = try #require(try reunification.state().cases.first)
        #expect(group.direction == nil)
        #expect(group.contradictoryDirections.map(\.description) == ["RU to UA", "UA to RU"])
    }

    @Test func `two ledgers of one party get names that tell them apart`() throws {
        var one = try TestLedger("us-office", name: "ru-channel")
        let other = try TestLedger("us-office", name: "ua-channel")
        try one.record(
            "position.stated", nil, ["by": "us-office", "characterisation": "none_stated", "on": "period"])
        let text = CombinedState([try one.replay(), try other.replay()]).text
        #expect(text.contains("(us-office~\(one.fingerprint.hex.prefix(8))#1)"))
    }

    @Test func `a reference to a ledger at hand that has no such statement there is named`() throws {
        let reunification = try offices()
        let early = CombinedState([
            try reunification.releasing.replay(), try reunification.receiving.replay(at: .index(0)),
        ])
        #expect(
            early.unresolved.allSatisfy {
                $0.reason == .noSuchStatement && $0.source.party.description == "ru-office"
            })
        #expect(!early.unresolved.isEmpty)
    }
}
