import Casework
import LedgerFormat
import Testing

@Suite struct ReplayCaseTests {
    private func offices() throws -> Reunification {
        try Reunification(TestLedger("ru-office"), TestLedger("ua-office"))
    }

    @Test func `each step leads to the state that the table gives it`() throws {
        var reunification = try offices()
        for (name, expected) in Reunification.steps {
            try reunification.take(name)
            let state = try reunification.state()
            #expect(
                state.cases.contains { $0.state == expected }, "after \(name): \(state.cases.map(\.state))")
        }
        let state = try reunification.state()
        let group = try #require(state.cases.first)
        #expect(state.cases.count == 1)
        #expect(group.members.map(\.subject) == [reunification.childCase, reunification.familyCase])
        #expect(group.missing.map(\.step) == [])
        #expect(group.direction?.description == "RU to UA")
        #expect(group.furthest == .monitored && group.isReunified)
        #expect(state.reunifiedCount == 1 && state.unresolved.isEmpty)
        #expect(group.causes.map(\.circumstance) == ["hostilities_displacement"])
    }

    @Test func `a case is not decided while one side has not agreed`() throws {
        var reunification = try offices()
        try reunification.take(through: "agreed child")
        try reunification.take("interests")
        #expect(try reunification.state().cases.first?.state == .verified)
        try reunification.take("agreed adult")
        #expect(try reunification.state().cases.first?.state == .decided)
    }

    @Test func `one side alone shows its own part, and names what it cannot see`() throws {
        var reunification = try offices()
        try reunification.take(through: "reunified")
        let releasing = CombinedState([try reunification.releasing.replay()])
        let released = try #require(releasing.cases.first)
        #expect(released.state == .inTransfer)
        #expect(
            released.missing.map(\.phrase) == [
                "relationship verified on the adult's side", "agreement of the adult's side",
                "clearance of UA",
            ])
        let receiving = CombinedState([try reunification.receiving.replay()])
        let received = try #require(receiving.cases.first)
        #expect(received.state == .reunified)
        #expect(received.restsOn.map(\.index) == [reunification.receiving.lastIndex])
        #expect(
            received.missing.map(\.step) == [
                .opened, .verifiedChildSide, .childHeard, .agreedChildSide, .interestsFavourable, .cleared,
                .planned,
                .released,
            ])
        #expect(received.missing.first { $0.step == .cleared }?.country?.description == "RU")
        #expect(!receiving.unresolved.isEmpty)
    }

    @Test func `eight cases count by direction, and each once however many parties speak of it`() throws {
        var ru = try TestLedger("ru-office"), ua = try TestLedger("ua-office")
        for number in 0..<8 {
            var one =
                try number < 7
                ? Reunification(ru, ua) : Reunification(ua, ru, from: "UA", to: "RU")
            try one.take(through: "reunified")
            (ru, ua) = number < 7 ? (one.releasing, one.receiving) : (one.receiving, one.releasing)
        }
        let state = CombinedState([try ua.replay(), try ru.replay()])
        #expect(state.cases.count == 8 && state.reunifiedCount == 8)
        let ways = state.countsByDirection(where: \.isReunified).map {
            "\($0.count) \($0.direction?.description ?? "?")"
        }
        #expect(ways == ["7 RU to UA", "1 UA to RU"])
        #expect(state.text.contains("8 reunified: 7 RU to UA, 1 UA to RU"))
    }

    @Test func `a failed journey takes the handover back, and a later one counts again`() throws {
        var reunification = try offices()
        try reunification.take(through: "released")
        let failed = try reunification.releasing.record(
            "movement.failed", reunification.childCase,
            ["ground": "security", "occurred": "2025-10-09T16:00:00Z", "stage": "in_transit"],
            refs: [("ends", try #require(reunification.places["released"]))])
        #expect(try reunification.state().cases.first?.state == .failedTransfer)
        #expect(try reunification.state().cases.first?.restsOn.map(\.event) == [failed.event])
        try reunification.take("planned")
        try reunification.take("released")
        #expect(
            try reunification.state().cases.first?.state == .failedTransfer, "handed over before it failed")
        try reunification.take("accepted")
        #expect(try reunification.state().cases.first?.state == .received)
    }

    @Test func `a reunification that ended is broken down and not counted`() throws {
        var reunification = try offices()
        try reunification.take(through: "followed up")
        try reunification.receiving.record(
            "reunification.ended", reunification.familyCase,
            ["ground": "care_broke_down", "occurred": "2025-11-20"],
            refs: [("ends", try #require(reunification.places["reunified"]))])
        let state = try reunification.state()
        #expect(state.cases.first?.state == .brokenDown && state.reunifiedCount == 0)
    }

    @Test func `an unfavourable finding and a refused consent turn a case aside until they are lifted`()
        throws
    {
        var reunification = try offices()
        try reunification.take(through: "interests")
        let opened = try #require(reunification.places["opened"])
        let consent = { (outcome: JSON, day: JSON) -> [String: JSON] in
            ["decider": "guardian", "occurred": day, "outcome": outcome, "purposes": ["reunification"]]
        }
        try reunification.releasing.record(
            "consent.recorded", reunification.childCase, consent("refused", "2025-09-21"),
            refs: [("rests_on", opened)])
        #expect(try reunification.state().cases.first?.state == .declined)
        try reunification.releasing.record(
            "consent.recorded", reunification.childCase, consent("given", "2025-09-22"),
            refs: [("rests_on", opened)])
        #expect(try reunification.state().cases.first?.state == .decided)
        try reunification.releasing.record(
            "interests.assessed", reunification.childCase,
            ["occurred": "2025-09-23", "outcome": "unfavourable"],
            refs: [
                ("rests_on", try #require(reunification.places["verified child"])),
                ("rests_on", try #require(reunification.places["heard"])),
            ])
        let group = try #require(try reunification.state().cases.first)
        #expect(group.state == .alternativeCare && group.furthest == .verified)
    }

    @Test func `a later doubt about the relationship takes the verification back`() throws {
        var reunification = try offices()
        try reunification.take(through: "verified adult")
        #expect(try reunification.state().cases.first?.state == .verified)
        try reunification.receiving.record(
            "relationship.verified", reunification.familyCase,
            ["methods": ["documents"], "occurred": "2025-09-12", "outcome": "inconclusive", "side": "adult"],
            refs: [("rests_on", try #require(reunification.places["matched"]))])
        #expect(try reunification.state().cases.first?.state == .familyLocated)
    }

    @Test func `a rejected match no longer stands, and no longer links`() throws {
        var reunification = try offices()
        try reunification.take(through: "matched")
        #expect(try reunification.state().cases.count == 1)
        try reunification.releasing.record(
            "match.rejected", reunification.childCase,
            ["ground": "records_differ", "occurred": "2025-09-02"],
            refs: [
                ("rests_on", try #require(reunification.places["opened"])),
                ("rests_on", try #require(reunification.places["requested"])),
            ])
        let state = try reunification.state()
        #expect(state.cases.map(\.state.rawValue).sorted() == ["documented", "sought"])
    }

    @Test func `a child taken over on the way is in transfer, not received`() throws {
        var ledger = try TestLedger("mediator")
        try ledger.record(
            "custody.accepted", TestLedger.newCase(),
            [
                "by": "mediator", "country": "RU", "from": "RU", "giver": "ru-office",
                "occurred": "2025-10-09", "to": "UA",
            ])
        #expect(CombinedState([try ledger.replay()]).cases.first?.state == .inTransfer)
    }

    @Test func `coming of age is a flag and no state`() throws {
        var ledger = try TestLedger("ua-office")
        let subject = try TestLedger.newCase()
        let opened = try ledger.record(
            "case.opened", subject, ["care_status": "separated", "occurred": "2025-08"])
        #expect(CombinedState([try ledger.replay()]).cases.first?.isAdult == false)
        try ledger.record("majority.reached", subject, refs: [("rests_on", opened)])
        let group = CombinedState([try ledger.replay()]).cases.first
        #expect(group?.isAdult == true && group?.state == .identified)
    }

    @Test func `a case that is closed as a duplicate, and opened again, says so`() throws {
        var ledger = try TestLedger("ua-office")
        let subject = try TestLedger.newCase()
        let opened = try ledger.record(
            "case.opened", subject, ["care_status": "separated", "occurred": "2025-08"])
        let closed = try ledger.record(
            "case.closed", subject,
            ["approval": "supervisor", "occurred": "2025-09-01", "reason": "duplicate"],
            refs: [("rests_on", opened)])
        #expect(CombinedState([try ledger.replay()]).cases.first?.state == .duplicate)
        try ledger.record(
            "case.reopened", subject, ["ground": "closed_in_error", "occurred": "2025-09-02"],
            refs: [("ends", closed)])
        #expect(CombinedState([try ledger.replay()]).cases.first?.state == .identified)
    }

    @Test func `every type of the vocabulary has its place in the replay`() throws {
        for type in Vocabulary.current.types {
            let isStep = CaseStepRule.table.contains { $0.event == type.name }
            #expect(isStep == (type.family == .casework), "\(type.name)")
        }
        for rule in CaseStepRule.table {
            #expect(Vocabulary.current.type(named: rule.event) != nil, "\(rule.event)")
        }
    }
}
