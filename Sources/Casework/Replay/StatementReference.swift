public import LedgerCrypto
public import LedgerFormat

/// The place of one statement: whose ledger, which entry, and the name that the event has everywhere.
///
/// Every line of a state names the statements that it rests on in this way, so that a reader can open them.
public struct StatementReference: Hashable, Sendable {
    /// The fingerprint of the ledger.
    public let ledger: SHA256Digest
    /// The position in that ledger, from 0.
    public let index: Int
    /// The event hash.
    public let event: SHA256Digest
    /// The party whose ledger it is.
    public let party: PartyID
}

extension StatementReference: Comparable {
    /// By party, then ledger, then position: an order that no caller's order of ledgers can change.
    public static func < (left: StatementReference, right: StatementReference) -> Bool {
        if left.party != right.party { return left.party < right.party }
        return left.ledger == right.ledger ? left.index < right.index : left.ledger < right.ledger
    }
}

/// How one statement refers to another (`refs`; format, rule 14).
public struct EventReference: Hashable, Sendable {
    /// The code of ``CodeList/rel``.
    public let rel: String
    /// The fingerprint of the ledger referred to: another's where the reference names one, otherwise the
    /// author's own.
    public let ledger: SHA256Digest
    /// The event hash.
    public let event: SHA256Digest
}

/// A ledger as its entry 0 describes it.
public struct ReplayedLedger: Hashable, Sendable {
    public let fingerprint: SHA256Digest
    public let origin: Origin
    public let party: Party
}
