import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

@testable import Casework

/// Every kind of finding, where it is and where it is not.
@Suite struct AuditFindingTests {
    private func codes(_ audit: LedgerAudit) -> Set<String> { Set(audit.findings.map(\.code.description)) }

    @Test func `two offices that agree make no finding`() throws {
        var stage = try AuditStage()
        let letter = try stage.letter()
        _ = try stage.receipt(of: letter)
        try stage.us.record("contact.held", nil, AuditStage.contact())
        try stage.ru.record("contact.held", nil, AuditStage.contact())
        let audit = try stage.audit()
        #expect(audit.findings.isEmpty && audit.exitCode == 0)
        #expect(audit.text().contains("Findings (0)"))
    }

    @Test func `every code is there once, in lower case with hyphens`() {
        let names = AuditFindingCode.all.map(\.description)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { name in name.allSatisfy { $0 == "-" || $0.isLowercase } })
        #expect(AuditFindingCode.all.allSatisfy { $0.meaning.hasSuffix(".") && $0.advice.hasSuffix(".") })
        for code in IrregularityCode.allCases {
            #expect(names.contains(code.rawValue.split(separator: "_").joined(separator: "-")))
        }
    }

    // MARK: Contradictions

    @Test func `a handover one way and an acceptance the other way contradict each other`() throws {
        var way = try reunification(through: "released")
        #expect(codes(try audited(way)).contains("direction-contradictory") == false)
        try way.receiving.record(
            "custody.accepted", way.familyCase,
            [
                "by": "ua-office", "country": "UA", "from": "UA", "giver": "ru-office",
                "occurred": "2025-10-09T18:00:00Z", "to": "RU",
            ])
        let finding = try #require(
            try audited(way).findings.first { $0.code == .directionContradictory })
        #expect(finding.sentence.contains("RU to UA") && finding.sentence.contains("UA to RU"))
        #expect(finding.personCount == 1 && finding.code.kind == .contradiction)
    }

    @Test(arguments: [("2025-09-11", false), ("2025-09-20", true)])
    func `times contradict each other where they lie further apart than calendars`(
        day: String, isFound: Bool
    ) throws {
        var stage = try AuditStage()
        let one = try stage.us.record("contact.held", nil, AuditStage.contact())
        let other = try stage.ru.record("contact.held", nil, AuditStage.contact(day))
        try stage.join(one, other)
        #expect(try stage.codes().contains("time-contradictory") == isFound)
    }

    @Test func `parties that differ on who was there contradict each other`() throws {
        for isFound in [false, true] {
            var stage = try AuditStage()
            let alone: [String: JSON] = isFound ? ["participants": [["party": "us-office"]]] : [:]
            let one = try stage.us.record("contact.held", nil, AuditStage.contact("2025-09-10", alone))
            let other = try stage.ru.record("contact.held", nil, AuditStage.contact())
            try stage.join(one, other)
            #expect(try stage.codes().contains("presence-contradictory") == isFound)
        }
    }

    @Test func `a party named without a fingerprint may be anybody in the other's list`() throws {
        var stage = try AuditStage()
        let withTeam: [String: JSON] = ["participants": [["party": "ru-team"], ["party": "us-office"]]]
        let one = try stage.us.record("contact.held", nil, AuditStage.contact("2025-09-10", withTeam))
        let other = try stage.ru.record("contact.held", nil, AuditStage.contact())
        try stage.join(one, other)
        #expect(try stage.codes().contains("presence-contradictory") == false)
    }

    @Test(arguments: [(8, false), (7, true)]) func `numbers contradict each other`(
        count: Int, isFound: Bool
    ) throws {
        var stage = try AuditStage()
        let opened = try stage.openCase(try TestLedger.newCase())
        var reports: [TestLedger.Place] = []
        for (number, ledger) in [(8, \AuditStage.us), (count, \AuditStage.ru)] {
            reports.append(
                try stage[keyPath: ledger].record(
                    "report.issued", nil,
                    [
                        "authors": ["ru-office", "us-office"], "cases": .integer(number), "kind": "progress",
                        "occurred": "2025-10-01", "sealed": stage.us.sealed("report"),
                    ], refs: [("concerns", opened)]))
        }
        try stage.join(reports[0], reports[1])
        #expect(try stage.codes().contains("count-contradictory") == isFound)
    }

    @Test(arguments: [("agreed", false), ("sealed", false), ("broken_off", true)])
    func `codes contradict each other`(
        outcome: String, isFound: Bool
    ) throws {
        var stage = try AuditStage()
        try stage.us.record("contact.held", nil, AuditStage.contact("2025-09-10", ["outcome": "agreed"]))
        try stage.ru.record(
            "contact.held", nil, AuditStage.contact("2025-09-10", ["outcome": .string(outcome)]))
        #expect(try stage.codes().contains("content-contradictory") == isFound)
    }

    @Test(arguments: [("evacuation", true), ("hostilities_displacement", false)])
    func `causes that differ stand side by side, attributed`(circumstance: String, isFound: Bool) throws {
        var way = try reunification(through: "matched")
        try way.take("verified adult")
        let opened = try way.receiving.record(
            "case.opened", way.familyCase, ["care_status": "separated", "occurred": "2025-08-20"])
        try way.receiving.record(
            "cause.asserted", way.familyCase,
            [
                "characterisation": "none_stated", "circumstance": .string(circumstance),
                "configuration": "across_border",
            ], refs: [("rests_on", opened)])
        let finding = try audited(way).findings.first { $0.code == .causeDiffers }
        #expect((finding != nil) == isFound)
        if let finding {
            #expect(finding.code.kind == .attributedDifference)
            #expect(finding.sentence.contains("ua-office says evacuation"))
            #expect(finding.sentence.contains("ru-office says hostilities displacement"))
        }
    }

    @Test(arguments: [("deportation", true), ("protective_evacuation", false), ("none_stated", false)])
    func `characterisations that differ stand side by side`(characterisation: String, isFound: Bool) throws {
        var stage = try AuditStage()
        try stage.ru.record(
            "position.stated", nil,
            ["by": "ru-office", "characterisation": "protective_evacuation", "on": "cause"])
        try stage.us.record(
            "position.stated", nil,
            ["by": "us-office", "characterisation": .string(characterisation), "on": "cause"])
        #expect(try stage.codes().contains("characterisation-differs") == isFound)
    }

    // MARK: Clocks

    @Test(arguments: [("2025-12-01T00:56:00Z", false), ("2025-12-01T00:54:00Z", true)])
    func `a clock that contradicts a reference is a finding beyond five minutes`(
        time: String, isFound: Bool
    ) throws {
        var stage = try AuditStage()
        let contact = try stage.us.record(
            "contact.held", nil, AuditStage.contact(), time: "2025-12-01T01:00:00Z")
        try stage.ru.record(
            "dispute.raised", nil, ["ground": "cause"], refs: [("disputes", contact)], time: time)
        #expect(try stage.codes().contains("clock-contradicts-references") == isFound)
    }

    @Test(arguments: [("2025-12-02T00:00:00Z", false), ("2025-11-30T00:00:00Z", true)])
    func `a clock that runs backwards in one ledger is a finding`(time: String, isFound: Bool) throws {
        var stage = try AuditStage()
        try stage.us.record("contact.held", nil, AuditStage.contact(), time: time)
        #expect(try stage.codes().contains("clock-runs-backwards") == isFound)
    }

    @Test(arguments: [("2025-12-01", false), ("2025-12-09", true)])
    func `what was recorded before it happened is a finding`(day: String, isFound: Bool) throws {
        var stage = try AuditStage()
        try stage.us.record("contact.held", nil, AuditStage.contact(day))
        #expect(try stage.codes().contains("recorded-before-it-happened") == isFound)
    }

    @Test(arguments: [("2025-10-10", false), ("2025-10-01", true)])
    func `a claim made before what it counts is a finding`(day: String, isFound: Bool) throws {
        var way = try reunification(through: "reunified")
        try way.receiving.record(
            "claim.published", nil,
            [
                "definition": "child.reunified", "language": "en", "medium": "spoken",
                "occurred": .string(day), "speaker": "ua-office",
                "statements": [["id": "C15", "kind": "count", "n": 1, "op": "eq"]],
            ])
        #expect(codes(try audited(way)).contains("claim-before-counted") == isFound)
    }

    // MARK: Parties, duplicates, reliance

    @Test func `a ledger under another's name is a finding, and so is one that was not noted`() throws {
        let stage = try AuditStage()
        #expect(try stage.codes().isDisjoint(with: ["name-shared", "not-the-noted-ledger"]))
        let impostor = try TestLedger("ru-office", name: "other", opened: "2025-12-01T00:00:00Z")
        let found = codes(try stage.audit(impostor))
        #expect(found.isSuperset(of: ["name-shared", "not-the-noted-ledger"]))
        let alone = LedgerAudit([try stage.us.forAudit(), try impostor.forAudit()])
        #expect(codes(alone) == ["not-the-noted-ledger"])
    }

    @Test func `two cases of one ledger that are put together as one child's are a finding`() throws {
        for isFound in [false, true] {
            var stage = try AuditStage()
            let one = try stage.openCase(try TestLedger.newCase())
            let other = try stage.openCase(try TestLedger.newCase())
            if isFound { try stage.join(one, other) }
            let audit = try stage.audit()
            #expect(codes(audit).contains("case-duplicated") == isFound)
        }
    }

    @Test func `one reference in two ledgers of one party is a finding`() throws {
        let key = try PrivateKey.generate(.ed25519)
        var first = try TestLedger("ru-office", signingKeys: [key], opened: "2025-12-01T00:00:00Z")
        var second = try TestLedger(
            "ru-office", name: "other", signingKeys: [key], opened: "2025-12-01T00:00:00Z")
        let opened: [String: JSON] = ["care_status": "separated", "occurred": "2025-09-01"]
        let child = try TestLedger.newCase()
        try first.record("case.opened", child, opened)
        #expect(codes(LedgerAudit([try first.forAudit(), try second.forAudit()])).isEmpty)
        try second.record("case.opened", child, opened)
        let audit = LedgerAudit([try first.forAudit(), try second.forAudit()])
        #expect(codes(audit) == ["reference-reused"])
    }

    @Test func `statements that fit in two ways are a finding`() throws {
        var stage = try AuditStage()
        try stage.us.record("contact.held", nil, AuditStage.contact())
        try stage.ru.record("contact.held", nil, AuditStage.contact())
        #expect(try stage.codes().contains("match-ambiguous") == false)
        try stage.ru.record("contact.held", nil, AuditStage.contact())
        #expect(try stage.codes().contains("match-ambiguous"))
    }

    @Test func `what rests on a disowned statement is a finding`() throws {
        var stage = try AuditStage()
        stage.us = try TestLedger("us-office", keys: 2, opened: "2025-12-01T00:00:00Z")
        try TestLedger.acquaint(&stage.us, &stage.ru)
        let letter = try stage.letter()
        try stage.us.compromise(key: 0, since: 2, signer: 1)
        #expect(try stage.codes().contains("disowned-relied-on") == false)
        _ = try stage.receipt(of: letter)
        #expect(try stage.codes().contains("disowned-relied-on"))
    }

    @Test func `what breaks the vocabulary is a finding and left out`() throws {
        var stage = try AuditStage()
        try stage.us.record("contact.held", nil, AuditStage.contact("2025-09-10", ["mode": "by_pigeon"]))
        let audit = LedgerAudit([try stage.us.forAudit(verdict: .nonconforming), try stage.ru.forAudit()])
        #expect(codes(audit) == ["content-nonconforming"])
        #expect(audit.evidence.facts.allSatisfy { $0.type != "contact.held" })
        #expect(audit.mayLackStatements && audit.exitCode == 3)
    }

    // MARK: Casework

    @Test func `a reunification without verification is irregular where both sides are at hand`() throws {
        var way = try reunification()
        let steps = [
            "requested", "opened", "matched", "verified adult", "heard", "interests", "released", "accepted",
            "reunified",
        ]
        for step in steps { try way.take(step) }
        let found = codes(try audited(way))
        #expect(found.isSuperset(of: ["reunified-unverified", "released-unplanned"]))
        let whole = try reunification(through: "reunified")
        #expect(codes(try audited(whole)).contains("reunified-unverified") == false)
    }

    @Test func `where the other side's file is missing, what it may state is undetermined and no finding`()
        throws
    {
        let way = try reunification(through: "reunified")
        let alone = LedgerAudit([try way.receiving.forAudit()])
        #expect(codes(alone).contains("reunified-unverified") == false)
        #expect(alone.undetermined.contains { $0.code.description == "reunified-unverified" })
        #expect(alone.text(.markdown).contains("cannot be decided"))
    }

    @Test func `a handover despite an open dispute that blocks the case is a finding`() throws {
        var way = try reunification(through: "planned")
        try way.receiving.record(
            "dispute.raised", nil, ["ground": "wrong_person"],
            refs: [("disputes", try #require(way.places["opened"]))], time: "2025-10-01T00:00:00Z")
        try way.take("released")
        #expect(codes(try audited(way)).contains("released-despite-dispute"))
    }
}
