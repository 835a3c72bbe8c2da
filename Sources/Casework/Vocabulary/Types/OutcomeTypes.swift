/// Casework after the journey: what failed, what followed, how the case ended.
enum OutcomeTypes {
    static let all: [EventType] = failures + endings

    private static let failures: [EventType] = [
        EventType(
            .casework, "movement.failed", "A journey did not take place, or was broken off.",
            standard: .own, statedBy: Acting.custodian, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("stage", .code(.movementStage), "at which stage"),
                .required("ground", .code(.movementFailure), "why"),
            ],
            references: [
                ReferenceRule(
                    "ends",
                    to: ["movement.planned", "custody.released", "custody.accepted", "border.crossed"], 1...1,
                    "the step that it undoes"),
                newCare,
            ]),
        EventType(
            .casework, "reunification.ended",
            "A reunification broke down, and the child is in other care again.",
            standard: .own, statedBy: Acting.custodian, subject: .required(["case"]), requires: [.occurred],
            fields: [.required("ground", .code(.reunificationEnd), "why")],
            references: [
                ReferenceRule("ends", to: ["child.reunified"], 1...1, "the reunification"), newCare,
            ]),
    ]

    private static let newCare = ReferenceRule(
        "rests_on", to: ["care.arranged"], 0...1, "the care in which the child is now")

    private static let endings: [EventType] = [
        EventType(
            .casework, "followup.done", "The agency saw after the child and the family.",
            standard: .text("follow-up, a step of the inter-agency case management guidelines (2014)"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("ordinal", .count(1...999), "which follow-up of the case it is"),
                .required("kind", .code(.followupKind), "what it is for"),
                .required("outcome", .code(.followupOutcome), "what it found"),
                .optional("next_due", .day, "when the next is due"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["child.reunified"], 1...1, "the reunification",
                    unlessDespite: .followedUpUnreunified)
            ]),
        EventType(
            .casework, "case.closed", "The case was closed, and the closing was approved.",
            standard: .text("case closure, a step of the inter-agency case management guidelines (2014)"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("reason", .code(.closureReason), "why"),
                .required("approval", .code(.approval), "who approved it"),
            ],
            references: [
                ReferenceRule(
                    "rests_on",
                    to: [
                        "followup.done", "case.opened", "match.rejected", "child.heard", "consent.recorded",
                        "consent.withdrawn", "interests.determined", "movement.failed", "reunification.ended",
                        "majority.reached", "tracing.acted", "care.arranged", "case.taken",
                    ], 1...8, "the follow-up, or what else ended the work")
            ]),
        EventType(
            .casework, "case.reopened", "A closed case was opened again.",
            standard: .text("reopened, in the case workflow of Primero"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [.required("ground", .code(.reopeningGround), "why")],
            references: [ReferenceRule("ends", to: ["case.closed"], 1...1, "the closing")]),
        EventType(
            .casework, "majority.reached",
            "The person has come of age and decides alone from here on. When is not said: it "
                + "would be a date of birth.",
            standard: .own, statedBy: Acting.caseAgency, subject: .required(["case"]), omits: [.occurred],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
    ]
}
