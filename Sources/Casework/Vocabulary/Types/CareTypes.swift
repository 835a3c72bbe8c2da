/// Casework beside the way home: searching, who decides for the child and who cares for it, and what the
/// Central Tracing Agency alone is told.
enum CareTypes {
    static let all: [EventType] = care + notices

    private static let care: [EventType] = [
        EventType(
            .casework, "tracing.acted", "Something was done to find a child, or a child's family.",
            standard: .text("tracing actions and outcomes of Primero"),
            statedBy: Acting.caseAgency + Acting.tracingAgency,
            subject: .required(["case", "request"]), requires: [.occurred],
            fields: [
                .required("action", .code(.tracingAction), "what was done"),
                .required("outcome", .code(.tracingOutcome), "what came of it"),
                .optional("country", .country, "in which country it was done"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["case.opened", "tracing.requested"], 1...2, "the case, or the request")
            ]),
        EventType(
            .casework, "guardian.appointed", "An authority appointed a guardian for the child.",
            standard: .text("guardian or legal representative (Additional Protocol I, Article 78(1))"),
            statedBy: Acting.authority, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("role", .code(.guardianKind), "what kind of guardian"),
                .required(
                    "authority", .code(.authorityKind), "which authority appointed it", example: "court"),
                .optional("valid_until", .day, "until when it holds"),
            ],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
        EventType(
            .casework, "care.arranged",
            "The child came into the care named, for a time or for good. Occurred is from when on.",
            standard: .text("interim care and alternative care, in the inter-agency casework standards"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required(
                    "care", .code(.careArrangement), "in whose care the child is", example: "foster_care"),
                .optional("until", .day, "until when"),
                .optional("agency", .party, "which organisation answers for the care"),
            ],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
    ]

    private static let notices: [EventType] = [
        EventType(
            .casework, "status.changed",
            "The person's status changed as Article 136 names it: a transfer, release, repatriation, "
                + "escape, admittance to hospital or birth. Which, and when, is in the sealed object alone.",
            standard: .text("changes that a Bureau is told of (Geneva Convention IV, Article 136(2))"),
            statedBy: Acting.authority + Acting.tracingAgency, subject: .required(["case"]),
            requires: [.audience, .sealed], omits: [.occurred],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")],
            constraints: [.always("audience", is: "cta_only")]),
        EventType(
            .casework, "death.recorded",
            "The person died. Date, place, circumstances and interment are in the sealed object alone; "
                + "nobody is told automatically.",
            standard: .text(
                "death before return (Additional Protocol I, Article 78(3)(s)); deaths (Geneva "
                    + "Convention IV, Article 136)"),
            statedBy: Acting.authority + Acting.tracingAgency, subject: .required(["case"]),
            requires: [.audience, .sealed], omits: [.occurred],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")],
            constraints: [.always("audience", is: "cta_only"), .soundlyKnown]),
    ]
}
