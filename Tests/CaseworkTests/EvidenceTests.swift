import LedgerCrypto
import LedgerFormat
import Testing

@testable import Casework

/// Who stands behind a fact: the sides, told apart by their keys and fingerprints.
@Suite struct EvidenceTests {
    /// Two offices that know each other's ledgers, and a meeting that each of them may state.
    struct Meeting {
        var us: TestLedger
        var ru: TestLedger

        init(knowing isKnown: Bool = true) throws {
            us = try TestLedger("us-office")
            ru = try TestLedger("ru-office")
            if isKnown {
                try us.note(ru)
                try ru.note(us)
            }
        }

        static func data(_ day: String = "2025-09-10", mode: String = "summit") -> [String: JSON] {
            [
                "level": "principal", "mode": .string(mode), "occurred": .string(day),
                "participants": [["party": "ru-office"], ["party": "us-office"]],
            ]
        }

        func evidence(_ others: TestLedger...) throws -> Evidence {
            Evidence(try ([us, ru] + others).map { try $0.audited() })
        }
    }

    private func contacts(_ evidence: Evidence) -> [Fact] {
        evidence.facts.filter { $0.type == "contact.held" }
    }

    @Test func `a meeting that both state at one time is bilateral by the rule`() throws {
        var meeting = try Meeting()
        try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data("2025-09-11"))
        let facts = contacts(try meeting.evidence())
        #expect(facts.map(\.grade) == [.bilateral])
        #expect(facts.map(\.matching) == [.rule])
        #expect(facts.first?.timesContradict == true, "a day apart, within what calendars differ by")
    }

    @Test(arguments: [
        Meeting.data("2025-09-20"), Meeting.data(mode: "phone"),
    ]) func `another time or another way is another meeting`(data: [String: JSON]) throws {
        var meeting = try Meeting()
        try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, data)
        #expect(contacts(try meeting.evidence()).map(\.grade) == [.unilateral, .unilateral])
    }

    @Test func `an attestation that two statements are one matter joins what the rule would not`() throws {
        var meeting = try Meeting()
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        let other = try meeting.ru.record("contact.held", nil, Meeting.data("2025-09-20"))
        try meeting.ru.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "first_hand", "scope": "same_matter"],
            refs: [("corroborates", one), ("corroborates", other)])
        let facts = contacts(try meeting.evidence())
        #expect(facts.map(\.matching) == [.references])
        #expect(facts.map(\.timesContradict) == [true])
    }

    @Test func `two meetings of one day that fit each other in two ways are matched in none`() throws {
        var meeting = try Meeting()
        for _ in 1...2 {
            try meeting.us.record("contact.held", nil, Meeting.data())
            try meeting.ru.record("contact.held", nil, Meeting.data())
        }
        let facts = contacts(try meeting.evidence())
        #expect(facts.map(\.grade) == Array(repeating: .unilateral, count: 4))
        #expect(Set(facts.map(\.matching)) == [.ambiguous])
    }

    @Test func `what each states stays one side's word where the two do not know each other's ledgers`() throws
    {
        var meeting = try Meeting(knowing: false)
        try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        #expect(contacts(try meeting.evidence()).map(\.grade) == [.unilateral, .unilateral])
    }

    @Test func `a ledger under the other side's name makes nothing bilateral, and is a finding`() throws {
        var meeting = try Meeting()
        var impostor = try TestLedger("ru-office", name: "other")
        try impostor.note(meeting.us)
        let statement = try meeting.us.record("contact.held", nil, Meeting.data())
        let own = try impostor.record("contact.held", nil, Meeting.data())
        try impostor.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "first_hand", "scope": "same_matter"],
            refs: [("corroborates", statement), ("corroborates", own)])
        let evidence = Evidence([try meeting.us.audited(), try impostor.audited()])
        #expect(contacts(evidence).allSatisfy { $0.grade == .unilateral })
        #expect(
            evidence.signatories.impostures.map(\.kind) == [
                .isNotTheNoted(by: meeting.us.fingerprint, noted: meeting.ru.fingerprint)
            ])
        let all = try meeting.evidence(impostor)
        #expect(contacts(all).allSatisfy { $0.grade == .unilateral })
        #expect(all.signatories.impostures.count == 3, "each bears the other's name, and one was not noted")
    }

    @Test func `one key under two names is one party, and agrees with itself in vain`() throws {
        let key = try PrivateKey.generate(.ed25519)
        var us = try TestLedger("us-office", signingKeys: [key])
        var ru = try TestLedger("ru-office", signingKeys: [key])
        try us.note(ru)
        try ru.note(us)
        try us.record("contact.held", nil, Meeting.data())
        try ru.record("contact.held", nil, Meeting.data())
        let evidence = Evidence([try us.audited(), try ru.audited()])
        #expect(contacts(evidence).allSatisfy { $0.grade == .unilateral })
    }

    @Test func `an open dispute of a side takes the agreement away, and its withdrawal gives it back`() throws {
        var meeting = try Meeting()
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        try meeting.ru.record(
            "dispute.raised", nil, ["ground": "contact_denied"], refs: [("disputes", one)])
        let fact = contacts(try meeting.evidence()).first
        #expect(fact?.standing == .contested)
        #expect(fact?.grade == .acknowledged)
    }

    @Test func `a dispute is settled by who raised it or by an arbiter whom both know, not by the contested`()
        throws
    {
        var meeting = try Meeting()
        let (arbiter, stranger) = (try TestLedger("arbiter"), try TestLedger("stranger"))
        try meeting.us.note(arbiter)
        try meeting.ru.note(arbiter)
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        let dispute = try meeting.ru.record(
            "dispute.raised", nil, ["ground": "contact_denied"], refs: [("disputes", one)])
        let standing = { (us: TestLedger, ru: TestLedger, others: [TestLedger]) in
            let ledgers = try ([us, ru] + others).map { try $0.audited() }
            return Evidence(ledgers).facts.first { $0.type == "contact.held" }?.standing
        }
        let settled = { (ledger: TestLedger, outcome: JSON) in
            var ledger = ledger
            try ledger.record("dispute.settled", nil, ["outcome": outcome], refs: [("concerns", dispute)])
            return ledger
        }
        #expect(try standing(settled(meeting.us, "rejected"), meeting.ru, []) == .contested)
        #expect(try standing(meeting.us, settled(meeting.ru, "withdrawn"), []) == .sound)
        #expect(try standing(meeting.us, meeting.ru, [settled(arbiter, "rejected")]) == .sound)
        #expect(try standing(meeting.us, meeting.ru, [settled(arbiter, "upheld")]) == .contested)
        #expect(try standing(meeting.us, meeting.ru, [settled(stranger, "rejected")]) == .contested)
    }

    @Test func `an outsider joins no children, erases nothing of others, and closes no channel`() throws {
        var reunifications = try (1...2).map { _ in
            try Reunification(TestLedger("ru-office"), TestLedger("ua-office"))
        }
        try reunifications[0].take(through: "reunified")
        var second = try Reunification(reunifications[0].releasing, reunifications[0].receiving)
        try second.take(through: "reunified")
        let places = [reunifications[0].places["reunified"], second.places["reunified"]].compactMap { $0 }
        try #require(places.count == 2)
        var outsider = try TestLedger("outsider")
        try outsider.record(
            "attestation.made", nil,
            ["capacity": "witness", "knowledge": "first_hand", "scope": "same_matter"],
            refs: places.map { ("corroborates", $0) })
        try outsider.record(
            "erasure.requested", nil, ["capacity": "authority"], refs: [("concerns", places[0])])
        let request = try outsider.record(
            "erasure.requested", nil, ["capacity": "authority"], refs: [("concerns", places[1])])
        try outsider.record(
            "material.erased", nil,
            [
                "copies_remaining": "none_known", "method": "deleted", "occurred": "2025-11-01",
                "secrets_destroyed": true,
            ], refs: places.map { ("concerns", $0) } + [("rests_on", request)])
        let evidence = Evidence(
            try [second.releasing, second.receiving, outsider].map { try $0.audited() })
        let facts = evidence.facts.filter { $0.type == "child.reunified" }
        #expect(facts.map(\.grade) == [.bilateral, .bilateral])
        #expect(facts.map(\.standing) == [.sound, .sound])
        #expect(Set(facts.map(\.person)).count == 2)
    }

    @Test func `stating a contested thing again keeps it contested`() throws {
        var meeting = try Meeting()
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("dispute.raised", nil, ["ground": "contact_denied"], refs: [("disputes", one)])
        try meeting.us.record("contact.held", nil, Meeting.data(), refs: [("corrects", one)])
        #expect(contacts(try meeting.evidence()).map(\.standing).contains(.contested))
        #expect(!contacts(try meeting.evidence()).contains { $0.grade >= .bilateral })
    }

    @Test func `who is no party to a meeting cannot be its other side`() throws {
        var meeting = try Meeting()
        var third = try TestLedger("third-office")
        try meeting.us.note(third)
        try third.note(meeting.us)
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try third.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "first_hand", "scope": "occurrence"],
            refs: [("corroborates", one)])
        #expect(contacts(try meeting.evidence(third)).map(\.grade) == [.acknowledged])
    }

    @Test func `a dispute by a ledger that neither side knows unsettles nothing`() throws {
        var meeting = try Meeting()
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        var stranger = try TestLedger("stranger")
        try stranger.record(
            "dispute.raised", nil, ["ground": "contact_denied"], refs: [("disputes", one)])
        #expect(contacts(try meeting.evidence(stranger)).map(\.standing) == [.sound])
    }

    @Test(arguments: ["cause", "characterisation", "attribution", "nationality"])
    func `where both statements stand, the fact stands too`(ground: String) throws {
        var meeting = try Meeting()
        let one = try meeting.us.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("contact.held", nil, Meeting.data())
        try meeting.ru.record("dispute.raised", nil, ["ground": .string(ground)], refs: [("disputes", one)])
        #expect(contacts(try meeting.evidence()).map(\.standing) == [.sound])
    }

    @Test func `a witness counts where both sides know its ledger`() throws {
        for isKnown in [true, false] {
            var meeting = try Meeting()
            var witness = try TestLedger("witness", roles: ["witness"])
            if isKnown {
                try meeting.us.note(witness)
                try meeting.ru.note(witness)
            }
            let one = try meeting.us.record("contact.held", nil, Meeting.data())
            let other = try meeting.ru.record("contact.held", nil, Meeting.data())
            try witness.record(
                "attestation.made", nil,
                ["capacity": "witness", "knowledge": "first_hand", "scope": "occurrence"],
                refs: [("corroborates", one), ("corroborates", other)])
            #expect(
                contacts(try meeting.evidence(witness)).map(\.grade) == [isKnown ? .witnessed : .bilateral])
        }
    }

    @Test func `a reunification is both sides' where each signed its half`() throws {
        var reunification = try Reunification(TestLedger("ru-office"), TestLedger("ua-office"))
        try reunification.take(through: "reunified")
        let both = [try reunification.releasing.audited(), try reunification.receiving.audited()]
        let grade = { (ledgers: [AuditedLedger]) in
            Evidence(ledgers).facts.first { $0.type == "child.reunified" }?.grade
        }
        #expect(grade(both) == .bilateral)
        #expect(grade([both[1]]) == .unilateral, "the side that released the child is not at hand")
        #expect(grade([both[0]]) == nil, "only the receiving side can state it")
        #expect(Evidence([both[1]]).gaps.isEmpty == false)
    }

    @Test func `the facts of the report, graded`() throws {
        let evidence = Evidence(try SampleLedgers.audited())
        let grades = { (type: String) in evidence.facts.filter { $0.type == type }.map(\.grade) }
        #expect(grades("child.reunified") == Array(repeating: .witnessed, count: 8))
        #expect(grades("contact.held") == Array(repeating: .bilateral, count: 5))
        #expect(grades("correspondence.issued").sorted() == [.bilateral, .witnessed])
        #expect(grades("position.stated").max() ?? .witnessed < .bilateral)
        #expect(evidence.gaps.isEmpty && evidence.signatories.impostures.isEmpty)
    }

    @Test(arguments: SampleLedgers.names) func `leaving out a ledger raises no grade, and leaves a gap`(
        name: String
    ) throws {
        let whole = Evidence(try SampleLedgers.audited())
        let part = Evidence(try SampleLedgers.audited(SampleLedgers.names.filter { $0 != name }))
        for fact in part.facts {
            let before = fact.statements.first.flatMap { whole.fact(of: $0.reference.event) }
            let grade = try #require(before.map { whole.facts[$0].grade })
            #expect(fact.grade <= grade, "\(fact.type) \(fact.references.map { part.names[$0] })")
        }
        #expect(!part.gaps.isEmpty)
    }
}
