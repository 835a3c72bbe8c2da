public import LedgerCrypto
internal import LedgerFormat
public import MerkleTree
public import TransparencyLog

/// What a proof file says: JSON Lines, each of canonical JSON, that anybody checks offline with a trust anchor
/// (`docs/proofs.md`).
///
/// A value of this type has the form of one; what it proves, ``ProofCheck`` says.
public enum ProofFile: Sendable {
    /// That the entries stand in the ledger.
    case events(SignedTree)
    /// That the head goes on from an earlier one; of the entries all are shown for the roster alone.
    case consistency(HeadExtension, SignedTree)
    /// That one key signed two histories: other entries stand at one index.
    case equivocation(index: Int, HistoryBranch, HistoryBranch)

    public var kind: ProofKind {
        switch self {
        case .events: .events
        case .consistency: .consistency
        case .equivocation: .equivocation
        }
    }

    /// The version of the file's form that is written and read.
    public static let version = 1
    /// The longest file that is read, in bytes.
    public static let bytesMax = 64 << 20
    /// The most lines of a file.
    public static let linesMax = 8_192
    /// The longest line, its line feed counted: a ledger's line, and around it a path of at most 31 hashes, or
    /// a checkpoint of this many bytes.
    public static let lineBytesMax = Limits.lineBytesMax + 4_096

    /// Whether the bytes begin as a proof file does.
    public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("{\"proof\":{".utf8)) }
}

/// That a tree goes on from an earlier head.
public struct HeadExtension: Sendable {
    public let old: Head
    public let proof: ConsistencyProof
    /// Who signed the earlier head, where that is to be shown too.
    public let oldCheckpoint: SignedCheckpoint?

    /// - Throws: ``ProofError`` where the parts are not about one head.
    public init(
        from old: Head, by proof: ConsistencyProof, oldCheckpoint: SignedCheckpoint? = nil
    ) throws(ProofError) {
        guard proof.oldSize == old.size else {
            throw ProofError("the path goes on from \(proof.oldSize) entries, not from \(old.size)")
        }
        if let signed = oldCheckpoint?.checkpoint.head, signed != old {
            throw ProofError("the old checkpoint signs \(signed), not \(old)")
        }
        (self.old, self.proof, self.oldCheckpoint) = (old, proof, oldCheckpoint)
    }
}

/// One of two histories: the entry at the index where they part, in the tree of a signed head.
public struct HistoryBranch: Sendable {
    /// The event hash of the entry at the index; what it says is not shown.
    public let hash: SHA256Digest
    /// Its place in the tree; nil where the entry is the very one that signs the head.
    public let inclusion: InclusionProof?
    public let tree: SignedTree

    /// - Parameter inclusion: nil where the signed entry that stands for the head is the entry itself.
    /// - Throws: ``ProofError`` where the parts do not belong together.
    public init(
        _ hash: SHA256Digest, at inclusion: InclusionProof?, in tree: SignedTree
    ) throws(ProofError) {
        if let inclusion {
            guard inclusion.size == tree.head.size else {
                throw ProofError(
                    "the path belongs to a tree of \(inclusion.size) entries, not of \(tree.head.size)")
            }
        } else {
            guard tree.headEvent?.hash == hash else {
                throw ProofError("without a path the entry that parts must be the one that signs the head")
            }
        }
        (self.hash, self.inclusion, self.tree) = (hash, inclusion, tree)
    }

    /// Where the histories part.
    var index: Int { inclusion?.index ?? tree.head.size }
}
