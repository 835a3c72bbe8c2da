public import LedgerFormat

/// One word of `goodfaith record LEDGER TYPE WORD ...`, read by the type that is being recorded.
public enum RecordWord: Hashable, Sendable {
    /// A member of `data`: `form=personal_letter`, or with `:=` as canonical JSON.
    case member(name: String, value: JSON)
    /// A reference: `replies_to=REF`. What REF can be, and which event it leads to, is the caller's to say.
    case reference(rel: String, target: String)
    /// What the event is about: `case=UUID`. The caller makes a ``Subject`` of it.
    case subject(kind: String, reference: String)
}

/// Why a word of `record` cannot stand.
public enum RecordWordError: Error, Equatable, Sendable {
    /// No equals sign stands in it, or nothing before it.
    case notAWord(String)
    /// The type has no member, no reference and no subject of that name.
    case nameUnknown(String, known: [String], suggestions: [String])
    /// The member has a structure that only canonical JSON can spell.
    case needsJSON(name: String, holds: String)
    /// The text after `:=` is not canonical JSON.
    case notJSON(name: String, JSONRejection)
    /// The vocabulary does not allow the value.
    case refused(VocabularyViolation)
}

extension RecordWordError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAWord(let word): "“\(word)” is not a word of the form field=value."
        case .nameUnknown(let name, let known, let suggestions):
            "An event of this type has no \(name). "
                + (suggestions.isEmpty
                    ? "It has \(known.joined(separator: ", "))."
                    : "Was \(suggestions.joined(separator: " or ")) meant?")
        case .needsJSON(let name, let holds): "\(name) holds \(holds): write \(name):= and canonical JSON."
        case .notJSON(let name, let rejection):
            "What follows \(name):= is not canonical JSON: \(rejection.explanation) (byte \(rejection.offset))."
        case .refused(let violation): violation.sentence
        }
    }
}

extension EventType {
    /// The names that may stand before the equals sign: members, rels, and kinds of subject.
    public var wordNames: [String] {
        members.map(\.name).filter { $0 != CommonMember.refs.rawValue } + rels + subject.kinds
    }

    /// Reads one word.
    ///
    /// `name=text` is read by the member's kind: sets and lists have commas between their values, an object
    /// of plain values has colons between them. Sets are put in order. `name:=json` takes canonical JSON for
    /// any member.
    public func word(_ word: String) throws(RecordWordError) -> RecordWord {
        guard let (name, text, isJSON) = EventType.split(word) else { throw .notAWord(word) }
        if let field = members.first(where: { $0.name == name }), name != CommonMember.refs.rawValue || isJSON {
            return .member(
                name: name,
                value: try isJSON ? value(of: field, fromJSON: text) : value(of: field, fromWord: text))
        }
        if !isJSON, rels.contains(name) { return .reference(rel: name, target: text) }
        if !isJSON, subject.kinds.contains(name) { return .subject(kind: name, reference: text) }
        throw .nameUnknown(name, known: wordNames, suggestions: NearestNames.of(name, among: wordNames))
    }

    private static func split(_ word: String) -> (name: String, text: String, isJSON: Bool)? {
        guard let equals = word.firstIndex(of: "=") else { return nil }
        var name = word[..<equals]
        let isJSON = name.last == ":"
        if isJSON { name = name.dropLast() }
        return name.isEmpty ? nil : (String(name), String(word[word.index(after: equals)...]), isJSON)
    }
}
