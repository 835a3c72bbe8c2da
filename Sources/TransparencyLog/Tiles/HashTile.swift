public import LedgerCrypto
internal import MerkleTree

/// A tile of hashes: up to 256 neighbours of one level of the tree, and through them the seven levels above
/// (C2SP tlog-tiles).
///
/// Nothing vouches for a tile by itself: what is computed from it is held against a signed root.
public struct HashTile: Hashable, Sendable {
    /// 1 to 256.
    public let hashes: [SHA256Digest]

    /// Nil unless there are 1 to 256.
    public init?(_ hashes: [SHA256Digest]) {
        guard (1...TilePath.fullWidth).contains(hashes.count) else { return nil }
        self.hashes = hashes
    }

    /// Reads a whole tile of that width.
    public init(_ bytes: [UInt8], width: Int) throws(LogTextError) {
        let size = SHA256Digest.byteCount
        guard (1...TilePath.fullWidth).contains(width), bytes.count == width * size else {
            throw LogTextError(
                .tileSize, "a tile of width \(width) has \(size) bytes for each hash; here are \(bytes.count)")
        }
        hashes = (0..<width).compactMap { SHA256Digest(bytes[$0 * size..<($0 + 1) * size]) }
    }

    public var width: Int { hashes.count }

    /// The tile as it is stored.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * SHA256Digest.byteCount)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The hash that stands so many levels above the tile's own; nil where the tile does not hold all that is
    /// under it.
    ///
    /// - Parameters:
    ///   - height: 0 to 8.
    ///   - position: from the left edge of the tile, in subtrees of that height.
    public func node(height: Int, position: Int, with hasher: inout SHA256) -> SHA256Digest? {
        guard (0...TilePath.height).contains(height), position >= 0, position < width >> height else {
            return nil
        }
        var nodes = Array(hashes[position << height..<(position + 1) << height])
        for _ in 0..<height {
            nodes = (0..<nodes.count / 2).map {
                MerkleTree.node(nodes[2 * $0], nodes[2 * $0 + 1], with: &hasher)
            }
        }
        return nodes.first
    }
}
