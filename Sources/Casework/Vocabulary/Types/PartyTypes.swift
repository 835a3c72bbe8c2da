/// Who the others are, and who may speak for whom.
enum PartyTypes {
    static let all: [EventType] = [
        EventType(
            .parties, "counterpart.noted",
            "The author names another organisation, so that its later events can refer to it.",
            standard: .text(
                "the bodies of Geneva Convention IV, Articles 136 and 140, and Additional "
                    + "Protocol I, Article 78"
            ),
            fields: [
                .required(
                    "id", .party, "the id by which this ledger names the organisation", example: "ua-office"),
                .required("name", .organisationName, "the organisation's own name", example: "Office"),
                .required(
                    "class", .code(.partyClass), "what kind of organisation it is", example: "ombudsman"),
                .required(
                    "roles", .codes(.role), "the roles in which it acts", example: "case_agency,ombudsman"),
                .optional(
                    "fingerprint", .digest,
                    "the fingerprint of its ledger, as told by a way that the author trusts"),
            ]),
        EventType(
            .parties, "mandate.given", "A principal gave somebody a mandate to act for it.",
            standard: .unchecked(
                "diplomatic usage: representative, special envoy, point of contact, full powers"),
            firstHand: .party(in: "principal"),
            fields: [
                .required("principal", .party, "who gives the mandate", example: "us-office"),
                .required(
                    "representative", .party, "the office that acts under it: a role, never a person",
                    example: "us-envoy"),
                .required("scope", .codes(.matter), "what it covers", example: "family_reunification"),
                .required("valid_from", .occurred, "from when it holds", example: "2025-08-20"),
                .optional("valid_until", .occurred, "until when it holds, where an end is set"),
            ],
            references: [
                ReferenceRule(
                    "concerns", to: ["counterpart.noted", "ledger.opened"], 1...2,
                    "where the principal and the representative are introduced; the author's own "
                        + "entry 0 for itself"
                )
            ],
            constraints: [.differ("principal", "representative")]),
        EventType(
            .parties, "mandate.ended", "A mandate came to its end.",
            standard: .unchecked(
                "diplomatic usage: representative, special envoy, point of contact, full powers"),
            firstHand: .party(in: "by"), requires: [.occurred],
            fields: [
                .required(
                    "by", .party, "who ended it: the principal or the representative", example: "us-office"),
                .optional("reason", .code(.mandateEnd), "why it ended"),
            ],
            references: [ReferenceRule("ends", to: ["mandate.given"], 1...1, "the mandate")]),
    ]
}
