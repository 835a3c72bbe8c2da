/// Where a tile of a log stands, as a path (C2SP tlog-tiles, version 0.1.0): `tile/<level>/<index>[.p/<width>]`
/// for hashes, `tile/entries/<index>[.p/<width>]` for entries.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
    /// How many hashes or entries a full tile has.
    public static let fullWidth = 256
    /// How many levels of the tree one level of tiles spans.
    public static let height = 8
    private static let levelMax = 63

    public enum Content: Hashable, Sendable {
        /// Hashes of the tree at the height of 8 times this level.
        case hashes(level: Int)
        case entries
    }

    public let content: Content
    /// From 0, among the tiles of its content.
    public let index: Int
    /// 256 for a full tile; 1 to 255 for one at the right edge of the tree.
    public let width: Int

    /// Nil where a number is out of its range.
    public init?(_ content: Content, index: Int, width: Int = TilePath.fullWidth) {
        if case .hashes(let level) = content, !(0...TilePath.levelMax).contains(level) { return nil }
        guard index >= 0, (1...TilePath.fullWidth).contains(width) else { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Reads a path in its one spelling.
    public init(_ path: String) throws(LogTextError) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].elementsEqual("tile".utf8), parts.count <= 12 else {
            throw TilePath.refusal("expected tile/LEVEL/INDEX")
        }
        let content: Content
        if parts[1].elementsEqual("entries".utf8) {
            content = .entries
        } else if let level = CanonicalDecimal.read(parts[1]) {
            content = .hashes(level: level)
        } else {
            throw TilePath.refusal("the level is no number without leading zeros")
        }
        var digits: [UInt8] = []
        var (rest, width) = (Array(parts[2...]), TilePath.fullWidth)
        if rest.count >= 2, rest[rest.count - 2].suffix(2).elementsEqual(".p".utf8) {
            guard let partial = CanonicalDecimal.read(rest.removeLast()), partial < TilePath.fullWidth else {
                throw TilePath.refusal("the width of a partial tile is a number from 1 to 255")
            }
            width = partial
            rest.append(rest.removeLast().dropLast(2))
        }
        for (place, group) in rest.enumerated() {
            let isLast = place == rest.count - 1
            guard isLast || group.first == UInt8(ascii: "x") else {
                throw TilePath.refusal("a group of the index that is not the last begins with x")
            }
            digits += isLast ? group : group.dropFirst()
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard let index = CanonicalDecimal.read(significant.isEmpty ? [UInt8(ascii: "0")] : significant),
            let read = TilePath(content, index: index, width: width), read.description == path
        else {
            throw TilePath.refusal(
                "expected groups of three digits, as in x001/x234/067, without needless ones")
        }
        self = read
    }

    public var description: String {
        let name =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        var groups = ""
        var rest = index
        repeat {
            let group = rest % 1000
            let digits = String(repeating: "0", count: group < 10 ? 2 : group < 100 ? 1 : 0) + "\(group)"
            groups = groups.isEmpty ? digits : "x\(digits)/\(groups)"
            rest /= 1000
        } while rest > 0
        return "tile/\(name)/\(groups)" + (width == TilePath.fullWidth ? "" : ".p/\(width)")
    }

    private static func refusal(_ explanation: String) -> LogTextError {
        LogTextError(.tilePath, explanation)
    }

    /// How many full tiles a tree of that size has at a level, and how wide the partial one beside them is; 0
    /// where there is none, since empty tiles do not exist.
    public static func count(level: Int, treeSize: Int) -> (full: Int, partialWidth: Int) {
        let shift = height * level
        let hashes = shift < Int.bitWidth ? treeSize >> shift : 0
        return (hashes / fullWidth, hashes % fullWidth)
    }
}
