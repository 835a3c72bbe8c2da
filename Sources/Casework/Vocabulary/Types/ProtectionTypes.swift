/// What becomes of sealed objects: who keeps them how long, who asked for erasure, what was erased. Each
/// custodian speaks for what it holds itself.
enum ProtectionTypes {
    static let all: [EventType] = keeping + erasure + watching

    private static let items = "the events whose sealed objects are meant"

    private static let keeping: [EventType] = [
        EventType(
            .protection, "retention.set",
            "The custodian keeps sealed objects, and looks again on a day whether it may.",
            standard: .unchecked("Restoring Family Links Code of Conduct; IASC data responsibility guidance"),
            fields: [
                .required("review", .day, "when it is looked at again", example: "2026-10-09"),
                .required("ground", .code(.retentionGround), "why they are kept"),
            ],
            references: [ReferenceRule("concerns", to: .any, 1...64, items)]),
        EventType(
            .protection, "hold.placed", "Sealed objects may not be erased for the time being.",
            standard: .unchecked("General Data Protection Regulation, Article 17(3)"),
            fields: [
                .required("ground", .code(.holdGround), "why"),
                .optional("until", .day, "until when, where an end is set"),
            ],
            references: [
                ReferenceRule("concerns", to: .any, 1...64, "the request for erasure, or " + items)
            ]),
        EventType(
            .protection, "hold.lifted", "A hold has come to its end.",
            standard: .unchecked("General Data Protection Regulation, Article 17(3)"),
            references: [ReferenceRule("ends", to: ["hold.placed"], 1...1, "the hold")]),
    ]

    private static let erasure: [EventType] = [
        EventType(
            .protection, "erasure.requested",
            "Somebody who may ask for it asked that what is held on a case be erased.",
            standard: .text("General Data Protection Regulation, Article 17 and recital 65"),
            subject: .optional(["case"]),
            fields: [
                .required("capacity", .code(.erasureCapacity), "in which capacity", example: "adult_subject")
            ],
            references: [ReferenceRule("concerns", to: .any, 0...64, items)],
            constraints: [.subjectOrReference("concerns")]),
        EventType(
            .protection, "material.erased",
            "The author erased what it held itself; every other custodian states that for itself.",
            standard: .unchecked(
                "erasure by design, EDPB Guidelines 02/2025: nothing on the ledger leads to a person once "
                    + "no copies and no secrets remain"),
            requires: [.occurred],
            fields: [
                .required("method", .code(.erasureMethod), "how"),
                .required(
                    "secrets_destroyed", .flag, "whether salts, keys and the backups of both are gone too"),
                .required("copies_remaining", .code(.copiesRemaining), "which copies are known to remain"),
            ],
            references: [
                ReferenceRule("concerns", to: .any, 1...64, "the events whose sealed objects are gone"),
                ReferenceRule(
                    "rests_on", to: ["erasure.requested", "retention.set"], 1...8,
                    "the request, or the rule on keeping"),
            ]),
    ]

    private static let watching: [EventType] = [
        EventType(
            .protection, "access.noted", "A sealed object was opened.",
            standard: .text("need to know; Primero audits who views a record that is not their own"),
            requires: [.occurred],
            fields: [
                .required("purpose", .code(.purpose), "for what", example: "verification"),
                .required("role", .code(.role), "in which role it was opened", example: "case_agency"),
            ],
            references: [
                ReferenceRule("concerns", to: .any, 1...1, "the event whose sealed object was opened")
            ]),
        EventType(
            .protection, "breach.reported", "Sealed objects, or what leads to them, were not safe.",
            standard: .own, requires: [.occurred],
            fields: [
                .required("kind", .code(.breachKind), "what happened"),
                .required("notified", .codes(.breachNotified), "who was told", example: "parties"),
            ],
            references: [ReferenceRule("concerns", to: .any, 1...64, items)],
            constraints: [.standsAlone("notified", code: "nobody_yet")]),
    ]
}
