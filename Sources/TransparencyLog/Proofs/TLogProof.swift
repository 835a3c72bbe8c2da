public import LedgerCrypto
internal import LedgerFormat
public import MerkleTree

/// A proof that an entry stands in a log, for checking offline (C2SP tlog-proof): where it stands, the hashes
/// from it to the root, and the signed checkpoint that has this root.
///
/// A value of this type has a path of the right length for its checkpoint. Whether the entry is in the tree,
/// ``holds(leaf:with:)`` says; whose word the checkpoint is, its signatures.
public struct TLogProof: Hashable, Sendable {
    /// The longest file, in bytes.
    public static let bytesMax = SignedNote.bytesMax + 250_000
    static let header = "c2sp.org/tlog-proof@v1"

    /// What the file carries besides, at least one byte; nothing vouches for it.
    public let extra: [UInt8]?
    public let inclusion: InclusionProof
    public let checkpoint: SignedCheckpoint

    /// - Throws: ``LogTextError`` where the proof is about a tree of another size than the checkpoint, or the
    ///   extra bytes are none or too many.
    public init(
        extra: [UInt8]? = nil, inclusion: InclusionProof, checkpoint: SignedCheckpoint
    ) throws(LogTextError) {
        guard inclusion.size == checkpoint.checkpoint.head.size else {
            throw LogTextError(
                .proofLength,
                "the proof is about \(inclusion.size) entries, its checkpoint is not"
            )
        }
        guard extra?.isEmpty != true else {
            throw LogTextError(.header, "extra data that is there has at least one byte")
        }
        self.extra = extra
        self.inclusion = inclusion
        self.checkpoint = checkpoint
        guard bytes.count <= TLogProof.bytesMax else { throw TLogProof.tooLong }
    }

    /// Whether the bytes begin as a proof does.
    public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: header.utf8) }

    /// Reads a whole file.
    public init(_ bytes: [UInt8]) throws(LogTextError) {
        guard bytes.count <= TLogProof.bytesMax else { throw TLogProof.tooLong }
        var lines = LogLines(bytes[...])
        guard let first = try lines.next(), first.elementsEqual(TLogProof.header.utf8) else {
            throw LogTextError(.header, line: 1, "expected the first line of a proof, \(TLogProof.header)")
        }
        var (word, value) = try TLogProof.member(&lines)
        var extra: [UInt8]?
        if word == "extra" {
            guard let decoded = Base64.decode(value), !decoded.isEmpty else {
                throw LogTextError(
                    .base64, line: lines.line, "the extra data is not padded base64, or is empty")
            }
            extra = decoded
            (word, value) = try TLogProof.member(&lines)
        }
        guard word == "index" else {
            throw LogTextError(.header, line: lines.line, "expected the line with the index of the entry")
        }
        guard let index = CanonicalDecimal.read(value) else {
            throw LogTextError(
                .number, line: lines.line, "the index is no decimal number without leading zeros")
        }
        let path = try lines.hashesUntilEmptyLine(most: Int.bitWidth)
        let checkpoint = try SignedCheckpoint(lines.rest, before: lines.line)
        let size = checkpoint.checkpoint.head.size
        guard let inclusion = InclusionProof(index: index, size: size, path: path) else {
            throw LogTextError(
                .proofLength,
                InclusionProof.pathLength(index: index, size: size).map {
                    "the proof of entry \(index) of \(size) has \($0) hashes, not \(path.count)"
                } ?? "entry \(index) does not stand among the \(size) entries of the checkpoint")
        }
        try self.init(extra: extra, inclusion: inclusion, checkpoint: checkpoint)
    }

    /// The file as it is written.
    public var bytes: [UInt8] {
        var text = "\(TLogProof.header)\n"
        if let extra { text += "extra \(Base64.encode(extra))\n" }
        text += "index \(inclusion.index)\n"
        for hash in inclusion.path { text += "\(Base64.encode(hash.bytes))\n" }
        return Array(text.utf8) + [UInt8(ascii: "\n")] + checkpoint.bytes
    }

    /// Whether the entry that has this leaf hash stands at the proof's index in the checkpoint's tree.
    public func holds(leaf: SHA256Digest, with hasher: inout SHA256) -> Bool {
        inclusion.holds(leaf: leaf, in: checkpoint.checkpoint.head, with: &hasher)
    }

    private static let tooLong = LogTextError(.tooLong, "a proof file has at most \(bytesMax) bytes")

    /// The next line as a word and what follows one space.
    private static func member(_ lines: inout LogLines) throws(LogTextError) -> (String, ArraySlice<UInt8>) {
        guard let line = try lines.next(), let space = line.firstIndex(of: UInt8(ascii: " ")) else {
            throw LogTextError(.header, line: lines.line, "expected the line with the index of the entry")
        }
        return (String(decoding: line[..<space], as: UTF8.self), line[(space + 1)...])
    }
}
