internal import LedgerCrypto

/// That a statement about a case runs against a guard of ``CaseTransition/table``, as far as the statements
/// at hand make that certain.
public struct Irregularity: Hashable, Sendable {
    public let code: IrregularityCode
    /// The statement that is irregular.
    public let statement: StatementReference
    /// What no statement at hand says, where something is missing.
    public let missing: [MissingStep]
    /// The statements that it runs against, where there are any.
    public let against: [StatementReference]
    /// Whether a statement that it touches says itself that it is irregular in this way (`despite`).
    public let isAcknowledged: Bool

    /// What is irregular, in plain words.
    public var sentence: String {
        if missing.isEmpty { return code.label }
        return "\(code.label); no statement at hand says: \(missing.map(\.phrase).joined(separator: ", "))"
    }
}

extension Irregularity: Comparable {
    /// By statement, then code.
    public static func < (left: Irregularity, right: Irregularity) -> Bool {
        left.statement == right.statement ? left.code < right.code : left.statement < right.statement
    }
}
