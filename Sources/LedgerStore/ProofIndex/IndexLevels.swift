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
    private var tiles: [Int: [SHA256Digest]] = [:]
    /// So many tiles are kept in memory: a proof needs a few.
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
            guard tails[level].count == IndexLevels.tileWidth else { return }
            hash = IndexLevels.root(of: tails[level][...], with: &hasher)
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
        let first = position << height
        let tile = try tile(fileLevel, first / IndexLevels.tileWidth)
        let start = first % IndexLevels.tileWidth
        guard start + 1 << height <= tile.count else {
            throw .stale("level \(fileLevel) ends before hash \(first + 1 << height)")
        }
        return IndexLevels.root(of: tile[start..<start + 1 << height], with: &hasher)
    }

    /// The leaf hashes, one a record.
    var leafFile: IndexFile { files[0] }

    /// The leaf hashes of a range.
    func leaves(_ range: Range<Int>) throws(ProofIndexError) -> [SHA256Digest] { try files[0].hashes(range) }

    private func tile(_ level: Int, _ number: Int) throws(ProofIndexError) -> [SHA256Digest] {
        guard level < files.count else { throw .stale("level \(level) is missing") }
        let place = number * 8 + level
        if let tile = tiles[place] { return tile }
        let start = number * IndexLevels.tileWidth
        guard start < files[level].count else { throw .stale("level \(level) is too short") }
        let tile = try files[level].hashes(start..<min(start + IndexLevels.tileWidth, files[level].count))
        if tiles.count == IndexLevels.tilesMax { tiles = [:] }
        tiles[place] = tile
        return tile
    }

    /// The root over a power of two of hashes.
    private static func root(of hashes: ArraySlice<SHA256Digest>, with hasher: inout SHA256) -> SHA256Digest {
        var level = Array(hashes)
        while level.count > 1 {
            for place in 0..<level.count / 2 {
                level[place] = MerkleTree.node(level[2 * place], level[2 * place + 1], with: &hasher)
            }
            level.removeLast(level.count / 2)
        }
        return level.first ?? hasher.finish()
    }
}
