internal import LedgerCrypto
public import LedgerFormat
public import LedgerVerify

/// One entry of a ledger as a line of its timeline (`log`): when, who, and in a plain sentence what.
///
/// The sentence comes from the vocabulary: the words of the type's name and its required members, in the
/// order in which people read them. A new type needs no new code.
public struct TimelineLine: Hashable, Sendable {
    public let index: Int
    /// When it happened, as stated; the day of recording where the event does not say; nothing for a withheld
    /// entry.
    public let when: String
    /// Whose statement it is; nil for a withheld entry.
    public let party: PartyID?
    public let sentence: String

    public init(_ entry: VerifiedEntry, vocabulary: Vocabulary = .current) {
        index = entry.index
        guard let event = entry.event else {
            (when, party, sentence) = ("", nil, "withheld: this copy does not show the entry")
            return
        }
        let occurred = event.data["occurred"].flatMap { $0.source.occurred(at: $0.place) }
        when = StatedTime(recorded: event.time, occurred: occurred).text
        party = event.source
        sentence = TimelineLine.sentence(event, vocabulary)
    }

    /// `2025-08-15  us-office  correspondence issued: author us-office, …`, without the index.
    public var text: String {
        [when, party?.description, sentence].compactMap { $0?.isEmpty == false ? $0 : nil }.joined(
            separator: "  ")
    }

    private static func sentence(_ event: Event, _ vocabulary: Vocabulary) -> String {
        let title = String(event.name.map { $0 == "." || $0 == "_" ? " " : $0 })
        var parts: [String] = []
        if let subject = event.subject {
            parts.append("\(subject.kind) \(subject.reference.description.prefix(8))")
        }
        switch event.schema {
        case .ledger: parts += ledgerParts(event)
        case .vocabulary(let version) where !vocabulary.knows(vocabularyVersion: version):
            parts.append("vocabulary \(version), which this version does not know")
        case .vocabulary:
            guard let type = vocabulary.type(named: event.type) else {
                parts.append("a type that the vocabulary does not have")
                break
            }
            for field in type.fields where field.isRequired {
                guard let value = event.data[field.name], let text = field.kind.words(for: value) else {
                    continue
                }
                parts.append("\(field.name.words) \(text)")
            }
            if let knowledge = event.data["knowledge"]?.string { parts.append("known: \(knowledge.words)") }
        }
        return parts.isEmpty ? title : "\(title): \(parts.joined(separator: ", "))"
    }

    private static func ledgerParts(_ event: Event) -> [String] {
        guard let ledgerEvent = try? LedgerEvent(event) else { return [] }
        let parts: [String] =
            switch ledgerEvent {
            case .opened(let opening): ["\(opening.origin)", "for \(opening.audience.list)"]
            case .keyAdded(let key, _): ["key \(short(key.keyID))"]
            case .keyRotated(let from, let key, _): ["key \(short(key.keyID)) in place of \(short(from))"]
            case .keyRetired(let keyID, _): ["key \(short(keyID))"]
            case .keyCompromised(let keyID, let since, _): ["key \(short(keyID)), since entry \(since)"]
            case .thresholdSet(let count, _): ["\(count) signatures for a change of keys"]
            case .closed(let successor, _): successor.map { ["goes on in \(LedgerNames.short($0))"] } ?? []
            }
        return parts
    }

    private static func short(_ keyID: KeyID) -> String { LedgerNames.short(keyID.digest) }
}

extension FieldKind {
    /// A value as words; nil for what only a machine reads.
    fileprivate func words(for value: JSONValue) -> String? {
        switch self {
        case .code, .typeName, .memberName: value.string?.words
        case .party, .country, .language, .occurred, .day, .duration, .organisationName: value.string
        case .count: value.integer.map { "\($0)" }
        case .flag: value.boolean.map { $0 ? "yes" : "no" }
        case .digest: value.digest.map { LedgerNames.short($0) }
        case .reference: value.string.map { String($0.prefix(8)) }
        case .statementID, .statementReference: value.string
        case .list(.variant, _), .list(.object, _): "\(Array(value.elements).count)"
        case .list(let element, _), .set(let element, _):
            value.elements.compactMap { element.words(for: $0) }.joined(separator: " and ")
        case .object(let fields):
            fields.first { $0.isRequired }.flatMap { field in
                value[field.name].flatMap { field.kind.words(for: $0) }
            }
        case .variant: nil
        }
    }
}
