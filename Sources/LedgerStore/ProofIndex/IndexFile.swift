internal import LedgerCrypto

/// One file of the index: records of 32 bytes, to which more are appended.
final class IndexFile {
    private let file: OpenFile
    /// How many records count; the file may hold more, which a run that was interrupted left.
    private(set) var count: Int
    private var pending: [UInt8] = []

    static let recordByteCount = 32
    private static let pendingMax = 1 << 20

    init(_ path: String) throws(FileFailure) {
        file = try OpenFile(path, .readAndWriteOrCreate, followsLinks: false)
        count = try file.size / IndexFile.recordByteCount
    }

    /// Lets go of all records from `count` on.
    func cut(to count: Int) throws(FileFailure) {
        try file.truncate(to: count * IndexFile.recordByteCount)
        self.count = count
        pending = []
    }

    /// Adds a record; it is there to be read after ``flush()``.
    func append(_ write: (inout [UInt8]) -> Void) throws(FileFailure) {
        write(&pending)
        count += 1
        if pending.count >= IndexFile.pendingMax { try flush() }
    }

    func flush() throws(FileFailure) {
        if pending.isEmpty { return }
        try file.writeAll(pending, at: count * IndexFile.recordByteCount - pending.count)
        pending = []
    }

    /// The bytes of the records of a range that lies within ``count``.
    func read(_ range: Range<Int>) throws(ProofIndexError) -> [UInt8] {
        let bytes = try ProofIndexError.filing { () throws(FileFailure) in
            try file.read(
                range.count * IndexFile.recordByteCount, at: range.lowerBound * IndexFile.recordByteCount)
        }
        guard bytes.count == range.count * IndexFile.recordByteCount else {
            throw .stale("\(file.path) is shorter than it was")
        }
        return bytes
    }

    /// The records of a range as hashes.
    func hashes(_ range: Range<Int>) throws(ProofIndexError) -> [SHA256Digest] {
        let bytes = try read(range)
        return stride(from: 0, to: bytes.count, by: IndexFile.recordByteCount).compactMap {
            SHA256Digest(bytes[$0..<$0 + IndexFile.recordByteCount])
        }
    }
}
