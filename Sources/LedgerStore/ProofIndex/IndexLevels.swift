internal import LedgerCrypto
internal import MerkleTree

/// The tree of a ledger on the disk: one file for every eighth level, as in C2SP tiles, where 256 hashes in a
/// row are one tile whose root stands in the file of the next level.
final class IndexLevels {
    static let tileHeight = 8
    static let tileWidth = 1 << tileHeight

    private let folder: String
    private var files: [IndexFile] = []
    /// The hashes after the last full tile of each level.
    private var tails: [[SHA256Digest]] = []
    private var tiles: [Int: Tile] = [:]
    /// So many tiles are kept in memory: a proof needs a few, and the next proof mostly the same.
    private static let tilesMax = 256

    init(_ folder: String, leafCount: Int) throws(ProofIndexError) {
        self.folder = folder
        var count = leafCount
        repeat {
            let file = try open(files.count)
            guard file.count >= count else { throw .stale("level \(files.count) is too short") }
            try ProofIndexError.filing { () throws(FileFailure) in try file.cut(to: count) }
            tails.append(try file.hashes(count / IndexLevels.tileWidth * IndexLevels.tileWidth..<count))
            files.append(file)
            count /= IndexLevels.tileWidth
        } while count > 0
    }

    private func open(_ level: Int) throws(ProofIndexError) -> IndexFile {
        try ProofIndexError.filing { () throws(FileFailure) in try IndexFile("\(folder)/level-\(level)") }
    }

    // MARK: Growing

    func append(_ leaf: SHA256Digest, with hasher: inout SHA256) throws(ProofIndexError) {
        var (hash, level) = (leaf, 0)
        while true {
            if level == files.count {
                let file = try open(level)
                try ProofIndexError.filing { () throws(FileFailure) in try file.cut(to: 0) }
                files.append(file)
                tails.append([])
            }
            let file = files[level]
            let added = hash
            try ProofIndexError.filing { () throws(FileFailure) in try file.append { added.append(to: &$0) } }
            tails[level].append(hash)
            guard tails[level].count == IndexLevels.tileWidth,
                let root = Tile(tails[level], with: &hasher).node(height: IndexLevels.tileHeight, 0)
            else { return }
            hash = root
            tails[level] = []
            level += 1
        }
    }

    func flush() throws(ProofIndexError) {
        // The last tile of each level may be longer by now.
        tiles = [:]
        for file in files {
            try ProofIndexError.filing { () throws(FileFailure) in try file.flush() }
        }
    }

    // MARK: Reading

    /// The hash of the perfect subtree of 2^`level` leaves at a position.
    func node(level: Int, position: Int, with hasher: inout SHA256) throws(ProofIndexError) -> SHA256Digest {
        let (fileLevel, height) = level.quotientAndRemainder(dividingBy: IndexLevels.tileHeight)
        let (number, place) = position.quotientAndRemainder(dividingBy: IndexLevels.tileWidth >> height)
        guard let node = try tile(fileLevel, number, with: &hasher).node(height: height, place) else {
            throw .stale("level \(fileLevel) ends before hash \((position + 1) << height)")
        }
        return node
    }

    /// The leaf hashes, one a record.
    var leafFile: IndexFile { files[0] }

    /// The leaf hashes of a range.
    func leaves(_ range: Range<Int>) throws(ProofIndexError) -> [SHA256Digest] { try files[0].hashes(range) }

    private func tile(
        _ level: Int, _ number: Int, with hasher: inout SHA256
    ) throws(ProofIndexError) -> Tile {
        guard level < files.count else { throw .stale("level \(level) is missing") }
        let place = number * 8 + level
        if let tile = tiles[place] { return tile }
        let start = number * IndexLevels.tileWidth
        guard start < files[level].count else { throw .stale("level \(level) is too short") }
        let hashes = try files[level].hashes(start..<min(start + IndexLevels.tileWidth, files[level].count))
        let tile = Tile(hashes, with: &hasher)
        if tiles.count == IndexLevels.tilesMax { tiles = [:] }
        tiles[place] = tile
        return tile
    }
}

/// Up to 256 hashes in a row with the roots of the perfect subtrees over them, which are made once: the proof of one
/// hash needs nearly as many as the proofs of all.
private struct Tile {
    /// The hashes themselves, then the roots over two of them each, over four, and so on.
    private let heights: [[SHA256Digest]]

    init(_ hashes: [SHA256Digest], with hasher: inout SHA256) {
        var heights = [hashes]
        while let below = heights.last, below.count > 1 {
            var roots: [SHA256Digest] = []
            for left in stride(from: 0, to: below.count - 1, by: 2) {
                roots.append(MerkleTree.node(below[left], below[left + 1], with: &hasher))
            }
            heights.append(roots)
        }
        self.heights = heights
    }

    /// The root over 2^`height` hashes, of which others come before; nil where not so many are here.
    func node(height: Int, _ place: Int) -> SHA256Digest? {
        heights.indices.contains(height) && heights[height].indices.contains(place)
            ? heights[height][place] : nil
    }
}
