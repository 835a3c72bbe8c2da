/// What becomes of a public claim. That it was made stays a fact, so a change is no correction of the record.
enum ClaimChangeTypes {
    static let all: [EventType] = [
        EventType(
            .claims, "claim.amended",
            "The speaker changed a claim in public. The claim as it reads now is a claim.published of its "
                + "own; both are kept, since a claim is judged as of when it was made.",
            standard: .own, statedBy: Acting.claimant, firstHand: .party(in: "speaker"),
            requires: [.occurred],
            fields: [
                .required("speaker", .party, "who had made the claim", example: "us-office"),
                .required(
                    "changed", .set(.statementID, max: 128),
                    "which statements of the earlier claim changed, by their ids", example: "C15,C17"),
                .optional("ground", .code(.claimChange), "why"),
            ],
            references: [
                ReferenceRule("concerns", to: ["claim.published"], 1...1, "the claim that was changed"),
                ReferenceRule("rests_on", to: ["claim.published"], 1...1, "the claim as it reads now"),
            ]),
        EventType(
            .claims, "claim.withdrawn", "The speaker took a claim back in public.",
            standard: .own, statedBy: Acting.claimant, firstHand: .party(in: "speaker"),
            requires: [.occurred],
            fields: [
                .required("speaker", .party, "who had made the claim", example: "us-office"),
                .optional("ground", .code(.claimChange), "why"),
            ],
            references: [ReferenceRule("ends", to: ["claim.published"], 1...1, "the claim")]),
        EventType(
            .claims, "claim.evaluated",
            "An auditor held a claim against ledgers, up to the heads named. Anybody with the same files can "
                + "do it again.",
            standard: .own, statedBy: ["auditor"],
            fields: [
                .required(
                    "heads", ExchangeTypes.heads, "the ledgers that it was held against, and up to where",
                    example: "[\(ExchangeTypes.exampleHead)]"),
                .required("as_of", .code(.evaluationMoment), "as of when"),
                .required(
                    "results", .list(.object(result), max: 384), "what was found, statement by statement",
                    example: #"[{"level":"asserted","statement":"C17","verdict":"holds"}]"#),
                .optional(
                    "disclosure", .object(disclosure), "what the published figures give away, in numbers"),
            ],
            references: [ReferenceRule("concerns", to: ["claim.published"], 1...1, "the claim")],
            constraints: [
                .eachOnce("heads", by: ["ledger"]), .eachOnce("results", by: ["level", "statement"]),
            ]),
    ]

    private static let result: [Field] = [
        .required("statement", .statementID, "the statement of the claim"),
        .required("level", .code(.evaluationLevel), "on whose word"),
        .required("verdict", .code(.evaluationVerdict), "what was found"),
    ]

    /// Numbers alone: an evaluation adds no cell to those that were published.
    private static let disclosure: [Field] = [
        .required("threshold", .count(2...100), "below how many persons a cell counts as identifying"),
        .required("cells", .count(0...1_000_000), "how many cells the figures imply"),
        .required("identifying", .count(0...1_000_000), "how many of them could identify somebody"),
    ]
}
