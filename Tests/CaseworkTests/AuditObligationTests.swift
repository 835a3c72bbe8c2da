import LedgerFormat
import Testing

@testable import Casework

/// Every kind of obligation, where it is open and where it is met.
@Suite struct AuditObligationTests {
    @Test func `a letter asks for a receipt and a reply, and a reply for a receipt alone`() throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        #expect(try stage.owed() == [.letterWithoutReceipt, .letterWithoutReply])
        #expect(try stage.audit().obligations.allSatisfy { $0.owedBy == "ru-office" })
        let received = try stage.receipt(of: letter)
        #expect(try stage.owed() == [.letterWithoutReply])
        let reply = try stage.letter(inReplyTo: received)
        #expect(try stage.owed() == [.letterWithoutReceipt])
        try stage.us.record(
            "correspondence.received", nil, ["occurred": "2025-09-03", "recipient": "us-office"],
            refs: [("acknowledges", reply)])
        #expect(try stage.owed().isEmpty)
    }

    @Test func `a receipt that only the author reports, or an impostor signs, meets nothing`() throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        try stage.us.record(
            "correspondence.received", nil,
            ["knowledge": "reported", "occurred": "2025-08-20", "recipient": "ru-office"],
            refs: [("acknowledges", letter)])
        let open = try stage.audit().obligations.first { $0.kind == .letterWithoutReceipt }
        #expect(open?.sentence.contains("only reported") == true)
        var impostor = try TestLedger("ru-office", name: "other", opened: "2025-12-01T00:00:00Z")
        try impostor.record(
            "correspondence.received", nil, ["occurred": "2025-08-20", "recipient": "ru-office"],
            refs: [("acknowledges", letter)])
        #expect(try stage.audit(impostor).obligations.contains { $0.kind == .letterWithoutReceipt })
    }

    @Test func `a letter to a party whose ledger is not at hand says so`() throws {
        var stage = try AuditStage()
        _ = try stage.letter()
        let alone = LedgerAudit([try stage.us.forAudit()])
        #expect(alone.obligations.map(\.isOwnerAtHand) == [false, false])
        #expect(alone.text().contains("Get the ledger of ru-office"))
    }

    @Test func `a share asks every recipient for a receipt`() throws {
        var stage = try AuditStage()
        let share = try stage.share(concerning: [try stage.letter()])
        #expect(try stage.owed().contains(.shareWithoutReceipt))
        try stage.us.record(
            "information.received", nil,
            ["integrity": "matches", "occurred": "2025-09-02", "recipient": "us-office"],
            refs: [("acknowledges", share)])
        #expect(try stage.owed().contains(.shareWithoutReceipt) == false)
    }

    @Test(arguments: ["shared", "withheld"]) func `a request is met by information, or by saying no`(
        answer: String
    ) throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        let request = try stage.us.record(
            "information.requested", nil,
            [
                "addressees": ["ru-office"], "categories": ["whereabouts"], "occurred": "2025-08-25",
                "purpose": "identification", "requester": "us-office",
            ], refs: [("concerns", letter)])
        #expect(try stage.owed().contains(.requestUnanswered))
        if answer == "shared" {
            _ = try stage.share(concerning: [request])
        } else {
            try stage.ru.record(
                "information.withheld", nil,
                [
                    "ground": "harm", "holder": "ru-office", "occurred": "2025-08-26", "sent_to_agency": true,
                    "toward": ["us-office"],
                ], refs: [("concerns", request)])
        }
        #expect(try stage.owed().contains(.requestUnanswered) == false)
    }

    @Test func `a handover asks for an acceptance, and an acceptance for a handover`() throws {
        let released = try reunification(through: "released")
        #expect(try audited(released).obligations.map(\.kind) == [.handoverNotAccepted])
        let accepted = try reunification(through: "accepted")
        #expect(try audited(accepted).obligations.map(\.kind) == [.receivedNotReunified])
        let alone = LedgerAudit([try accepted.receiving.forAudit()])
        #expect(alone.obligations.map(\.kind) == [.acceptanceWithoutRelease, .receivedNotReunified])
        #expect(alone.obligations.map(\.owedBy) == ["ru-office", "ua-office"])
    }

    @Test func `whoever took a child over owes word of where it is, until it is reunified or the case closed`()
        throws
    {
        var way = try reunification(through: "accepted")
        let open = try #require(try audited(way).obligations.first)
        #expect(open.kind == .receivedNotReunified && open.owedBy == "ua-office" && open.isOwnerAtHand)
        #expect(open.sentence.contains("nobody states where the child is now"))
        let reunified = try reunification(through: "reunified")
        #expect(try audited(reunified).obligations.isEmpty)
        try way.receiving.record(
            "movement.failed", way.familyCase,
            ["ground": "security", "occurred": "2025-10-10", "stage": "at_handover"],
            refs: [("ends", try #require(way.places["accepted"]))])
        #expect(try audited(way).obligations.contains { $0.kind == .receivedNotReunified } == false)
    }

    @Test func `a copy that withholds entries may hold what seems owed`() throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        _ = try stage.receipt(of: letter)
        let withheld = try #require(stage.ru.hashes.indices.last)
        try stage.ru.record("contact.held", nil, AuditStage.contact())
        let audit = LedgerAudit([
            try stage.us.forAudit(), try stage.ru.forAudit(withholding: [withheld]),
        ])
        #expect(audit.obligations.map(\.isOwnerAtHand) == [false, false])
        let text = audit.text(.markdown)
        #expect(text.contains("whole but for 1 withheld entry of ru-office"))
        #expect(text.contains("Get the whole ledger of ru-office"))
        #expect(try stage.audit().text(.markdown).contains("verified and whole."))
    }

    @Test func `a handover of a journey that failed asks for nothing`() throws {
        var way = try reunification(through: "released")
        try way.releasing.record(
            "movement.failed", way.childCase,
            ["ground": "security", "occurred": "2025-10-10", "stage": "at_handover"],
            refs: [("ends", try #require(way.places["released"]))])
        #expect(try audited(way).obligations.isEmpty)
    }

    @Test(arguments: ["commitment", "willingness", "intention"])
    func `a commitment is owed until it is fulfilled, and nothing else is owed`(modality: String) throws {
        var stage = try AuditStage()
        let undertaking = try stage.undertaking(modality, on: try stage.letter())
        let kind: ObligationKind = modality == "commitment" ? .commitmentOpen : .intentionOpen
        #expect(try stage.owed().contains(kind) && kind.isOwed == (modality == "commitment"))
        let done = try stage.ru.record("contact.held", nil, AuditStage.contact())
        try stage.ru.record(
            "undertaking.fulfilled", nil, ["share": "part"],
            refs: [("fulfils", undertaking), ("rests_on", done)])
        #expect(try stage.owed().contains(kind), "a part of it is not all of it")
        try stage.ru.record(
            "undertaking.fulfilled", nil, ["share": "whole"],
            refs: [("fulfils", undertaking), ("rests_on", done)])
        #expect(try stage.owed().contains(kind) == false)
    }

    @Test func `a commitment that another reports is owed by nobody, and is to be asked about`() throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        try stage.us.record(
            "undertaking.stated", nil,
            [
                "by": "ru-office", "knowledge": "reported", "matter": "family_reunification",
                "modality": "commitment", "occurred": "2025-09-02", "toward": ["us-office"],
            ], refs: [("rests_on", letter)])
        let audit = try stage.audit()
        let open = try #require(audit.obligations.first { $0.kind == .commitmentReported })
        #expect(open.kind.isOwed == false && open.owedBy == "ru-office")
        #expect(audit.obligations.contains { $0.kind == .commitmentOpen } == false)
        #expect(
            audit.text(.markdown).contains(
                "Ask ru-office whether it made the commitment that us-office reports"))
        _ = try stage.undertaking(on: letter)
        #expect(try stage.owed().contains(.commitmentOpen), "in its own word it is owed")
    }

    @Test func `any statement that fulfils an undertaking fulfils it`() throws {
        var stage = try AuditStage()
        let undertaking = try stage.undertaking(on: try stage.letter())
        try stage.ru.record(
            "contact.held", nil, AuditStage.contact(), refs: [("fulfils", undertaking)])
        #expect(try stage.owed().contains(.commitmentOpen) == false)
    }

    @Test(arguments: [("2025-12-01", true), ("2026-02-01", false)])
    func `a follow-up is due where its day lies before the last entry`(due: String, isFound: Bool) throws {
        var way = try reunification(through: "reunified")
        try way.receiving.record(
            "followup.done", way.familyCase,
            [
                "kind": "after_reunification", "next_due": .string(due), "occurred": "2025-11-01", "ordinal": 1,
                "outcome": "ongoing_monitoring",
            ], refs: [("rests_on", try #require(way.places["reunified"]))])
        #expect(try audited(way).obligations.contains { $0.kind == .followupDue } == isFound)
        try way.take("followed up")
        try way.take("closed by receiving")
        #expect(try audited(way).obligations.contains { $0.kind == .followupDue } == false)
    }

    @Test(arguments: ["case.taken", "case.declined"]) func `an offered case is taken or declined`(
        answer: String
    ) throws {
        var stage = try AuditStage()
        let subject = try TestLedger.newCase()
        let opened = try stage.openCase(subject)
        let offer = try stage.ru.record(
            "case.offered", subject,
            ["giver": "ru-office", "occurred": "2025-09-02", "recipient": "us-office"],
            refs: [("rests_on", opened)])
        #expect(try stage.owed() == [.offerUnanswered])
        var data: [String: JSON] = ["giver": "ru-office", "occurred": "2025-09-03", "recipient": "us-office"]
        if answer == "case.declined" { data["ground"] = "no_capacity" }
        try stage.us.record(answer, try TestLedger.newCase(), data, refs: [("acknowledges", offer)])
        #expect(try stage.owed().isEmpty)
    }

    // MARK: Disputes

    @Test func `a dispute asks for an answer and a settlement`() throws {
        var stage = try AuditStage()
        let contact = try stage.us.record("contact.held", nil, AuditStage.contact())
        let dispute = try stage.dispute(contact)
        #expect(try stage.owed() == [.disputeUnanswered, .disputeUnsettled])
        #expect(try stage.audit().disputes.map(\.progress) == [.open])
        try stage.us.record(
            "dispute.answered", nil, ["position": "rejects"], refs: [("concerns", dispute)])
        #expect(try stage.owed() == [.disputeUnsettled])
        #expect(try stage.audit().disputes.map(\.progress) == [.answered])
        try stage.us.record("dispute.settled", nil, ["outcome": "rejected"], refs: [("concerns", dispute)])
        let state = try #require(try stage.audit().disputes.first)
        #expect(state.progress == .answered && state.withoutEffect.count == 1)
        try stage.ru.record("dispute.settled", nil, ["outcome": "withdrawn"], refs: [("concerns", dispute)])
        #expect(try stage.owed().isEmpty)
        #expect(try stage.audit().disputes.map(\.outcome) == ["withdrawn"])
    }

    @Test func `a dispute alone changes no exit code, and one that both stand asks for no settlement`() throws {
        var stage = try AuditStage()
        let contact = try stage.us.record("contact.held", nil, AuditStage.contact())
        _ = try stage.dispute(contact, "characterisation")
        let audit = try stage.audit()
        #expect(audit.obligations.map(\.kind) == [.disputeUnanswered] && audit.exitCode == 0)
        #expect(audit.disputes.first?.effectInWords.contains("both statements stand") == true)
    }

    @Test func `an arbiter whom both sides know settles a dispute, and a stranger does not`() throws {
        for isKnown in [false, true] {
            var stage = try AuditStage()
            var arbiter = try TestLedger("arbiter", opened: "2025-12-01T00:00:00Z")
            let contact = try stage.us.record("contact.held", nil, AuditStage.contact())
            let dispute = try stage.dispute(contact)
            if isKnown {
                try stage.us.note(arbiter)
                try stage.ru.note(arbiter)
                try arbiter.note(stage.us)
                try arbiter.note(stage.ru)
            }
            try arbiter.record("dispute.settled", nil, ["outcome": "upheld"], refs: [("concerns", dispute)])
            let audit = try stage.audit(arbiter)
            #expect(audit.disputes.map(\.progress) == [isKnown ? .settled : .open])
            #expect(
                audit.text(.markdown).contains(
                    "settled: upheld; the contested statement counts in no agreed number") == isKnown)
        }
    }

    // MARK: Erasure

    /// A child's dossier that was passed on, whose erasure was asked for.
    private func erasure() throws -> (AuditStage, share: TestLedger.Place, request: TestLedger.Place) {
        var stage = try AuditStage()
        let subject = try TestLedger.newCase()
        let opened = try stage.openCase(subject)
        let share = try stage.share(concerning: [opened], subject)
        try stage.us.record(
            "information.received", nil,
            ["integrity": "matches", "occurred": "2025-09-02", "recipient": "us-office"],
            refs: [("acknowledges", share)])
        let request = try stage.ru.record(
            "erasure.requested", subject, ["capacity": "guardian"], refs: [("concerns", share)])
        return (stage, share, request)
    }

    private static let erased: [String: JSON] = [
        "copies_remaining": "none_known", "method": "deleted", "occurred": "2025-11-01",
        "secrets_destroyed": true,
    ]

    @Test func `an erasure is owed by the custodian and by every recipient, each for itself`() throws {
        var (stage, share, request) = try erasure()
        #expect(try stage.audit().obligations.map(\.owedBy) == ["ru-office", "us-office"])
        let refs = [("concerns", share), ("rests_on", request)]
        try stage.ru.record("material.erased", nil, AuditObligationTests.erased, refs: refs)
        #expect(try stage.audit().obligations.map(\.owedBy) == ["us-office"])
        try stage.us.record("material.erased", nil, AuditObligationTests.erased, refs: refs)
        #expect(try stage.owed().isEmpty)
    }

    @Test func `an erasure that leaves the secrets is not a whole one`() throws {
        var (stage, share, request) = try erasure()
        let refs = [("concerns", share), ("rests_on", request)]
        let data = AuditObligationTests.erased.merging(["secrets_destroyed": false]) { $1 }
        try stage.ru.record("material.erased", nil, data, refs: refs)
        let open = try stage.audit().obligations.first { $0.owedBy == "ru-office" }
        #expect(open?.sentence.contains("whole, with its secrets") == true)
    }

    @Test func `an erasure of what is in no ledger at hand is owed by somebody unknown`() throws {
        let (stage, _, _) = try erasure()
        var other = try TestLedger("other", opened: "2025-12-01T00:00:00Z")
        try other.record(
            "erasure.requested", nil, ["capacity": "authority"],
            refs: [("concerns", TestLedger.Place(ledger: stage.ru.fingerprint, event: stage.ru.hashes[3]))])
        let alone = LedgerAudit([try other.forAudit()])
        #expect(alone.obligations.map(\.kind) == [.erasureUncertified])
        #expect(alone.obligations.map(\.isOwnerAtHand) == [false])
    }

    @Test func `a hold explains an erasure that is not certified, until it is lifted`() throws {
        var (stage, share, _) = try erasure()
        let hold = try stage.us.record(
            "hold.placed", nil, ["ground": "legal_claims"], refs: [("concerns", share)])
        let explained = { (stage: AuditStage) in
            try stage.audit().obligations.filter(\.isExplained).map(\.owedBy)
        }
        #expect(try explained(stage) == ["us-office"])
        try stage.us.record("hold.lifted", nil, [:], refs: [("ends", hold)])
        #expect(try explained(stage).isEmpty)
        #expect(try stage.owed() == [.erasureUncertified, .erasureUncertified])
    }

    @Test func `an exported file makes its recipient a holder`() throws {
        var (stage, _, _) = try erasure()
        var third = try TestLedger("third", opened: "2025-12-01T00:00:00Z")
        try stage.ru.note(third)
        try third.note(stage.ru)
        try stage.ru.record(
            "file.exported", nil,
            [
                "heads": [
                    [
                        "ledger": .string(stage.ru.fingerprint.prefixed),
                        "root": .string(stage.ru.fingerprint.prefixed), "size": 6,
                    ]
                ], "occurred": "2025-11-01", "recipient": "third",
            ])
        #expect(
            try stage.audit(third).obligations.map(\.owedBy).sorted() == ["ru-office", "third", "us-office"])
    }
}
