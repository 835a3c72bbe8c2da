public import LedgerFormat

/// `dispute.answered`: what a party says to a dispute.
public struct DisputeAnswer: StatementContent {
    public let subject: Subject?

    public init?(_ statement: StatementReader) { subject = statement.subject }
}

/// `dispute.settled`: how a dispute ended.
public struct DisputeSettlement: StatementContent {
    /// `upheld`, `rejected`, `both_stand` or `withdrawn`.
    public let outcome: String
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let outcome = statement.text("outcome") else { return nil }
        self.outcome = outcome
        subject = statement.subject
    }
}
