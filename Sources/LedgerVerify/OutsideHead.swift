public import LedgerFormat
public import MerkleTree

/// A head that somebody outside the ledger's party saw: a quorum of witnesses, or a timestamping authority.
///
/// Whoever makes such a value has verified the cosignatures or the token; the verifier asks only whether the
/// head is one of this file, and what it covers.
public struct OutsideHead: Hashable, Sendable {
    public let head: Head
    /// When it had been seen at the latest: the last cosignature that the quorum needs, or the token's time.
    public let time: Timestamp
    /// By whom: the names of the witnesses, or of the authority.
    public let witness: String

    public init(_ head: Head, at time: Timestamp, by witness: String) {
        self.head = head
        self.time = time
        self.witness = witness
    }
}

/// What a verification made of a head that was seen outside.
public struct CountedHead: Hashable, Sendable {
    public enum Standing: Hashable, Sendable {
        /// The file holds the entries that the head covers: they were there when it was seen.
        case holds
        /// The file ends before it.
        case beyondEnd
        /// The file holds other entries: there are two histories.
        case forked
        /// The damage that was found leaves nothing to compare.
        case undetermined
    }

    public let outside: OutsideHead
    public let standing: Standing
    /// The words that a key is compromised against which the head does not count, ascending: they come after
    /// all that it covers, yet are dated before it was seen. When they were recorded is the party's own word.
    public let notCountedAgainst: [Int]
}
