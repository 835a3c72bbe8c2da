public import LedgerFormat

/// What the events of a vocabulary may say. The verifier asks; it knows nothing of letters and children itself.
public protocol ContentRules: Sendable {
    /// What tells these rules from others: what conforms to one of the same identifier conforms to all.
    var identifier: String { get }
    /// Whether events of that version of the vocabulary can be judged.
    func knows(vocabularyVersion: Int) -> Bool
    /// The first thing in the event that the vocabulary does not allow; nil where it conforms.
    func violation(in event: Event, statedBy party: Party) -> ContentViolation?
    /// The first thing in entry 0 whose code the vocabulary does not know: a class, a role.
    func violation(in opening: Opening) -> ContentViolation?
}

/// What the vocabulary refuses.
public struct ContentViolation: Error, Sendable {
    /// A stable code that begins with `content-`.
    public let code: String
    public let expected: String
    public let found: String

    public init(code: String, expected: String, found: String) {
        self.code = code
        self.expected = expected
        self.found = found
    }
}
