/// What parties say about statements: their own and others'. Nothing of it deletes anything.
enum AssuranceTypes {
    static let all: [EventType] = [
        EventType(
            .assurance, "attestation.made", "The author supports a statement with its own word.",
            standard: .text("corroboration"), subject: .optional(["case"]), requires: [.knowledge],
            fields: [
                .required("capacity", .code(.capacity), "in which capacity"),
                .required("scope", .code(.attestationScope), "what the attestation covers"),
                .optional("reservations", .codes(.reservation), "what it leaves out"),
            ],
            references: [ReferenceRule("corroborates", to: .any, 1...64, "the statement, in whatever ledger")]
        ),
        EventType(
            .assurance, "dispute.raised", "The author contests a statement. Both stand, side by side.",
            standard: .own, subject: .optional(["case"]),
            fields: [
                .required("ground", .code(.disputeGround), "on which ground"),
                .optional("remedy", .code(.remedy), "what the author asks for"),
            ],
            references: [
                ReferenceRule("disputes", to: .any, 1...16, "the statement, in whatever ledger"),
                ReferenceRule("rests_on", to: .any, 0...16, "what the author relies on"),
            ]),
        EventType(
            .assurance, "dispute.answered", "A party says what it makes of a dispute.",
            standard: .own, subject: .optional(["case"]),
            fields: [.required("position", .code(.disputePosition), "what it says")],
            references: [
                ReferenceRule("concerns", to: ["dispute.raised"], 1...1, "the dispute"),
                ReferenceRule("rests_on", to: .any, 0...16, "what the author relies on"),
            ]),
        EventType(
            .assurance, "dispute.settled",
            "A dispute came to its end. Each side states it for itself, or an arbiter whom both accepted; one "
                + "side's word alone settles only what it raised itself.",
            standard: .own, subject: .optional(["case"]),
            fields: [
                .required("outcome", .code(.disputeOutcome), "how it ended"),
                .optional("settled_by", .code(.settledBy), "who settled it"),
            ],
            references: [
                ReferenceRule("concerns", to: ["dispute.raised"], 1...1, "the dispute"),
                ReferenceRule("rests_on", to: .any, 0...16, "what the author relies on"),
            ]),
        EventType(
            .assurance, "event.corrected",
            "The author names a statement of its own as wrong. The right one is an event of its "
                + "own, which corrects it.",
            standard: .unchecked(
                "rectification by a supplementary statement, on which there is no consensus"),
            fields: [
                .required(
                    "members", .set(.memberName, max: 64), "which members of data were wrong",
                    example: "occurred"),
                .required("ground", .code(.correctionGround), "why"),
            ],
            references: [
                ReferenceRule("corrects", to: .any, 1...1, "the wrong statement, in the author's own ledger")
            ]),
        EventType(
            .assurance, "event.reaffirmed", "The author states again what a doubtful key had signed.",
            standard: .own,
            fields: [.optional("ground", .code(.reaffirmationGround), "why")],
            references: [
                ReferenceRule("reaffirms", to: .any, 1...256, "the events, in the author's own ledger")
            ]),
    ]
}
