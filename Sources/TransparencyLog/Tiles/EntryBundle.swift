/// A tile of entries: each with its length before it, in 16 bits (C2SP tlog-tiles).
public struct EntryBundle: Hashable, Sendable {
    /// The longest entry, in bytes.
    public static let entryBytesMax = 65_535

    /// 1 to 256.
    public let entries: [[UInt8]]

    /// Nil unless there are 1 to 256, each of at most 65,535 bytes.
    public init?(_ entries: [[UInt8]]) {
        guard (1...TilePath.fullWidth).contains(entries.count),
            entries.allSatisfy({ $0.count <= EntryBundle.entryBytesMax })
        else { return nil }
        self.entries = entries
    }

    /// Reads a whole bundle of that width.
    public init(_ bytes: [UInt8], width: Int) throws(LogTextError) {
        guard (1...TilePath.fullWidth).contains(width) else {
            throw LogTextError(.bundle, "a bundle holds 1 to \(TilePath.fullWidth) entries, not \(width)")
        }
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        for index in 0..<width {
            guard rest.count >= 2 else {
                throw LogTextError(.bundle, "the bundle ends before entry \(index) of \(width)")
            }
            let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(2)
            guard rest.count >= length else {
                throw LogTextError(
                    .bundle,
                    "entry \(index) of the bundle has \(length) bytes, of which \(rest.count) are there")
            }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty else {
            throw LogTextError(.bundle, "\(rest.count) bytes follow the \(width) entries of the bundle")
        }
        self.entries = entries
    }

    /// The bundle as it is stored.
    public var bytes: [UInt8] {
        entries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
    }
}
