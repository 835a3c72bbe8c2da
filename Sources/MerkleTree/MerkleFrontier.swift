public import LedgerCrypto

/// The right edge of an RFC 6962 tree: enough to append a leaf and to name the root, in memory that grows
/// with the logarithm of the size.
public struct MerkleFrontier: Sendable {
    /// How many leaves the tree has.
    public private(set) var size = 0
    /// The roots of the perfect subtrees that make up the tree, the largest and leftmost first.
    public private(set) var subtrees: [SHA256Digest] = []

    public init() {}

    /// A tree as it was: nil unless there is one subtree for each binary digit 1 of the size.
    public init?(size: Int, subtrees: [SHA256Digest]) {
        guard size >= 0, subtrees.count == size.nonzeroBitCount else { return nil }
        (self.size, self.subtrees) = (size, subtrees)
    }

    /// Appends a leaf, given by its leaf hash (RFC 6962, section 2.1).
    public mutating func append(_ leaf: SHA256Digest, with hasher: inout SHA256) {
        var subtree = leaf
        var complete = size
        while complete & 1 == 1, let left = subtrees.popLast() {
            subtree = MerkleTree.node(left, subtree, with: &hasher)
            complete >>= 1
        }
        subtrees.append(subtree)
        size += 1
    }

    /// The Merkle tree hash of all leaves so far; of none it is the hash of no bytes.
    public func root(with hasher: inout SHA256) -> SHA256Digest {
        guard var root = subtrees.last else { return hasher.finish() }
        for left in subtrees.dropLast().reversed() { root = MerkleTree.node(left, root, with: &hasher) }
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
