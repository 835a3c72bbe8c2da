/// One member of an event's `data`: its name, what it says, and what it can hold.
///
/// It never changes; that it is a class makes handing it on cheap where millions of events are held against it.
public final class Field: Sendable {
    /// The member's name in `data`, in snake_case.
    public let name: String
    /// What the member says: a phrase without a full stop.
    public let summary: String
    public let kind: FieldKind
    public let isRequired: Bool
    /// The value in examples, as a word of the command line; where nil, one is made from the kind.
    let exampleWord: String?

    private init(_ name: String, _ kind: FieldKind, _ summary: String, isRequired: Bool, example: String?) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isRequired = isRequired
        exampleWord = example
    }

    static func required(_ name: String, _ kind: FieldKind, _ summary: String, example: String? = nil)
        -> Field
    {
        Field(name, kind, summary, isRequired: true, example: example)
    }

    static func optional(_ name: String, _ kind: FieldKind, _ summary: String, example: String? = nil)
        -> Field
    {
        Field(name, kind, summary, isRequired: false, example: example)
    }

    /// The same member, required.
    var madeRequired: Field {
        Field(name, kind, summary, isRequired: true, example: exampleWord)
    }
}

/// What a member can hold.
///
/// Each kind is closed: a code, a date, a number, a random reference, a digest, the id of an organisation.
/// None can hold a name of a person or free text, so that personal data has no place to stand (design,
/// section 6). The one exception, ``organisationName``, serves `counterpart.noted` alone.
public indirect enum FieldKind: Sendable {
    /// One code of the list.
    case code(CodeList)
    /// The id of an organisation (``PartyID``).
    case party
    /// A country, ISO 3166-1 alpha-2: as the party names it, without any judgment on territory.
    case country
    /// A language, BCP 47, from a closed list.
    case language
    /// An instant, a day, a month, or an interval of one of these (``Occurred``).
    case occurred
    /// A day, `YYYY-MM-DD`.
    case day
    /// A signed length of time, ``StatedDuration``: `-PT24H`, `P14D`.
    case duration
    /// A whole number within the range.
    case count(ClosedRange<Int>)
    /// True or false.
    case flag
    /// `sha256:` and 64 lower-case hex digits: an event hash, a fingerprint, a commitment.
    case digest
    /// A random UUID of version 4.
    case reference
    /// The name of an event type of this vocabulary, without `goodfaith.`.
    case typeName
    /// The name of a member of some event type of this vocabulary.
    case memberName
    /// The id that a statement of a claim gives itself: `C15`, `R6a`.
    case statementID
    /// The id of another statement of the same claim.
    case statementReference
    /// Members of their own, ascending by name, as canonical JSON orders them.
    case object(sorted: [Field])
    /// One object of several shapes; the member `tag` says which.
    case variant(tag: String, [Variant])
    /// One or more values in an order that means something.
    case list(FieldKind, max: Int)
    /// One or more values ascending in the bytes of their canonical form, none twice.
    case set(FieldKind, max: Int)
    /// The registered name of an organisation, 1 to `Limits.organisationNameBytesMax` bytes of UTF-8.
    case organisationName

    /// Members of their own, given in any order.
    static func object(_ fields: [Field]) -> FieldKind {
        .object(sorted: fields.sorted { $0.name < $1.name })
    }

    /// Codes of the list, ascending, none twice.
    static func codes(_ list: CodeList) -> FieldKind { .set(.code(list), max: list.codes.count) }

    /// Organisations, ascending, none twice.
    static let parties = FieldKind.set(.party, max: 32)

    /// One shape of a ``variant(tag:_:)``.
    public struct Variant: Sendable {
        /// What stands in the tag's member.
        public let code: String
        public let summary: String
        /// The members besides the tag, ascending by name.
        public let fields: [Field]

        init(_ code: String, _ summary: String, _ fields: [Field]) {
            self.code = code
            self.summary = summary
            self.fields = fields.sorted { $0.name < $1.name }
        }
    }
}
