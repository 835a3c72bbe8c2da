/// Letters and their way, channels, contacts, undertakings, positions.
enum CorrespondenceTypes {
    static let all: [EventType] = letters + channels + words

    private static let letters: [EventType] = [
        EventType(
            .correspondence, "correspondence.issued", "A letter, a note or a message left its author.",
            standard: .text(
                "diplomatic correspondence: personal letter, note verbale, memorandum, aide-memoire"),
            firstHand: .party(in: "author", orRoles: ["representative"]), requires: [.occurred, .sealed],
            fields: [
                .required("author", .party, "whose letter it is", example: "us-office"),
                .required("addressees", .parties, "to whom it is addressed", example: "ru-office"),
                .required("form", .code(.correspondenceForm), "what kind of writing it is"),
                .required("language", .language, "in which language it is written"),
                .required("matter", .code(.matter), "what it is about"),
                .optional("copies", .parties, "who has a copy"),
                .optional("pages", .count(1...10_000), "how many pages it has"),
            ],
            references: [
                ReferenceRule(
                    "replies_to", to: ["correspondence.issued", "correspondence.received"], 0...8,
                    "the letter that it answers, or the receipt of it")
            ]),
        EventType(
            .correspondence, "correspondence.conveyed", "A third party delivered a letter.",
            standard: .text("delivery by a third party; intermediary, good offices"),
            firstHand: .party(in: "conveyor"), requires: [.occurred],
            fields: [
                .required("conveyor", .party, "who carried it", example: "us-principal"),
                .required("recipient", .party, "to whom it was delivered", example: "ru-office"),
                .required("method", .code(.conveyance), "how it was delivered"),
                .optional("country", .country, "in which country"),
            ],
            references: [
                ReferenceRule("conveys", to: ["correspondence.issued"], 1...8, "the letter"),
                ReferenceRule(
                    "during", to: ["contact.held"], 0...1, "the contact at which it was handed over"),
            ]),
        EventType(
            .correspondence, "correspondence.received", "A letter reached its addressee.",
            standard: .text("acknowledgement of receipt"),
            firstHand: .party(in: "recipient"), requires: [.occurred],
            fields: [
                .required("recipient", .party, "who received it", example: "ru-office"),
                .optional("condition", .code(.receivedCondition), "in what condition it arrived"),
            ],
            references: [
                ReferenceRule(
                    "acknowledges", to: ["correspondence.issued", "correspondence.conveyed"], 1...2,
                    "the letter, or its delivery")
            ]),
    ]

    private static let channels: [EventType] = [
        EventType(
            .correspondence, "channel.opened", "Parties have a channel of communication open between them.",
            standard: .text("channel, back channel; neutral intermediary (Geneva Convention IV, Article 25)"),
            firstHand: .party(in: "parties"), requires: [.occurred],
            fields: [
                .required("parties", .parties, "between whom", example: "ru-office,us-office"),
                .required("kind", .code(.channelKind), "what kind of channel it is"),
                .required("scope", .codes(.matter), "what it is for"),
                .optional("points_of_contact", .parties, "through whom each side can be reached"),
                .optional("confidentiality", .code(.confidentiality), "how confidential it is"),
            ],
            references: [
                ReferenceRule(
                    "rests_on",
                    to: [
                        "correspondence.issued", "correspondence.conveyed", "correspondence.received",
                        "contact.held",
                    ],
                    1...16, "the letters or the contact that opened it")
            ]),
        EventType(
            .correspondence, "channel.changed", "A channel was suspended, resumed or closed.", standard: .own,
            requires: [.occurred],
            fields: [
                .required("status", .code(.channelStatus), "what became of it"),
                .optional("reason", .code(.channelReason), "why"),
            ],
            references: [ReferenceRule("concerns", to: ["channel.opened"], 1...1, "the channel")]),
        EventType(
            .correspondence, "contact.held",
            "Parties met or spoke; each that took part states it for itself.",
            standard: .unchecked("diplomatic usage: meeting, call, summit, shuttle or proximity talks"),
            // An office is at a table through whoever acts for it: a principal may state what was done under
            // its mandate, on which the contact then rests.
            firstHand: .party(in: "participants", "facilitator", orRoles: ["principal"], with: "rests_on"),
            requires: [.occurred],
            fields: [
                .required("mode", .code(.contactMode), "how it took place", example: "summit"),
                .required("level", .code(.contactLevel), "at which level", example: "principal"),
                .required(
                    "participants",
                    .set(
                        .object([
                            .required("party", .party, "who took part"),
                            .optional("role", .code(.role), "in which role it acted"),
                        ]), max: 32),
                    "who took part, each with the role in which it acted",
                    example: "ru-principal:principal,us-principal:principal"),
                .optional("facilitator", .party, "who brought them together"),
                .optional("country", .country, "the host country"),
                .optional("outcome", .code(.contactOutcome), "how it ended"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["channel.opened", "mandate.given"], 0...8,
                    "the channel or the mandates; a contact between principals needs none")
            ],
            constraints: [.restsUnless("level", is: "principal")]),
    ]

    private static let words: [EventType] = [
        EventType(
            .correspondence, "undertaking.stated",
            "A party said what it is ready, means or has agreed to do.",
            standard: .own, firstHand: .party(in: "by"), requires: [.occurred],
            fields: [
                .required("by", .party, "who undertakes", example: "ru-office"),
                .required("toward", .parties, "towards whom", example: "us-office"),
                .required(
                    "modality", .code(.modality), "how far it binds: a willingness is not a commitment"),
                .required("matter", .code(.matter), "to do what", example: "family_reunification"),
                .optional("target", .occurred, "by when"),
                .optional("conditional", .flag, "true: under conditions, which are sealed"),
            ],
            references: [
                ReferenceRule(
                    "rests_on",
                    to: [
                        "correspondence.issued", "correspondence.conveyed", "correspondence.received",
                        "contact.held",
                        "claim.published",
                    ], 1...8, "where it was said")
            ]),
        EventType(
            .correspondence, "undertaking.fulfilled",
            "What a party undertook was done, by the events named.",
            standard: .own,
            fields: [.required("share", .code(.fulfilmentShare), "how much of it was done")],
            references: [
                ReferenceRule("fulfils", to: ["undertaking.stated"], 1...1, "the undertaking"),
                ReferenceRule("rests_on", to: .any, 1...64, "the events that fulfil it"),
            ]),
        EventType(
            .correspondence, "position.stated",
            "A side gave its account, or its legal characterisation, which is its own word and "
                + "nobody else's.",
            standard: .own, statedBy: Acting.authority, firstHand: .party(in: "by"),
            subject: .optional(["case"]),
            fields: [
                .required("by", .party, "whose position it is", example: "ru-office"),
                .required("on", .code(.positionMatter), "what it is about", example: "cause"),
                .required("characterisation", .code(.characterisation), "how that side characterises it"),
                .optional("circumstance", .code(.circumstance), "what that side says happened"),
                .optional("from", .country, "from which country, as that side names it"),
                .optional("to", .country, "to which country, as that side names it"),
                .optional(
                    "removal_places", .codes(.placeClass), "from what kinds of place; never of one child"),
            ],
            references: [
                ReferenceRule(
                    "replies_to",
                    to: ["position.stated", "claim.published", "cause.asserted", "correspondence.issued"],
                    0...8,
                    "the statement that it answers")
            ],
            constraints: [.subjectWhen("on", is: "case"), .onlyWithoutSubject("removal_places")]),
    ]
}
