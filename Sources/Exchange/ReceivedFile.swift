public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// What came of one file that was received.
public struct ReceivedFile: Sendable {
    public enum Kind: String, Sendable {
        case ledger, part, disclosure, checkpoint
    }

    /// What is now held of the ledger.
    public enum HeldCopy: Hashable, Sendable {
        /// What came took the place of what was held.
        case replaced
        /// The copy held is byte for byte what it was.
        case unchanged
        /// Nothing is held.
        case none
    }

    public let kind: Kind
    public let party: PartyID
    public let origin: Origin
    public let fingerprint: SHA256Digest
    /// The head of what came: of a part, of the whole ledger that it completes.
    public let head: Head
    /// How it compares with the copy that was held.
    public let comparison: CopyComparison
    public let verdict: Verdict
    /// Which anchor of the folder it rests on.
    public let anchor: AnchorMatch
    /// A head seen before that the file contradicts.
    public internal(set) var contradicted: SeenHead?
    /// The largest head that was seen, where the file ends before it.
    public internal(set) var endsBefore: SeenHead?
    /// Where the file is kept as evidence, in the folder.
    public internal(set) var keptAside: String?
    public internal(set) var held = HeldCopy.unchanged
    /// The path of the copy held.
    public let heldPath: String
    /// What the file does not show.
    public internal(set) var withheld = IndexRanges()
    /// What the copy that is held now does not show.
    public internal(set) var withheldInHeld = IndexRanges()
    /// How many entries the copy held goes on showing although the file withholds them.
    public internal(set) var keptCount = 0
    /// How many entries the copy held shows from now on.
    public internal(set) var shownCount = 0
    /// How many entries the copy held withholds from now on.
    public internal(set) var adoptedCount = 0
    /// How many heads of other histories were seen of this ledger, now and earlier.
    public internal(set) var forkedHeads = 0

    /// The result in one word and number: a file that ends before a head ever seen is behind.
    public var result: CopyComparison {
        guard !comparison.isForked, let endsBefore, kind != .checkpoint else { return comparison }
        return .behind(by: endsBefore.head.size - head.size)
    }

    /// 0 as asked; 1 where the file contradicts or ends before what was seen; 3 where what it says breaks the
    /// vocabulary.
    public var exitCode: Int32 {
        switch result {
        case .forked, .forkedBelow: 1
        case .behind where kind != .checkpoint: 1
        case .new, .same, .ahead, .behind: verdict.exitCode
        }
    }
}
