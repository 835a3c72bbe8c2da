/// Public claims, in a form that ledgers can be held against.
enum ClaimTypes {
    static let all: [EventType] = published + ClaimChangeTypes.all

    private static let published: [EventType] = [
        EventType(
            .claims, "claim.published",
            "Somebody said something in public that has counts, dates or an order. Occurred is "
                + "when it was said.",
            standard: .own, statedBy: Acting.claimant, firstHand: .party(in: "speaker"),
            requires: [.occurred],
            fields: [
                .required("speaker", .party, "who said it", example: "us-office"),
                .required("medium", .code(.medium), "how it was said"),
                .required("language", .language, "in which language"),
                .required(
                    "definition", .typeName, "which event is counted where a statement names none",
                    example: "child.reunified"),
                .required(
                    "statements", .list(.variant(tag: "kind", statements), max: 128),
                    "what was said, piece by piece",
                    example:
                        #"[{"filter":{"from":"RU","to":"UA"},"id":"C17","kind":"count","n":7,"op":"eq"}]"#),
                .optional("country", .country, "in which country it was said"),
                .optional("counted_by", .party, "who counted"),
                .optional("published", .occurred, "when it was published, if later than said"),
                .optional(
                    "window", .object(window),
                    "the time that counts of persons look at, where a statement names none"),
            ],
            references: [
                ReferenceRule(
                    "concerns", to: ["claim.published", "report.issued", "channel.opened"], 0...16,
                    "what it speaks of")
            ],
            constraints: [.statementsResolve("statements")])
    ]

    /// A stretch of time beside an anchor.
    static let window: [Field] = [
        .required("anchor", .code(.windowAnchor), "what it hangs on"),
        .required("from", .duration, "its start, counted from the anchor", example: "-PT24H"),
        .required("to", .duration, "its end, counted from the anchor", example: "PT0S"),
        .required("ends", .code(.windowEnds), "whether the ends belong to it"),
    ]

    /// Which events a statement means: those that have every member named here.
    static let filter: [Field] = [
        .optional("by", .party, "the party that acts in it, or states it where none is named as acting"),
        .optional("toward", .party, "the party that it is directed to"),
        .optional("from", .country, "from which country"),
        .optional("to", .country, "to which country"),
        .optional("country", .country, "in which country"),
        .optional("circumstance", .code(.circumstance), "cause.asserted: what happened"),
        .optional("configuration", .code(.configuration), "cause.asserted: where child and family are"),
        .optional("characterisation", .code(.characterisation), "the legal characterisation stated"),
        .optional("care_status", .code(.careStatus), "case.opened: how the child stands"),
        .optional("removal_places", .codes(.placeClass), "position.stated: from what kinds of place"),
        .optional("mode", .code(.contactMode), "contact.held: how"),
        .optional("level", .code(.contactLevel), "contact.held: at which level"),
        .optional("form", .code(.correspondenceForm), "correspondence.issued: what kind of writing"),
        .optional("modality", .code(.modality), "undertaking.stated: how far it binds"),
        .optional("matter", .code(.matter), "what it is about or for"),
        .optional("channel_kind", .code(.channelKind), "channel.opened: what kind of channel"),
        .optional("still_open", .flag, "channel.opened: whether it is open at the time of the claim"),
        .optional("information_kind", .code(.informationKind), "information.shared: what form"),
        .optional("categories", .codes(.informationCategory), "information.shared: what is in it, at least"),
        .optional("occurred", .occurred, "when, for one that gives a time of its own"),
        .optional(
            "refers",
            .object([
                .required("rel", .code(.rel), "how"),
                .required("statement", .statementReference, "to an event that this statement means"),
            ]), "that it refers to an event of another statement"),
    ]

    private static let id = Field.required("id", .statementID, "the statement's own id", example: "C15")
    private static let filtered = Field.optional("filter", .object(filter), "which of these events")
    private static let windowed = Field.optional(
        "window", .object(window), "the time looked at, if not the claim's")
    private static let op = Field.required("op", .code(.comparison), "how the two compare")

    /// The forms of a statement. Words that cannot be checked leave an id, and no text.
    static let statements: [FieldKind.Variant] = [
        .init(
            "count", "So many of these took place.",
            [
                id, op, filtered, windowed,
                .required("n", .count(0...1_000_000_000), "the number"),
                .optional("event", .typeName, "what is counted, if not the claim's definition"),
                .optional(
                    "unit", .code(.unit),
                    "persons or events; absent means persons where the event is about a case"),
            ]),
        .init(
            "sum", "Parts make a whole.",
            [
                id,
                .required("parts", .list(.statementReference, max: 16), "the counts that are added"),
                .required("whole", .statementReference, "the count that they make"),
            ]),
        .init(
            "exists", "Such an event took place.",
            [id, filtered, windowed, .required("event", .typeName, "what took place")]),
        .init(
            "order", "Events followed each other.",
            [
                id,
                .required(
                    "sequence", .list(.statementReference, max: 32), "the statements whose events followed"),
                .required("op", .code(.sequence), "how they followed"),
                .optional("before_claim", .flag, "true: and the last no later than the claim"),
            ]),
        .init(
            "duration", "So much time passed.",
            [
                id, op,
                .required("begin", .statementReference, "the statement whose first event begins it"),
                .optional(
                    "end", .statementReference,
                    "the statement whose last event ends it; absent means the claim"),
                .required("length", .duration, "how long"),
            ]),
        .init(
            "subset", "What one statement means is among what another means.",
            [
                id,
                .required("inner", .statementReference, "the smaller"),
                .required("outer", .statementReference, "the larger"),
            ]),
        .init(
            "parties", "Each of these parties stated the events itself.",
            [
                id,
                .required("of", .statementReference, "the statement whose events are meant"),
                .required("parties", .parties, "who must have stated them"),
            ]),
        .init(
            "date", "The claim was made on that day.",
            [
                id,
                .required("day", .day, "the day"),
                .optional("weekday", .code(.weekday), "the day of the week that was said"),
            ]),
        .init(
            "attribution",
            "Credit, a value or another thing that no ledger can decide. It is never evaluated.", [id]),
    ]
}
