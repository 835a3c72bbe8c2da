/// The case as a file: it goes to another agency, goes on in another case, or proves void.
enum CaseFileTypes {
    static let all: [EventType] = transfer + ends

    private static let transfer: [EventType] = [
        EventType(
            .casework, "case.offered", "An agency offered a case to another agency.",
            standard: .text("transfer of a case, in Primero"), statedBy: Acting.caseAgency,
            firstHand: .party(in: "giver"), subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("giver", .party, "who offers it", example: "ua-office"),
                .required("recipient", .party, "to whom", example: "ua-agency"),
            ],
            references: [
                ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case"),
                ReferenceRule("rests_on", to: ["consent.recorded"], 0...4, "the consent to the transfer"),
            ],
            constraints: [.differ("giver", "recipient")]),
        EventType(
            .casework, "case.taken", "An agency took over a case that it was offered.",
            standard: .text("transfer accepted, in Primero"), statedBy: Acting.caseAgency,
            firstHand: .party(in: "recipient"), subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("recipient", .party, "who took it over", example: "ua-agency"),
                .required("giver", .party, "from whom", example: "ua-office"),
            ],
            references: [ReferenceRule("acknowledges", to: ["case.offered"], 1...1, "the offer")],
            constraints: [.differ("giver", "recipient")]),
        EventType(
            .casework, "case.declined",
            "An offered case was not taken over: the recipient declined, or the giver took the offer back.",
            standard: .text("transfer rejected or revoked, in Primero"), statedBy: Acting.caseAgency,
            firstHand: .party(in: "recipient", "giver"), subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("recipient", .party, "to whom it was offered", example: "ua-agency"),
                .required("ground", .code(.declineGround), "why it was not taken over"),
                .optional("giver", .party, "who had offered it"),
            ],
            references: [ReferenceRule("acknowledges", to: ["case.offered"], 1...1, "the offer")]),
    ]

    private static let ends: [EventType] = [
        EventType(
            .casework, "case.merged",
            "This case ends, since another case of the same child goes on in its place.",
            standard: .text("duplicate, a case status of Primero"), statedBy: Acting.caseAgency,
            subject: .required(["case"]), requires: [.occurred],
            fields: [.required("ground", .code(.mergeGround), "why")],
            references: [
                ReferenceRule("concerns", to: ["case.opened"], 1...1, "the case that goes on")
            ]),
        EventType(
            .casework, "case.invalidated", "The case is void: it should never have been opened.",
            standard: .text("record invalid, of RapidFTR"), statedBy: Acting.caseAgency,
            subject: .required(["case"]), requires: [.occurred],
            fields: [.required("ground", .code(.invalidityGround), "why")],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
    ]
}
