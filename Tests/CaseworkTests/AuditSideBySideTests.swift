import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

@testable import Casework

/// Ledgers side by side: what a missing file does, that the order changes nothing, and in what order the
/// statements stand.
@Suite struct AuditSideBySideTests {
    private func reunified(_ audit: LedgerAudit) -> CountInterval? {
        audit.counts.first { $0.type == "child.reunified" && $0.direction == nil }
    }

    @Test func `leaving out either side's file turns both sides' word into one side's`() throws {
        let way = try reunification(through: "reunified")
        let both = try #require(reunified(try audited(way)))
        #expect((both.agreed, both.atMost) == (1, 1))
        let receiving = LedgerAudit([try way.receiving.forAudit()])
        let alone = try #require(reunified(receiving))
        #expect((alone.agreed, alone.atMost) == (0, 1))
        #expect(receiving.mayLackStatements && receiving.exitCode == 0)
        let releasing = LedgerAudit([try way.releasing.forAudit()])
        let none = try #require(reunified(releasing))
        #expect((none.agreed, none.atMost) == (0, 0), "the side that released the child cannot state it")
        #expect(releasing.exitCode == 0)
    }

    @Test func `counts are by direction, and a contested fact is not agreed`() throws {
        var way = try reunification(through: "reunified")
        let direction = try audited(way).counts.first { $0.type == "child.reunified" && $0.direction != nil }
        #expect(direction?.label == "children reunified, RU to UA")
        try way.releasing.record(
            "dispute.raised", nil, ["ground": "not_reunified"],
            refs: [("disputes", try #require(way.places["reunified"]))])
        let contested = try #require(reunified(try audited(way)))
        #expect((contested.agreed, contested.atMost) == (0, 1))
    }

    @Test func `two cases of one ledger in one group may be two children`() throws {
        var stage = try AuditStage()
        let cases = [try TestLedger.newCase(), try TestLedger.newCase()]
        let opened = try cases.map { try stage.openCase($0) }
        try stage.join(opened[0], opened[1])
        for child in cases {
            try stage.ru.record(
                "border.crossed", child, ["from": "RU", "occurred": "2025-10-09", "to": "UA"],
                refs: [("rests_on", opened[0])])
        }
        let crossed = try stage.audit().counts.first { $0.type == "border.crossed" && $0.direction == nil }
        #expect(crossed?.agreed == 0 && crossed?.atMost == 2)
    }

    @Test func `the order of the ledgers changes no byte`() throws {
        let names = SampleLedgers.names
        let forward = LedgerAudit(try SampleLedgers.forAudit(names))
        let backward = LedgerAudit(try SampleLedgers.forAudit(names.reversed()))
        #expect(try forward.json.canonicalBytes() == backward.json.canonicalBytes())
        #expect(forward.text(timeline: .all) == backward.text(timeline: .all))
        #expect(forward.text(.markdown) == backward.text(.markdown))
    }

    @Test func `an impostor makes nothing bilateral`() throws {
        var stage = try AuditStage()
        var impostor = try TestLedger("ru-office", name: "other", opened: "2025-12-01T00:00:00Z")
        try impostor.note(stage.us)
        try stage.us.record("contact.held", nil, AuditStage.contact())
        try impostor.record("contact.held", nil, AuditStage.contact())
        let audit = LedgerAudit([try stage.us.forAudit(), try impostor.forAudit()])
        let contacts = try #require(audit.counts.first { $0.type == "contact.held" })
        #expect((contacts.agreed, contacts.atMost) == (0, 2))
        #expect(audit.exitCode == 3)
    }

    // MARK: The timeline

    @Test(arguments: [("2025-08", false), ("2025-07", true)])
    func `a reference beats the times that are stated, and a month that holds the day is not earlier`(
        month: String, isMoved: Bool
    ) throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        let received = try stage.ru.record(
            "correspondence.received", nil, ["occurred": .string(month), "recipient": "ru-office"],
            refs: [("acknowledges", letter)], time: "2025-08-01T00:00:00Z")
        let moments = try stage.audit().timeline.moments
        let order = moments.map(\.statement.reference.event)
        let places = [letter.event, received.event].map { order.firstIndex(of: $0) }
        #expect(places[0] != nil && places[0] ?? 0 < places[1] ?? 0)
        #expect(moments.first { $0.statement.reference.event == received.event }?.isMoved == isMoved)
        let text = try stage.audit().text(.markdown)
        #expect(text.contains("stated as earlier than what it refers to") == isMoved)
    }

    @Test func `each statement stands after all that it refers to, by time where nothing refers`() throws {
        let audit = LedgerAudit(try SampleLedgers.forAudit(SampleLedgers.names))
        var places: [SHA256Digest: Int] = [:]
        for (place, moment) in audit.timeline.moments.enumerated() {
            places[moment.statement.reference.event] = place
        }
        #expect(places.count == audit.evidence.statements.count && places.count > 300)
        for (place, moment) in audit.timeline.moments.enumerated() {
            for reference in moment.statement.refs {
                if let target = places[reference.event] { #expect(target < place) }
            }
        }
        let times = audit.timeline.moments.map(\.earliest)
        #expect(times == times.sorted())
    }

    // MARK: Text

    @Test func `what is contested or one side's word alone is something to do`() throws {
        var stage = try AuditStage()
        let contact = try stage.us.record("contact.held", nil, AuditStage.contact())
        let alone = try stage.audit().text(.markdown)
        #expect(alone.contains("Not agreed: 1 contact.") && !alone.contains("Nothing: no finding"))
        try stage.ru.record("contact.held", nil, AuditStage.contact())
        #expect(try stage.audit().text(.markdown).contains("Not agreed") == false)
        _ = try stage.dispute(contact)
        #expect(try stage.audit().text(.markdown).contains("Report only together with its dispute"))
    }

    @Test func `text fits the page, and Markdown has its titles`() throws {
        let audit = LedgerAudit(try SampleLedgers.forAudit(SampleLedgers.names))
        let text = audit.text()
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        for title in ["What to do next", "Findings (", "Counts", "Open obligations (", "Disputes (0)"] {
            #expect(text.contains("\n\(title)"), "\(title)")
        }
        #expect(text.contains("For the parties and their auditors only"), "before anything else")
        #expect(text.contains("Whose keys sign any ledger was NOT"), "no anchor was given")
        #expect(audit.text(.markdown).contains("\n## Findings ("))
        #expect(audit.text(timeline: .all).count > text.count)
        #expect(text.contains("witnessed: ru-office and us-letter-office each sign"))
    }

    @Test func `a stranger's dispute is listed, changes nothing and asks for no answer`() throws {
        var stage = try AuditStage()
        let one = try stage.us.record("contact.held", nil, AuditStage.contact())
        var stranger = try TestLedger("stranger", opened: "2025-12-01T00:00:00Z")
        try stranger.record("dispute.raised", nil, ["ground": "contact_denied"], refs: [("disputes", one)])
        let audit = try stage.audit(stranger)
        #expect(audit.disputes.map(\.isStrangers) == [true])
        #expect(!audit.obligations.contains { $0.kind == .disputeUnanswered || $0.kind == .disputeUnsettled })
    }
}
