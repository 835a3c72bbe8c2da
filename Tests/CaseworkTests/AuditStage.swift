import LedgerFormat
import Testing

@testable import Casework

/// Two offices that know each other's ledgers and record everything after it happened, and the words of what
/// they state.
struct AuditStage {
    typealias Place = TestLedger.Place

    var us: TestLedger
    var ru: TestLedger

    init(knowing isKnown: Bool = true) throws {
        us = try TestLedger("us-office", opened: "2025-12-01T00:00:00Z")
        ru = try TestLedger("ru-office", opened: "2025-12-01T00:00:00Z")
        if isKnown {
            try us.note(ru)
            try ru.note(us)
        }
    }

    func audit(_ others: TestLedger...) throws -> LedgerAudit {
        LedgerAudit(try ([us, ru] + others).map { try $0.forAudit() })
    }

    func codes() throws -> Set<String> { Set(try audit().findings.map(\.code.description)) }

    func owed() throws -> [ObligationKind] { try audit().obligations.map(\.kind) }

    // MARK: What they state

    mutating func letter(inReplyTo received: Place? = nil) throws -> Place {
        let author = received == nil ? us : ru
        let data: [String: JSON] = [
            "addressees": [received == nil ? "ru-office" : "us-office"],
            "author": .string(author.party.description), "form": "personal_letter", "language": "en",
            "matter": "child_welfare", "occurred": received == nil ? "2025-08-15" : "2025-09-01",
            "sealed": author.sealed("letter"),
        ]
        guard let received else { return try us.record("correspondence.issued", nil, data) }
        return try ru.record("correspondence.issued", nil, data, refs: [("replies_to", received)])
    }

    mutating func receipt(of letter: Place) throws -> Place {
        try ru.record(
            "correspondence.received", nil, ["occurred": "2025-08-20", "recipient": "ru-office"],
            refs: [("acknowledges", letter)])
    }

    static func contact(_ day: String = "2025-09-10", _ more: [String: JSON] = [:]) -> [String: JSON] {
        [
            "level": "principal", "mode": "summit", "occurred": .string(day),
            "participants": [["party": "ru-office"], ["party": "us-office"]],
        ].merging(more) { $1 }
    }

    /// That two statements are of one matter, in the second office's word.
    mutating func join(_ one: Place, _ other: Place) throws {
        try ru.record(
            "attestation.made", nil,
            ["capacity": "counterpart", "knowledge": "first_hand", "scope": "same_matter"],
            refs: [("corroborates", one), ("corroborates", other)])
    }

    /// Information that the second office passes on, on a case of its own.
    mutating func share(concerning places: [Place], _ subject: Subject? = nil) throws -> Place {
        try ru.record(
            "information.shared", subject,
            [
                "basis": "vital_interest", "categories": ["biography"], "harm_checked": true,
                "kind": "dossier", "occurred": "2025-09-01", "purpose": "identification",
                "recipients": ["us-office"], "sealed": ru.sealed("dossier"), "sender": "ru-office",
            ], refs: places.map { ("concerns", $0) })
    }

    mutating func undertaking(_ modality: String = "commitment", on letter: Place) throws -> Place {
        try ru.record(
            "undertaking.stated", nil,
            [
                "by": "ru-office", "matter": "family_reunification", "modality": .string(modality),
                "occurred": "2025-09-02", "toward": ["us-office"],
            ], refs: [("rests_on", letter)])
    }

    mutating func dispute(_ place: Place, _ ground: String = "contact_denied") throws -> Place {
        try ru.record("dispute.raised", nil, ["ground": .string(ground)], refs: [("disputes", place)])
    }

    mutating func openCase(_ subject: Subject, country: String? = nil) throws -> Place {
        var data: [String: JSON] = ["care_status": "separated", "occurred": "2025-09-01"]
        if let country { data["country"] = .string(country) }
        return try ru.record("case.opened", subject, data)
    }
}

/// One child's way, told by two offices after it happened.
func audited(_ reunification: Reunification) throws -> LedgerAudit {
    LedgerAudit([try reunification.releasing.forAudit(), try reunification.receiving.forAudit()])
}

/// Two offices for one child, whose ledgers begin after everything happened.
func reunification(through last: String? = nil) throws -> Reunification {
    var reunification = try Reunification(
        TestLedger("ru-office", opened: "2025-12-10T00:00:00Z"),
        TestLedger("ua-office", opened: "2025-12-10T00:00:00Z"))
    if let last { try reunification.take(through: last) }
    return reunification
}
