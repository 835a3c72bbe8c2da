public import LedgerCrypto

/// Where the hashes of a tree's perfect subtrees come from: an array in memory, or an index on the disk.
public protocol MerkleNodes: ~Copyable {
    associatedtype Failure: Error

    /// How many leaves there are.
    var leafCount: Int { get }

    /// The hash of the perfect subtree of 2^`level` leaves that begins at leaf `position` · 2^`level`; it lies
    /// wholly among the leaves.
    func node(level: Int, position: Int, with hasher: inout SHA256) throws(Failure) -> SHA256Digest
}

extension MerkleNodes where Self: ~Copyable {
    /// The root over the first `size` leaves.
    public func root(size: Int, with hasher: inout SHA256) throws(Failure) -> SHA256Digest {
        size == 0 ? hasher.finish() : try subtree(0..<size, with: &hasher)
    }

    /// The proof that the leaf at `index` stands in the tree of the first `size` leaves; nil where it does not
    /// lie in it, or the tree is larger than what is here.
    public func inclusionProof(
        index: Int, size: Int, with hasher: inout SHA256
    ) throws(Failure) -> InclusionProof? {
        guard index >= 0, index < size, size <= leafCount else { return nil }
        var path: [SHA256Digest] = []
        var range = 0..<size
        while range.count > 1 {
            let split = range.lowerBound + largestPowerOfTwo(below: range.count)
            let (left, right) = (range.lowerBound..<split, split..<range.upperBound)
            path.append(try subtree(index < split ? right : left, with: &hasher))
            range = index < split ? left : right
        }
        return InclusionProof(index: index, size: size, path: path.reversed())
    }

    /// The proof that the tree of the first `newSize` leaves goes on from that of the first `oldSize`; nil
    /// where the sizes are not in order, or the tree is larger than what is here.
    public func consistencyProof(
        from oldSize: Int, to newSize: Int, with hasher: inout SHA256
    ) throws(Failure) -> ConsistencyProof? {
        guard oldSize >= 1, oldSize <= newSize, newSize <= leafCount else { return nil }
        var path: [SHA256Digest] = []
        var range = 0..<newSize
        while range.upperBound != oldSize {
            let split = range.lowerBound + largestPowerOfTwo(below: range.count)
            let (left, right) = (range.lowerBound..<split, split..<range.upperBound)
            path.append(try subtree(oldSize <= split ? right : left, with: &hasher))
            range = oldSize <= split ? left : right
        }
        // Where the old tree is itself a subtree of the new one, its hash is the old root, which is known.
        if range.lowerBound > 0 { path.append(try subtree(range, with: &hasher)) }
        return ConsistencyProof(from: oldSize, to: newSize, path: path.reversed())
    }

    /// The hash over a range of leaves that begins at a multiple of a power of two not smaller than its count.
    private func subtree(_ range: Range<Int>, with hasher: inout SHA256) throws(Failure) -> SHA256Digest {
        let level = range.count.trailingZeroBitCount
        if range.count == 1 << level {
            return try node(level: level, position: range.lowerBound >> level, with: &hasher)
        }
        let split = range.lowerBound + largestPowerOfTwo(below: range.count)
        let left = try subtree(range.lowerBound..<split, with: &hasher)
        let right = try subtree(split..<range.upperBound, with: &hasher)
        return MerkleTree.node(left, right, with: &hasher)
    }
}

/// The largest power of two that is smaller than `count`, which is at least 2.
private func largestPowerOfTwo(below count: Int) -> Int { 1 << (bitLength(count - 1) - 1) }

/// The leaves of a tree in memory: for small trees, and to hold larger ones' proofs against.
public struct MerkleLeaves: MerkleNodes, Sendable {
    public let leaves: [SHA256Digest]

    public init(_ leaves: [SHA256Digest]) { self.leaves = leaves }

    public var leafCount: Int { leaves.count }

    public func node(level: Int, position: Int, with hasher: inout SHA256) throws(Never) -> SHA256Digest {
        if level == 0 { return leaves[position] }
        let left = node(level: level - 1, position: 2 * position, with: &hasher)
        let right = node(level: level - 1, position: 2 * position + 1, with: &hasher)
        return MerkleTree.node(left, right, with: &hasher)
    }
}
