internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// Proofs of a few entries or heads of a ledger file, made in one pass and with memory for the proofs alone.
///
/// First the proofs are asked for with no tree behind them, which tells the nodes that they are made of; then
/// the file is read, and those nodes are kept; then the proofs are made of them.
struct StreamedTree: MerkleNodes {
    private struct Place: Hashable {
        let level: Int
        let position: Int
    }

    /// A node that was asked for and is not there.
    struct MissingNode: Error {}

    let leafCount: Int
    private let nodes: [Place: SHA256Digest]

    /// - Parameters:
    ///   - indexes: the entries of which proofs will be asked, in the tree of the first `size` entries.
    ///   - path: a ledger that was verified and has at least as many entries.
    init(proving indexes: [Int], inFirst size: Int, of path: String) throws {
        try self.init(inFirst: size, of: path) { wanted, hasher in
            for index in indexes { _ = try wanted.inclusionProof(index: index, size: size, with: &hasher) }
        }
    }

    /// For the proof that the first `size` entries go on from the first `oldSize`, and for both roots.
    init(provingFrom oldSize: Int, inFirst size: Int, of path: String) throws {
        try self.init(inFirst: size, of: path) { wanted, hasher in
            _ = try wanted.consistencyProof(from: oldSize, to: size, with: &hasher)
            for size in [oldSize, size] { _ = try wanted.root(size: size, with: &hasher) }
        }
    }

    /// - Parameter ask: asks for everything that will be wanted of the tree.
    private init(
        inFirst size: Int, of path: String, asking ask: (Wanted, inout SHA256) throws -> Void
    ) throws {
        var hasher = try SHA256()
        let wanted = Wanted(leafCount: size)
        try ask(wanted, &hasher)
        var nodes: [Place: SHA256Digest] = [:]
        // The roots of the perfect subtrees on the right edge, the largest first.
        var edge: [SHA256Digest] = []
        var lines = EntryLines(try LedgerFile(path))
        while lines.count < size, let line = try lines.next() {
            var place = Place(level: 0, position: lines.count - 1)
            var node = try Entry(line.buffer, in: line.range, hasher: &hasher).hash
            if wanted.places.contains(place) { nodes[place] = node }
            while place.position & 1 == 1, let left = edge.popLast() {
                node = MerkleTree.node(left, node, with: &hasher)
                place = Place(level: place.level + 1, position: place.position >> 1)
                if wanted.places.contains(place) { nodes[place] = node }
            }
            edge.append(node)
        }
        leafCount = size
        self.nodes = nodes
    }

    func node(level: Int, position: Int, with hasher: inout SHA256) throws(MissingNode) -> SHA256Digest {
        guard let node = nodes[Place(level: level, position: position)] else { throw MissingNode() }
        return node
    }

    /// No tree: notes which nodes would be needed.
    private final class Wanted: MerkleNodes {
        let leafCount: Int
        private(set) var places: Set<Place> = []

        init(leafCount: Int) { self.leafCount = leafCount }

        func node(level: Int, position: Int, with hasher: inout SHA256) throws(MissingNode) -> SHA256Digest {
            places.insert(Place(level: level, position: position))
            return hasher.finish()
        }
    }
}
