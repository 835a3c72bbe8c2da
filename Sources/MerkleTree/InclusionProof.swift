public import LedgerCrypto

/// That one leaf stands at one index of a tree (RFC 6962, section 2.1.1).
///
/// A value of this type has a path of the one length that its index and size ask for; whether it holds, the
/// hashes decide.
public struct InclusionProof: Hashable, Sendable {
    /// The position of the leaf, from 0.
    public let index: Int
    /// How many leaves the tree has.
    public let size: Int
    /// The hashes beside the way from the leaf to the root, the leaf's sibling first.
    public let path: [SHA256Digest]

    /// Nil unless the index lies in the tree and the path has exactly ``pathLength(index:size:)`` hashes.
    public init?(index: Int, size: Int, path: [SHA256Digest]) {
        guard InclusionProof.pathLength(index: index, size: size) == path.count else { return nil }
        self.index = index
        self.size = size
        self.path = path
    }

    /// How many hashes the proof has; nil where the index does not lie in the tree.
    public static func pathLength(index: Int, size: Int) -> Int? {
        guard index >= 0, index < size else { return nil }
        // Below the place where the ways to this leaf and to the last one part, every level has a sibling;
        // above it only those to the left are there.
        let shared = bitLength(index ^ (size - 1))
        return shared + (index >> shared).nonzeroBitCount
    }

    /// The root of the tree in which `leaf`, a leaf hash, has this path (RFC 9162, section 2.1.3.2).
    public func root(of leaf: SHA256Digest, with hasher: inout SHA256) -> SHA256Digest {
        var (position, last) = (index, size - 1)
        var root = leaf
        for sibling in path {
            if position & 1 == 1 || position == last {
                root = MerkleTree.node(sibling, root, with: &hasher)
                while position & 1 == 0 && position != 0 { (position, last) = (position >> 1, last >> 1) }
            } else {
                root = MerkleTree.node(root, sibling, with: &hasher)
            }
            (position, last) = (position >> 1, last >> 1)
        }
        return root
    }

    /// Whether the leaf stands at the index of the tree that has this head.
    public func holds(leaf: SHA256Digest, in head: Head, with hasher: inout SHA256) -> Bool {
        size == head.size && root(of: leaf, with: &hasher) == head.root
    }
}

/// How many bits a number that is not negative has.
func bitLength(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }
