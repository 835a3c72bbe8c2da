/// The first thing in an event that the vocabulary does not allow: what, where, and what would be right.
public struct VocabularyViolation: Error, Equatable, Sendable {
    /// The kinds of violation; the raw value is the stable code that a finding carries.
    public enum Code: String, CaseIterable, Sendable {
        case typeUnknown = "content-type-unknown"
        case memberUnknown = "content-member-unknown"
        case memberMissing = "content-member-missing"
        case value = "content-value"
        case codeUnknown = "content-code-unknown"
        case references = "content-refs"
        case subject = "content-subject"
        case notEntitled = "content-not-entitled"
        case notFirstHand = "content-not-first-hand"
    }

    public private(set) var code: Code
    /// The place in the event: `type`, `subject`, `data.form`, `data.statements[2].op`.
    public private(set) var path: String
    /// What would be right: a phrase, or the codes with commas between.
    public let expected: String
    /// What is there, shortened to 80 characters, or `nothing`.
    public let found: String
    /// What may have been meant, best first.
    public let suggestions: [String]
    /// The codes under `despite` that would excuse what is missing; several where the event alone does not
    /// show which of its references that is. Empty where nothing excuses it.
    public let unlessDespite: [IrregularityCode]

    init(
        _ code: Code, at path: String, expected: String, found: String, suggestions: [String] = [],
        unlessDespite: [IrregularityCode] = []
    ) {
        self.code = code
        self.path = path
        self.expected = expected
        self.found = found.count > 80 ? found.prefix(77) + "..." : found
        self.suggestions = suggestions
        self.unlessDespite = unlessDespite
    }

    /// The same violation, seen from the value that holds the one where it was found.
    func under(_ name: String) -> VocabularyViolation {
        var violation = self
        violation.path = path.isEmpty || path.hasPrefix("[") ? name + path : "\(name).\(path)"
        return violation
    }

    /// The same violation, counted among those of the references.
    var inReferences: VocabularyViolation {
        var violation = self
        violation.code = .references
        return violation
    }

    /// The violation in a sentence.
    public var sentence: String {
        let sentence =
            switch code {
            case .typeUnknown: "The vocabulary has no event type \(found)."
            case .memberUnknown: "An event of this type has no member \(path). It has \(expected)."
            case .memberMissing: "\(path) is missing: \(expected)."
            case .value, .references: "\(path) should be \(expected), but is \(found)."
            case .codeUnknown: "\(path) holds \(found), which its list does not have. It has \(expected)."
            case .subject: "The subject should be \(expected), but is \(found)."
            case .notEntitled:
                "Only a party that acts as \(expected) may state this, but the author acts as \(found). "
                    + "It may support another's statement with attestation.made."
            case .notFirstHand:
                "Only the party in \(expected) knows this first hand, and the author is \(found). "
                    + "Say in knowledge how else the author knows it: document, reported or derived."
            }
        return ([sentence] + [question, excuse].compactMap { $0 }).joined(separator: " ")
    }

    private var question: String? {
        suggestions.isEmpty ? nil : "Was \(suggestions.joined(separator: " or ")) meant?"
    }

    private var excuse: String? {
        if unlessDespite.isEmpty { return nil }
        let codes = unlessDespite.map { "--despite \($0.rawValue)" }
        return "If it is true nonetheless, \(codes.choice) says so in the statement."
    }
}
