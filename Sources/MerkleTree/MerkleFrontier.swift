public import LedgerCrypto

/// The right edge of an RFC 6962 tree: enough to append a leaf and to name the root, in memory that does not
/// depend on the size.
public struct MerkleFrontier: Sendable {
    /// The largest tree has less than 2^40 leaves: a thousand billion, where a ledger has at most 2^31.
    private static let levelsMax = 40

    /// How many leaves the tree has.
    public private(set) var size = 0
    /// The roots of the perfect subtrees that make up the tree: of 2^n leaves at place n, where the size has the
    /// binary digit 1. What stands at the other places means nothing.
    private var byLevel = InlineArray<40, SHA256Digest>(repeating: .zero)

    public init() {}

    /// A tree as it was: nil unless there is one subtree for each binary digit 1 of the size.
    ///
    /// - Parameter subtrees: the roots of the perfect subtrees, the largest and leftmost first.
    public init?(size: Int, subtrees: [SHA256Digest]) {
        guard size >= 0, size < 1 << MerkleFrontier.levelsMax, subtrees.count == size.nonzeroBitCount else {
            return nil
        }
        self.size = size
        var rest = subtrees
        for level in 0..<MerkleFrontier.levelsMax where size >> level & 1 == 1 {
            if let subtree = rest.popLast() { byLevel[level] = subtree }
        }
    }

    /// The roots of the perfect subtrees that make up the tree, the largest and leftmost first.
    public var subtrees: [SHA256Digest] {
        (0..<MerkleFrontier.levelsMax).reversed().filter { size >> $0 & 1 == 1 }.map { byLevel[$0] }
    }

    /// Appends a leaf, given by its leaf hash (RFC 6962, section 2.1).
    public mutating func append(_ leaf: SHA256Digest, with hasher: inout SHA256) {
        var subtree = leaf
        var level = 0
        while size >> level & 1 == 1 {
            subtree = MerkleTree.node(byLevel[level], subtree, with: &hasher)
            level += 1
        }
        byLevel[level] = subtree
        size += 1
    }

    /// The Merkle tree hash of all leaves so far; of none it is the hash of no bytes.
    public func root(with hasher: inout SHA256) -> SHA256Digest {
        guard size > 0 else { return hasher.finish() }
        var level = size.trailingZeroBitCount
        var root = byLevel[level]
        while size >> (level + 1) != 0 {
            level += 1
            if size >> level & 1 == 1 { root = MerkleTree.node(byLevel[level], root, with: &hasher) }
        }
        return root
    }
}

/// The hashing of RFC 6962, section 2.1.
public enum MerkleTree {
    /// The hash of an inner node: SHA-256(0x01, left, right).
    public static func node(
        _ left: SHA256Digest, _ right: SHA256Digest, with hasher: inout SHA256
    ) -> SHA256Digest {
        hasher.update(0x01, left, right)
        return hasher.finish()
    }
}
