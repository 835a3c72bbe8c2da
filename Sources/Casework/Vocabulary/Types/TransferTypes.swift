/// Casework from the clearances to the child's arrival. Handing over and taking over are two statements of
/// two parties.
enum TransferTypes {
    static let all: [EventType] = clearance + journey

    private static let clearance: [EventType] = [
        EventType(
            .casework, "clearance.granted", "A State cleared what stood before the journey.",
            standard: .text(
                "Convention on the Rights of the Child, Article 10: positive, humane and expeditious"),
            statedBy: Acting.authority, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("kind", .code(.clearanceKind), "what was cleared"),
                .required("authority", .code(.authorityKind), "which authority decided"),
                .required("country", .country, "of which State", example: "RU"),
                .optional("valid_until", .day, "until when it holds"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["interests.assessed", "interests.determined"], 1...4,
                    "the assessment or the decision on best interests",
                    unlessDespite: .clearedUndecided)
            ]),
        EventType(
            .casework, "clearance.refused", "A State refused a clearance.",
            standard: .text(
                "Convention on the Rights of the Child, Article 10: positive, humane and expeditious"),
            statedBy: Acting.authority, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("kind", .code(.clearanceKind), "what was refused"),
                .required("authority", .code(.authorityKind), "which authority decided"),
                .required("country", .country, "of which State", example: "RU"),
                .optional("ground", .code(.refusalGround), "why"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["interests.assessed", "interests.determined"], 1...4,
                    "the assessment or the decision on best interests")
            ]),
    ]

    private static let from = Field.required("from", .country, "from which country", example: "RU")
    private static let to = Field.required("to", .country, "to which country", example: "UA")

    private static let journey: [EventType] = [
        EventType(
            .casework, "movement.planned", "A journey was planned and may begin.",
            standard: .text("supervised transfer (Additional Protocol I, Article 78(1))"),
            statedBy: Acting.caseAgency + Acting.intermediary + Acting.tracingAgency,
            subject: .required(["case"]),
            fields: [
                from, to,
                .required("route", .code(.route), "how it goes"),
                .required(
                    "escort", .code(.role), "in which role somebody goes with the child", example: "escort"),
                .required("window", .occurred, "between when and when", example: "2025-10-08/2025-10-10"),
                .optional("transit", .set(.country, max: 8), "through which countries"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["clearance.granted"], 2...16,
                    "the clearances of the States on both sides", unlessDespite: .plannedUncleared)
            ]),
        EventType(
            .casework, "custody.released",
            "The party that had the child in its custody handed the child over.",
            standard: .own, statedBy: Acting.custodian, firstHand: .party(in: "by"),
            subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required("by", .party, "who handed the child over", example: "ru-office"),
                .required("recipient", .party, "to whom", example: "ua-office"),
                from, to,
                .required("country", .country, "in which country", example: "RU"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["movement.planned"], 1...1, "the plan of the journey",
                    unlessDespite: .releasedUnplanned)
            ],
            constraints: [.differ("by", "recipient")]),
        EventType(
            .casework, "custody.accepted", "A party took the child into its custody.",
            standard: .own, statedBy: Acting.custodian, firstHand: .party(in: "by"),
            subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required("by", .party, "who took the child over", example: "ua-office"),
                .required("giver", .party, "from whom", example: "ru-office"),
                from, to,
                .required("country", .country, "in which country", example: "UA"),
            ],
            references: [
                ReferenceRule(
                    "acknowledges", to: ["custody.released"], 0...1, "the handover, where it is already known"
                )
            ],
            constraints: [.differ("by", "giver")]),
        EventType(
            .casework, "border.crossed", "The child crossed a border.",
            standard: .own, statedBy: Acting.escort + Acting.authority + Acting.witness,
            subject: .required(["case"]),
            requires: [.occurred],
            fields: [from, to],
            references: [
                ReferenceRule(
                    "rests_on", to: ["custody.accepted", "custody.released"], 1...2,
                    "whose custody the child was in: who had taken the child over, or who had "
                        + "handed the child over"
                )
            ],
            constraints: [.differ("from", "to")]),
        EventType(
            .casework, "child.reunified", "The child was handed to the caregiver who had been verified.",
            standard: .text("reunification: neither the return to a country nor the closing of the case"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("country", .country, "in which country", example: "UA"),
                .optional("group", .reference, "an opaque reference that siblings' cases share"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["relationship.verified"], 1...4,
                    "the verification, the adult's side at least", unlessDespite: .reunifiedUnverified),
                ReferenceRule(
                    "rests_on", to: ["interests.assessed", "interests.determined"], 1...4,
                    "the assessment or the decision on best interests", unlessDespite: .reunifiedUndecided),
                ReferenceRule(
                    "rests_on", to: ["custody.accepted"], 1...2, "that the child was taken over",
                    unlessDespite: .reunifiedUnreceived),
            ]),
    ]
}
