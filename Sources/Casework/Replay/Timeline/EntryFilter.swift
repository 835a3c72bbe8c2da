public import LedgerFormat
public import LedgerVerify

/// Which entries a timeline shows: those that meet everything that is set.
public struct EntryFilter: Sendable {
    /// The beginning of the type, with or without `goodfaith.`: `correspondence`, `custody.released`.
    public var typePrefix: String?
    /// What the entry is about.
    public var subject: Subject?
    /// A party that states the entry or is named in it.
    public var party: PartyID?
    /// The earliest and the latest moment. An entry is in the range where what it states may have happened
    /// within; one that does not say when, where it was recorded within.
    public var from: Timestamp?
    public var until: Timestamp?

    public init(
        typePrefix: String? = nil, subject: Subject? = nil, party: PartyID? = nil, from: Timestamp? = nil,
        until: Timestamp? = nil
    ) {
        self.typePrefix = typePrefix
        self.subject = subject
        self.party = party
        self.from = from
        self.until = until
    }

    private var isEmpty: Bool {
        typePrefix == nil && subject == nil && party == nil && from == nil && until == nil
    }

    /// Whether the entry is shown. A withheld entry is shown only where nothing is asked for.
    public func includes(_ entry: VerifiedEntry, vocabulary: Vocabulary = .current) -> Bool {
        guard let event = entry.event else { return isEmpty }
        if let typePrefix, !event.type.hasPrefix(typePrefix), !event.name.hasPrefix(typePrefix) {
            return false
        }
        if let subject, event.subject != subject { return false }
        if let party, event.source != party, !EntryFilter.names(party, in: event, vocabulary) { return false }
        guard from != nil || until != nil else { return true }
        let occurred = event.data["occurred"]?.string.flatMap { Occurred($0) }
        if let from, (occurred?.latest ?? event.time) < from { return false }
        if let until, (occurred?.earliest ?? event.time) > until { return false }
        return true
    }

    /// Entry 0 names its audience; in a known type only members that hold parties name one; in any other, any
    /// text may.
    private static func names(_ party: PartyID, in event: Event, _ vocabulary: Vocabulary) -> Bool {
        if event.isLedgerEvent {
            guard case .opened(let opening)? = try? LedgerEvent(event) else { return false }
            return opening.audience.contains(party)
        }
        if case .vocabulary(let version) = event.schema, vocabulary.knows(vocabularyVersion: version),
            let type = vocabulary.type(named: event.type)
        {
            return type.members.contains { field in
                event.data[field.name].map { field.kind.names(party, in: $0) } ?? false
            }
        }
        return anyText(in: event.data, is: party.description)
    }

    private static func anyText(in value: JSONValue, is text: String) -> Bool {
        switch value.kind {
        case .string: value.isString(text)
        case .array: value.elements.contains { anyText(in: $0, is: text) }
        case .object: value.members.contains { anyText(in: $0.value, is: text) }
        case .integer, .boolean: false
        }
    }
}

extension FieldKind {
    /// Whether a value of this kind names the party.
    fileprivate func names(_ party: PartyID, in value: JSONValue) -> Bool {
        switch self {
        case .party: value.isString(party.description)
        case .list(let element, _), .set(let element, _):
            value.elements.contains { element.names(party, in: $0) }
        case .object(let fields): FieldKind.names(party, in: value, fields)
        case .variant(let tag, let variants):
            variants.first { value[tag]?.isString($0.code) == true }.map {
                FieldKind.names(party, in: value, $0.fields)
            } ?? false
        default: false
        }
    }

    private static func names(_ party: PartyID, in value: JSONValue, _ fields: [Field]) -> Bool {
        fields.contains { field in value[field.name].map { field.kind.names(party, in: $0) } ?? false }
    }
}
