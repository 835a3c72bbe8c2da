import Casework
import LedgerFormat
import Testing

@Suite struct ReplayItemTests {
    /// A letter with its whole way, told by author, intermediary and addressee.
    private struct Exchange {
        var us: TestLedger
        var ru: TestLedger
        let letter: TestLedger.Place
        let received: TestLedger.Place
        let reply: TestLedger.Place

        init() throws {
            us = try TestLedger("us-office")
            ru = try TestLedger("ru-office")
            letter = try us.record(
                "correspondence.issued", nil,
                [
                    "addressees": ["ru-office"], "author": "us-office", "form": "personal_letter",
                    "language": "en",
                    "matter": "child_welfare", "occurred": "2025-08-14", "sealed": us.sealed("letter"),
                ])
            try us.record(
                "correspondence.conveyed", nil,
                [
                    "conveyor": "us-principal", "knowledge": "reported", "method": "by_hand",
                    "occurred": "2025-08-15",
                    "recipient": "ru-office",
                ], refs: [("conveys", letter)])
            received = try ru.record(
                "correspondence.received", nil, ["occurred": "2025-08", "recipient": "ru-office"],
                refs: [("acknowledges", letter)])
            reply = try ru.record(
                "correspondence.issued", nil,
                [
                    "addressees": ["us-office"], "author": "ru-office", "form": "memorandum",
                    "language": "ru",
                    "matter": "child_welfare", "occurred": "2025-08-20", "sealed": ru.sealed("letter"),
                ], refs: [("replies_to", received)])
        }

        func state() throws -> CombinedState { CombinedState([try us.replay(), try ru.replay()]) }
    }

    @Test func `a letter shows who conveyed and received it and what answers it`() throws {
        let exchange = try Exchange()
        let state = try exchange.state()
        #expect(state.correspondence.count == 2 && state.unresolved.isEmpty)
        let letter = try #require(state.correspondence.first)
        #expect(letter.letter?.principal.content.form == "personal_letter")
        #expect(letter.conveyances.map(\.content.conveyor.description) == ["us-principal"])
        #expect(letter.conveyances.first?.marks == .reported)
        #expect(letter.receipts.map(\.time.text) == ["2025-08"])
        #expect(letter.answeredBy.map(\.reference.event) == [exchange.reply.event])
        #expect(state.correspondence.last?.repliesTo.map(\.reference.event) == [exchange.letter.event])
    }

    @Test func `a letter of which only the receipt is at hand has a line of its own`() throws {
        let exchange = try Exchange()
        let state = CombinedState([try exchange.ru.replay()])
        #expect(state.correspondence.map { $0.letter == nil } == [false, true])
        #expect(state.unresolved.map(\.reason) == [.ledgerNotAtHand])
        #expect(state.unresolved.first?.target.event == exchange.letter.event)
        #expect(state.text.contains("a letter that is not at hand"))
    }

    @Test func `a channel carries its latest status`() throws {
        var exchange = try Exchange()
        let channel = try exchange.us.record(
            "channel.opened", nil,
            [
                "kind": "back_channel", "occurred": "2025-08-21", "parties": ["ru-office", "us-office"],
                "scope": ["child_welfare"],
            ], refs: [("rests_on", exchange.reply)])
        #expect(try exchange.state().channels.map(\.status) == ["opened"])
        for (status, day) in [("suspended", "2025-09-01"), ("resumed", "2025-09-05")] {
            try exchange.us.record(
                "channel.changed", nil, ["occurred": .string(day), "status": .string(status)],
                refs: [("concerns", channel)])
        }
        let state = try exchange.state()
        #expect(state.channels.map(\.status) == ["resumed"] && state.channels.first?.changes.count == 2)
    }

    @Test func `two parties' statements of one meeting are one contact once an attestation joins them`()
        throws
    {
        var exchange = try Exchange()
        let data: [String: JSON] = [
            "level": "principal", "mode": "summit", "occurred": "2025-08-15",
            "participants": [["party": "ru-office"], ["party": "us-office"]],
        ]
        let ours = try exchange.us.record("contact.held", nil, data)
        let theirs = try exchange.ru.record("contact.held", nil, data)
        #expect(try exchange.state().contacts.count == 2)
        try exchange.us.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "first_hand", "scope": "same_matter"],
            refs: [("corroborates", ours), ("corroborates", theirs)])
        let state = try exchange.state()
        #expect(state.contacts.map(\.statedBy) == [["ru-office", "us-office"]])
        #expect(
            state.contacts.first?.statements.first { $0.reference.event == theirs.event }?.marks == .attested)
        #expect(state.contacts.first?.statements.first { $0.reference.event == ours.event }?.marks == [])
    }

    @Test func `an undertaking names what fulfils it`() throws {
        var exchange = try Exchange()
        let said = try exchange.ru.record(
            "undertaking.stated", nil,
            [
                "by": "ru-office", "matter": "information_exchange", "modality": "willingness",
                "occurred": "2025-08-20",
                "toward": ["us-office"],
            ], refs: [("rests_on", exchange.reply)])
        let shared = try exchange.ru.record(
            "information.shared", nil,
            [
                "basis": "vital_interest", "categories": ["biography", "photograph"], "harm_checked": true,
                "kind": "dossier", "occurred": "2025-09-01", "persons": 8, "purpose": "identification",
                "recipients": ["us-office"], "sealed": exchange.ru.sealed("dossier"), "sender": "ru-office",
            ], refs: [("concerns", exchange.reply), ("fulfils", said)])
        try exchange.us.record(
            "information.received", nil,
            ["integrity": "matches", "occurred": "2025-09-02", "recipient": "us-office"],
            refs: [("acknowledges", shared)])
        let state = try exchange.state()
        #expect(state.undertakings.first?.undertaking.principal.content.modality == "willingness")
        #expect(state.undertakings.first?.fulfilledBy.map(\.event) == [shared.event])
        #expect(state.information.first?.share.principal.content.persons == 8)
        #expect(state.information.first?.receipts.map(\.content.integrity) == ["matches"])
    }

    @Test func `counterparts, mandates, positions, reports and claims each have their line`() throws {
        var ru = try TestLedger("ru-office")
        let noted = try ru.record(
            "counterpart.noted", nil,
            ["class": "ombudsman", "id": "ru-envoy", "name": "Envoy's office", "roles": ["representative"]])
        let mandate = try ru.record(
            "mandate.given", nil,
            [
                "principal": "ru-office", "representative": "ru-envoy", "scope": ["family_reunification"],
                "valid_from": "2025-08-20",
            ], refs: [("concerns", noted), ("concerns", ru.opening)])
        #expect(CombinedState([try ru.replay()]).mandates.map(\.hasEnded) == [false])
        try ru.record(
            "mandate.ended", nil, ["by": "ru-office", "occurred": "2025-12-01", "reason": "task_completed"],
            refs: [("ends", mandate)])
        try ru.record(
            "position.stated", nil,
            [
                "by": "ru-office", "characterisation": "protective_evacuation", "from": "UA", "on": "cause",
                "to": "RU",
            ])
        let opened = try ru.record(
            "case.opened", TestLedger.newCase(), ["care_status": "separated", "occurred": "2025-08-20"])
        try ru.record(
            "report.issued", nil,
            [
                "authors": ["ru-office"], "cases": 1, "kind": "progress", "occurred": "2025-09-01",
                "sealed": ru.sealed("report"),
            ], refs: [("concerns", opened)])
        try ru.record(
            "claim.published", nil,
            [
                "definition": "child.reunified", "language": "en", "medium": "spoken",
                "occurred": "2025-10-10",
                "speaker": "ru-office",
                "statements": [
                    ["filter": ["from": "RU", "to": "UA"], "id": "C17", "kind": "count", "n": 7, "op": "eq"]
                ],
            ])
        let state = CombinedState([try ru.replay()])
        #expect(state.counterparts.map(\.content.party.description) == ["ru-envoy"])
        #expect(state.mandates.map(\.hasEnded) == [true])
        #expect(state.positions.first?.principal.content.direction?.description == "UA to RU")
        #expect(state.reports.first?.principal.content.cases == 1)
        #expect(state.claims.first?.principal.content.statements.count == 1)
        #expect(state.unresolved.isEmpty)
        #expect(state.text.contains("C17: count, filter (from RU, to UA), n 7, op eq"))
    }

    @Test func `a dispute marks the statement and the case, and both stand`() throws {
        var ua = try TestLedger("ua-office"), ru = try TestLedger("ru-office")
        try TestLedger.acquaint(&ru, &ua)
        let opened = try ru.record(
            "case.opened", TestLedger.newCase(), ["care_status": "separated", "occurred": "2025-08-20"])
        try ua.record(
            "dispute.raised", nil, ["ground": "not_present", "remedy": "verify_again"],
            refs: [("disputes", opened)])
        let state = CombinedState([try ua.replay(), try ru.replay()])
        #expect(state.cases.first?.state == .identified && state.cases.first?.marks == .disputed)
        #expect(state.disputes.map(\.content.ground) == ["not_present"])
        #expect(state.text.contains("not present, asking: verify again; against ru-office#2"))
    }
}
