public import LedgerCrypto

/// That a tree goes on from an earlier one: nothing in it was changed or removed (RFC 6962, section 2.1.2).
///
/// A value of this type has a path of the one length that its sizes ask for; whether it holds, the hashes
/// decide.
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the earlier tree has; at least 1, since with the empty tree every tree is consistent.
    public let oldSize: Int
    /// How many leaves the later tree has.
    public let newSize: Int
    /// Empty where both trees are the same.
    public let path: [SHA256Digest]

    /// Nil unless the sizes are in order and the path has exactly ``pathLength(from:to:)`` hashes.
    public init?(from oldSize: Int, to newSize: Int, path: [SHA256Digest]) {
        guard ConsistencyProof.pathLength(from: oldSize, to: newSize) == path.count else { return nil }
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// How many hashes the proof has; nil where the sizes are not in order.
    public static func pathLength(from oldSize: Int, to newSize: Int) -> Int? {
        guard oldSize >= 1, oldSize <= newSize else { return nil }
        if oldSize == newSize { return 0 }
        let level = oldSize.trailingZeroBitCount
        let (position, last) = ((oldSize - 1) >> level, (newSize - 1) >> level)
        let shared = bitLength(position ^ last)
        return shared + (position >> shared).nonzeroBitCount + (position > 0 ? 1 : 0)
    }

    /// Whether the tree of the one head goes on from that of the other (RFC 9162, section 2.1.4.2).
    public func holds(from old: Head, to new: Head, with hasher: inout SHA256) -> Bool {
        guard old.size == oldSize, new.size == newSize else { return false }
        if oldSize == newSize { return old.root == new.root }
        var (position, last) = (oldSize - 1, newSize - 1)
        while position & 1 == 1 { (position, last) = (position >> 1, last >> 1) }
        var hashes = path[...]
        // A power of two leaves is one perfect subtree, whose hash the path leaves out: it is the old root.
        guard let seed = position == 0 ? old.root : hashes.popFirst() else { return false }
        var (oldRoot, newRoot) = (seed, seed)
        for hash in hashes {
            if position & 1 == 1 || position == last {
                oldRoot = MerkleTree.node(hash, oldRoot, with: &hasher)
                newRoot = MerkleTree.node(hash, newRoot, with: &hasher)
                while position & 1 == 0 && position != 0 { (position, last) = (position >> 1, last >> 1) }
            } else {
                newRoot = MerkleTree.node(newRoot, hash, with: &hasher)
            }
            (position, last) = (position >> 1, last >> 1)
        }
        return last == 0 && oldRoot == old.root && newRoot == new.root
    }
}
