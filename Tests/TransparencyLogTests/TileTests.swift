import LedgerCrypto
import MerkleTree
import Testing

@testable import TransparencyLog

struct TileTests {
    @Test(
        "a tile has one path",
        arguments: [
            ("tile/0/000", .hashes(level: 0), 0, 256),
            ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
            ("tile/5/x123/x456/078.p/2", .hashes(level: 5), 123_456_078, 2),
            ("tile/63/001.p/255", .hashes(level: 63), 1, 255), ("tile/entries/000.p/3", .entries, 0, 3),
            ("tile/entries/x001/000", .entries, 1000, 256), ("tile/entries/999", .entries, 999, 256),
            ("tile/0/x009/x223/x372/x036/x854/x775/807", .hashes(level: 0), Int.max, 256),
        ] as [(String, TilePath.Content, Int, Int)])
    func paths(path: String, content: TilePath.Content, index: Int, width: Int) throws {
        let tile = try #require(TilePath(content, index: index, width: width))
        #expect(tile.description == path)
        #expect(try TilePath(path) == tile)
    }

    @Test(
        "what is no path of a tile is refused",
        arguments: [
            "", "tile", "tile/0", "tile/0/", "tile//000", "/tile/0/000", "tile/0/000/", "Tile/0/000",
            "tile/0/0",
            "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/000", "tile/0/x000/x001/000",
            "tile/3/123/456/078", "tile/3/5/123/456/078", "tile/3/5/x123/x456/078", "tile/0/x123/x456/x078",
            "tile/0/x123/456/078", "tile/0/X123/456", "tile/64/000", "tile/-1/000", "tile/00/000",
            "tile/01/000",
            "tile/+1/000", "tile/data/000", "tile/entry/000", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0",
            "tile/0/000.p/256", "tile/0/000.p/001", "tile/0/000.p/-1", "tile/0/000.p/1/2", "tile/0/000/p/1",
            "tile/0/x001.p/2/003", "tile/0/.p/2", "tile/0/..", "tile/0/../000", "tile/0/0 0", "tile/0/00a",
            "tile/0/000\n", "tile/0/٠٠٠", "tile/0/x009/x223/x372/x036/x854/x775/808",
            "tile/0/x099/x999/x999/x999/x999/x999/x999/x999/x999/999",
        ])
    func refusedPath(path: String) {
        #expect(refusal { () throws(LogTextError) in try TilePath(path) } == .tilePath)
    }

    @Test("no path has a width or a level that tiles do not have")
    func ranges() {
        #expect(TilePath(.entries, index: 0, width: 0) == nil)
        #expect(TilePath(.entries, index: 0, width: 257) == nil)
        #expect(TilePath(.entries, index: -1) == nil)
        #expect(TilePath(.hashes(level: 64), index: 0) == nil)
        #expect(TilePath(.hashes(level: -1), index: 0) == nil)
    }

    @Test(
        "a tree of a size has so many tiles at a level",
        arguments: [
            (70_000, 0, 273, 112), (70_000, 1, 1, 17), (70_000, 2, 0, 1), (70_000, 3, 0, 0), (256, 0, 1, 0),
            (256, 1, 0, 1), (256, 2, 0, 0), (255, 0, 0, 255), (0, 0, 0, 0), (1, 0, 0, 1), (Int.max, 7, 0, 127),
            (Int.max, 8, 0, 0), (Int.max, 63, 0, 0),
        ])
    func counts(size: Int, level: Int, full: Int, partial: Int) {
        let count = TilePath.count(level: level, treeSize: size)
        #expect(count.full == full)
        #expect(count.partialWidth == partial)
    }

    // MARK: Hashes

    private static func leaves(_ count: Int) throws -> [SHA256Digest] {
        var hasher = try SHA256()
        return (0..<count).map { TestLog.leaf([UInt8($0 >> 8), UInt8($0 & 0xFF)], &hasher) }
    }

    @Test("a tile is read as it was written, and holds every perfect subtree that is wholly in it")
    func nodes() throws {
        var hasher = try SHA256()
        for width in [1, 2, 3, 112, 255, 256] {
            let tree = MerkleLeaves(try Self.leaves(width))
            let tile = try HashTile(try #require(HashTile(tree.leaves)).bytes, width: width)
            #expect(tile.hashes == tree.leaves)
            for height in 0...8 {
                for position in 0..<width >> height {
                    #expect(
                        tile.node(height: height, position: position, with: &hasher)
                            == tree.node(level: height, position: position, with: &hasher))
                }
                #expect(tile.node(height: height, position: width >> height, with: &hasher) == nil)
            }
        }
    }

    @Test("the tile of the next level has the roots of full tiles, and gives the root of the tree")
    func levels() throws {
        var hasher = try SHA256()
        let tree = MerkleLeaves(try Self.leaves(768))
        let roots = (0..<3).compactMap { number in
            HashTile(Array(tree.leaves[number * 256..<(number + 1) * 256]))?.node(
                height: 8, position: 0, with: &hasher)
        }
        let above = try #require(HashTile(roots))
        let left = try #require(above.node(height: 1, position: 0, with: &hasher))
        #expect(MerkleTree.node(left, roots[2], with: &hasher) == tree.root(size: 768, with: &hasher))
    }

    @Test("a tile has exactly 32 bytes for each hash")
    func tileSizes() throws {
        let bytes = try #require(HashTile(Self.leaves(3))).bytes
        #expect(bytes.count == 96)
        for (bytes, width) in [
            (bytes, 2), (bytes, 4), (bytes, 0), (bytes, -1), (bytes.dropLast(), 3), ([], 0), ([], 1),
        ] {
            #expect(
                refusal { () throws(LogTextError) in try HashTile(Array(bytes), width: width) } == .tileSize)
        }
        let tooMany = Array(repeating: UInt8(0), count: 257 * 32)
        #expect(refusal { () throws(LogTextError) in try HashTile(tooMany, width: 257) } == .tileSize)
        #expect(HashTile([]) == nil)
        var hasher = try SHA256()
        let tile = try HashTile(bytes, width: 3)
        #expect(tile.node(height: 9, position: 0, with: &hasher) == nil)
        #expect(tile.node(height: -1, position: 0, with: &hasher) == nil)
        #expect(tile.node(height: 0, position: -1, with: &hasher) == nil)
    }

    @Test("no tile with one changed bit gives the same root")
    func tileBits() throws {
        var hasher = try SHA256()
        let tile = try #require(HashTile(Self.leaves(8)))
        let root = try #require(tile.node(height: 3, position: 0, with: &hasher))
        for flip in tile.bytes.flips {
            #expect(try HashTile(flip, width: 8).node(height: 3, position: 0, with: &hasher) != root)
        }
    }

    // MARK: Entries

    private static let bundle = Vectors.bytes(hex: "00036f6e65000374776f00057468726565")

    @Test("the published bundle is read and written")
    func bundle() throws {
        let bundle = try EntryBundle(Self.bundle, width: 3)
        #expect(bundle.entries == ["one".bytes, "two".bytes, "three".bytes])
        #expect(bundle.bytes == Self.bundle)
    }

    @Test("a bundle has exactly its entries: none missing, none cut, nothing after them")
    func refusedBundles() {
        let bundle = Self.bundle
        let cases: [([UInt8], Int)] = [
            (bundle, 2), (bundle, 4), (bundle, 0), (bundle, 257), (bundle, -1), (bundle.dropLast(), 3),
            (bundle + [0], 3), (bundle + [0], 4), ([], 1), ([0], 1), ([0, 1], 1), ([0xFF, 0xFF, 1], 1),
        ]
        for (bytes, width) in cases {
            #expect(refusal { () throws(LogTextError) in try EntryBundle(bytes, width: width) } == .bundle)
        }
        #expect(EntryBundle([]) == nil)
        #expect(EntryBundle([Array(repeating: 0, count: 65_536)]) == nil)
        #expect(EntryBundle(Array(repeating: [], count: 257)) == nil)
    }

    @Test("entries may be empty, and as long as 16 bits can say")
    func lengths() throws {
        let bundle = try #require(EntryBundle([[], Array(repeating: 7, count: 65_535)]))
        #expect(try EntryBundle(bundle.bytes, width: 2) == bundle)
        #expect(try EntryBundle([0, 0], width: 1).entries == [[]])
    }

    @Test("no bundle with one changed bit has the same tree")
    func bundleBits() throws {
        var hasher = try SHA256()
        let root = Self.root(try EntryBundle(Self.bundle, width: 3), &hasher)
        for flip in Self.bundle.flips {
            guard let read = try? EntryBundle(flip, width: 3) else { continue }
            #expect(Self.root(read, &hasher) != root)
        }
    }

    private static func root(_ bundle: EntryBundle, _ hasher: inout SHA256) -> SHA256Digest {
        MerkleLeaves(bundle.entries.map { TestLog.leaf($0, &hasher) })
            .root(size: bundle.entries.count, with: &hasher)
    }
}
