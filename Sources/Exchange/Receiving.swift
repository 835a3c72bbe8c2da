internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
public import LedgerVerify
public import MerkleTree
internal import TransparencyLog

/// The recipient's gate: takes in a file that somebody hands over, and lets it change what is held only where
/// it goes on from it.
///
/// The file is copied into the folder first, and what is verified is that copy. Every head is on the disk
/// before a copy takes the place of another, which happens in one step.
public struct Receiving {
    /// The vocabulary by which content is judged.
    public var rules: any ContentRules
    /// The largest file that is taken in.
    public var bytesMax: Int
    /// Whether the copy held withholds what the file withholds: an erasure that the recipient agrees to.
    public var adoptsWithheld = false
    /// A head that the recipient holds from elsewhere.
    public var against: Head?
    /// Is called from time to time with the entries and bytes that are verified.
    public var progress: ((_ entries: Int, _ bytes: Int) -> Void)?

    /// 4 GiB: some six million entries.
    public static let bytesMaxDefault = 4 << 30

    public init(rules: any ContentRules, bytesMax: Int = bytesMaxDefault) {
        self.rules = rules
        self.bytesMax = bytesMax
    }

    public func receive(_ path: String, into folder: borrowing HeldFolder) throws(ExchangeError) -> ReceivedFile
    {
        let incoming = folder.incoming
        let given = try exchanging(path) { try privateCopy(of: path, at: incoming) }
        let first = try exchanging(path) { try Receiving.firstLine(of: given.path) }
        switch first {
        case .entry:
            return try settle(given, .ledger, named: path, in: folder)
        case .heading(.part(let fingerprint, let from), let byteCount):
            let held = try held(fingerprint, named: path, in: folder)
            let joined = try join(held, given, after: byteCount, from: from, named: path, in: folder)
            return try settle(joined, .part, named: path, in: folder)
        case .heading(.disclosure(let fingerprint), let byteCount):
            let held = try held(fingerprint, named: path, in: folder)
            _ = try walk(held, watching: 0)
            let target = folder.joined
            let joined = try exchanging(path) {
                var joined = try FreshFile(at: target)
                try MergedCopy.disclose(
                    held.copy, with: given.path, after: byteCount, named: path, to: &joined)
                return joined
            }
            return try settle(joined, .disclosure, named: path, in: folder)
        case .text:
            return try note(given, named: path, in: folder)
        }
    }

    // MARK: What it is

    private enum FirstLine {
        case entry
        case heading(Heading, byteCount: Int)
        /// Not JSON: a checkpoint, if anything.
        case text
    }

    private func privateCopy(of path: String, at temporary: String) throws -> FreshFile {
        var source = try LedgerFile(path)
        guard source.end <= bytesMax else {
            throw ExchangeError.tooLarge(path: path, byteCount: source.end, bytesMax: bytesMax)
        }
        var copy = try FreshFile(at: temporary)
        while let piece = try source.next() { try copy.append(piece) }
        try copy.synchronize()
        return copy
    }

    private static func firstLine(of path: String) throws -> FirstLine {
        let beginning = try OpenFile(path, .read, followsLinks: false).read(Limits.lineBytesMax, at: 0)
        guard beginning.first == UInt8(ascii: "{") else { return .text }
        let end = beginning.firstIndex(of: UInt8(ascii: "\n")) ?? beginning.count
        guard let heading = Heading(beginning, in: 0..<end) else { return .entry }
        return .heading(heading, byteCount: end + 1)
    }

    // MARK: What goes with a copy

    private func held(
        _ fingerprint: SHA256Digest, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> HeldLedger {
        guard let ledger = try folder.ledgers().first(where: { $0.fingerprint == fingerprint }) else {
            throw .nothingHeld(path: path, ledger: fingerprint.prefixed, folder: folder.path)
        }
        return ledger
    }

    /// The head of the copy held, which must be one that was seen, and its root at another size.
    private func walk(
        _ held: HeldLedger, watching size: Int
    ) throws(ExchangeError) -> (head: Head, root: SHA256Digest?) {
        let seen = try SeenHeads(held.heads)
        var walk = try CopyWalk(watching: [size])
        let copy = try exchanging(held.copy) { EntryLines(try LedgerFile(held.copy, followsLinks: false)) }
        let difference: CopyDifference
        do { difference = try walk.run(EntryLines(), held.copy, copy, held.copy) } catch {
            throw held.said(error)
        }
        try held.require(difference.second.head, among: seen)
        return (difference.second.head, difference.roots[size])
    }

    /// The ledger that the copy held and a part make together.
    private func join(
        _ held: HeldLedger, _ part: consuming FreshFile, after heading: Int, from: Head, named path: String,
        in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> FreshFile {
        let (head, root) = try walk(held, watching: from.size)
        guard from.size <= head.size else {
            throw .partBeginsLater(path: path, from: from.size, held: head.size)
        }
        guard root == from.root else {
            let aside = try keepAside(part, held, "part")
            throw .partOfOtherHistory(path: path, head: from, keptAside: aside)
        }
        let target = folder.joined
        let source = part.path
        return try exchanging(path) {
            var joined = try FreshFile(at: target)
            try MergedCopy.join(held.copy, upTo: from.size, with: source, after: heading, to: &joined)
            return joined
        }
    }

    // MARK: Evidence

    /// Keeps a file that contradicts what is held.
    func keepAside(
        _ file: consuming FreshFile, _ held: HeldLedger, _ suffix: String
    ) throws(ExchangeError) -> String {
        try keep(file) { held.evidence($0, suffix) }
    }

    /// Keeps a file under the digest of its bytes; nothing is ever overwritten.
    func keep(
        _ file: consuming FreshFile, at place: (SHA256Digest) -> String
    ) throws(ExchangeError) -> String {
        let source = file.path
        let target = try exchanging(source) {
            var hasher = try SHA256()
            var bytes = try LedgerFile(source, followsLinks: false)
            while let piece = try bytes.next() { hasher.update(piece.span.bytes) }
            let target = place(hasher.finish())
            try Folder.create(Folder.parent(of: target))
            try Folder.requireOwn(Folder.parent(of: target))
            return target
        }
        if Folder.isTaken(target) { return target }
        do { try file.place(new: target) } catch { throw .file(error) }
        return target
    }
}
