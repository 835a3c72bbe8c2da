internal import LedgerCrypto
internal import LedgerStore
internal import LedgerVerify
public import MerkleTree

/// A head that was seen, and what it came with.
public struct SeenHead: Hashable, Sendable {
    public let head: Head
    /// `copy NAME`, `checkpoint NAME`, … or, of a history other than the one held, `forked/NAME`.
    public let origin: String

    static let forkedPrefix = "forked/"

    /// Whether it is of a history other than the one held: kept to be shown, not to be held against.
    var isForked: Bool { origin.hasPrefix(SeenHead.forkedPrefix) }
}

/// Every head ever seen of one ledger, one a line: `size:sha256:…`, a space, and where from.
///
/// A line is on the disk before what it came with takes the place of a copy, and is never removed: so a copy
/// that is shortened, or exchanged for another history, is noticed for ever.
struct SeenHeads: Sendable {
    private let path: String
    private(set) var all: [SeenHead] = []
    /// Where the next line goes; what an interrupted write left after that is written over.
    private var end = 0

    private static let bytesMax = 64 << 20

    init(_ path: String) throws(ExchangeError) {
        self.path = path
        guard Folder.isTaken(path) else { return }
        let bytes: [UInt8]
        do throws(FileFailure) {
            let file = try OpenFile(path, .read, followsLinks: false)
            let size = try file.size
            guard size <= SeenHeads.bytesMax else { throw FileFailure(path, "read", code: 0) }
            bytes = try file.read(size, at: 0)
        } catch { throw .file(error) }
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast().enumerated()
        {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
            guard words.count == 2, let head = Head(String(words[0])) else {
                throw .headsDamaged(path: path, line: number + 1)
            }
            all.append(SeenHead(head: head, origin: String(words[1])))
            end += line.count + 1
        }
    }

    /// The heads of the history that is held.
    var held: [SeenHead] { all.filter { !$0.isForked } }

    var forkedCount: Int { all.count { $0.isForked } }

    /// Adds a head, unless it stands there already; returns once it is on the disk.
    mutating func add(_ seen: SeenHead) throws(FileFailure) {
        if all.contains(where: { $0.head == seen.head && $0.isForked == seen.isForked }) { return }
        let line = Array("\(seen.head) \(seen.origin)\n".utf8)
        if end == 0 {
            var file = try FreshFile(at: path + ".new")
            try file.append(line)
            try file.place(over: path)
        } else {
            try append(line)
        }
        all.append(seen)
        end += line.count
    }

    private func append(_ line: [UInt8]) throws(FileFailure) {
        let file = try OpenFile(path, .readAndWrite, followsLinks: false)
        if try file.size > end { try file.truncate(to: end) }
        try file.writeAll(line, at: end)
        try file.synchronize()
    }

    /// The name of a file, as it may stand in a line and on a terminal.
    static func label(_ path: String) -> String {
        let name = Folder.name(of: path).unicodeScalars.map { scalar -> Character in
            scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F ? Character(scalar) : "?"
        }
        return String(name.prefix(100))
    }
}
