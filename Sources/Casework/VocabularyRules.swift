public import LedgerFormat
public import LedgerVerify

/// The verifier's questions about content, answered by the vocabulary.
extension Vocabulary: ContentRules {
    public var identifier: String { "goodfaith vocabulary \(Vocabulary.version)" }

    public func knows(vocabularyVersion: Int) -> Bool {
        vocabularyVersion == Vocabulary.version
    }

    public func violation(in event: Event, statedBy party: Party) -> ContentViolation? {
        guard let type = type(of: event) else { return ContentViolation(unknownType(event.type)) }
        return type.violation(in: event, roles: party.roles).map(ContentViolation.init)
    }

    public func violation(in opening: Opening) -> ContentViolation? {
        violation(ofPartyClass: opening.party.partyClass, roles: opening.party.roles).map(ContentViolation.init)
    }
}

extension ContentViolation {
    init(_ violation: VocabularyViolation) {
        self.init(
            code: violation.code.rawValue, expected: "\(violation.path): \(violation.expected)",
            found: violation.found)
    }
}
