internal import LedgerCrypto
internal import LedgerFormat
public import MerkleTree

/// What a log says of itself: its origin, its size and its root (C2SP tlog-checkpoint, version 1.0.0).
///
/// Extension lines are refused: readers do not agree on whether they are signed.
public struct Checkpoint: Hashable, Sendable {
    public let origin: LogOrigin
    public let head: Head

    public init(origin: LogOrigin, head: Head) {
        self.origin = origin
        self.head = head
    }

    /// Reads the text of a note: three lines, with the origin, the size and the root.
    public init(text: [UInt8]) throws(LogTextError) { try self.init(text[...], before: 0) }

    init(_ text: ArraySlice<UInt8>, before: Int) throws(LogTextError) {
        var lines = LogLines(text, before: before)
        guard let first = try lines.next(), let origin = LogOrigin(first) else {
            throw LogTextError(
                .checkpoint, line: before + 1,
                "expected the origin of a log, of 1 to \(LogOrigin.bytesMax) bytes")
        }
        guard let second = try lines.next(), let size = CanonicalDecimal.read(second) else {
            throw LogTextError(.number, line: before + 2, "expected the size of the tree in decimal digits")
        }
        guard let third = try lines.next(), let decoded = Base64.decode(third),
            let root = SHA256Digest(decoded)
        else {
            throw LogTextError(.hash, line: before + 3, "expected the root, 32 bytes in padded base64")
        }
        guard lines.isAtEnd else {
            throw LogTextError(
                .extensionLine, line: before + 4,
                "more than the three lines of a checkpoint; nobody may rely on them")
        }
        self.init(origin: origin, head: Head(size: size, root: root))
    }

    /// The three lines, which is what log and witnesses sign.
    public var text: [UInt8] {
        Array("\(origin)\n\(head.size)\n\(Base64.encode(head.root.bytes))\n".utf8)
    }
}
