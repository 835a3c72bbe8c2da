internal import Glibc

/// Which file an index was last brought up to date with. A copy that withholds other entries has the same
/// hashes and may be as long, so what the file holds cannot be told by its size and its last entry.
struct IndexMark {
    /// The device, the inode, the size, and the time of the last change, which nobody can set back as he can
    /// the time of modification.
    private let file: [UInt64]
    /// Whether an entry of the index was withheld when it was taken in.
    var hasWithheld = false

    private static let wordCount = 6

    /// The file of that path as it is now.
    init(of path: String) throws(FileFailure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileFailure(path, "look at", code: errno) }
        file = [
            UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_size),
            UInt64(truncatingIfNeeded: status.st_ctim.tv_sec),
            UInt64(truncatingIfNeeded: status.st_ctim.tv_nsec),
        ]
    }

    /// What was kept; nil where it is no mark.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == IndexMark.byteCount else { return nil }
        let words = stride(from: 0, to: bytes.count, by: 8).map { start -> UInt64 in
            bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        file = Array(words.dropLast())
        hasWithheld = words.last != 0
    }

    static var byteCount: Int { wordCount * 8 }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for word in file + [hasWithheld ? 1 : 0] {
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
        }
        return bytes
    }

    func isOfSameFile(as other: IndexMark) -> Bool { file[..<2] == other.file[..<2] }

    /// Whether nothing was written since the other mark was taken.
    func isUnchanged(since other: IndexMark) -> Bool { file == other.file }

    /// Whether nothing need have happened since but that lines were appended. What was withheld may have been
    /// shown since, so that an index with withheld entries does not grow.
    func mayHaveGrown(since other: IndexMark) -> Bool {
        isOfSameFile(as: other) && file[2] > other.file[2] && !other.hasWithheld
    }
}
