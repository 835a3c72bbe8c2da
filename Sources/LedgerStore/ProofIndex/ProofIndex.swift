internal import Glibc
public import LedgerCrypto
public import LedgerFormat
public import MerkleTree

/// Where everything of one ledger stands, kept on the disk so that a proof is made without reading the ledger.
///
/// It is disposable and never trusted: what does not fit the file is made anew, what it says of an entry that
/// is given out is held against the line itself, and whoever makes a proof of it checks the proof before
/// handing it out. The ledger itself is not verified here.
public final class ProofIndex: MerkleNodes {
    /// The event hash of entry 0.
    public let fingerprint: SHA256Digest

    let path: String
    let ledger: OpenFile
    let entries: IndexFile
    let levels: IndexLevels
    /// Where the next line begins that is not in the index.
    var end = 0
    /// The file as it was before it was read.
    var mark: IndexMark
    private let markFile: OpenFile
    /// Held as long as this value lives: one process at a time reads and writes the index.
    private let lock: OpenFile

    /// Opens the index of a ledger, and takes in what was appended since.
    ///
    /// - Parameters:
    ///   - folder: holds the indexes of all ledgers, each under its fingerprint; it is made where it is missing.
    ///   - isFresh: makes the index anew.
    public convenience init(
        of path: String, in folder: String, isFresh: Bool = false
    ) throws(ProofIndexError) {
        do throws(ProofIndexError) {
            try self.init(path, folder, isFresh)
        } catch .stale where !isFresh {
            try self.init(path, folder, true)
        }
    }

    private init(_ path: String, _ folder: String, _ isFresh: Bool) throws(ProofIndexError) {
        self.path = path
        let mark = try ProofIndexError.filing { () throws(FileFailure) in try IndexMark(of: path) }
        ledger = try ProofIndexError.filing { () throws(FileFailure) in try OpenFile(path, .read) }
        let opened = try ProofIndexError.filing { () throws(FileFailure) in try IndexMark(of: path) }
        guard opened.isOfSameFile(as: mark) else { throw .stale("the file was replaced just now") }
        self.mark = mark
        fingerprint = try ProofIndex.fingerprint(of: ledger)
        let own = ProofIndex.place(of: fingerprint, in: folder)
        try ProofIndexError.filing { () throws(FileFailure) in
            try Folder.create(folder)
            try Folder.create(own)
        }
        lock = try ProofIndex.locked(own)
        let entries = try ProofIndexError.filing { () throws(FileFailure) in try IndexFile("\(own)/entries") }
        if isFresh { try ProofIndexError.filing { () throws(FileFailure) in try entries.cut(to: 0) } }
        self.entries = entries
        levels = try IndexLevels(own, leafCount: entries.count)
        markFile = try ProofIndexError.filing { () throws(FileFailure) in
            try OpenFile("\(own)/ledger", .readAndWriteOrCreate, followsLinks: false)
        }
        try requireOwnLedger()
        // While the index grows it is of no file: a run that is interrupted leaves one that is made anew.
        try ProofIndexError.filing { () throws(FileFailure) in try markFile.truncate(to: 0) }
        try grow()
        try ProofIndexError.filing { () throws(FileFailure) in try markFile.writeAll(self.mark.bytes) }
    }

    /// Removes the index of a ledger: it says of each entry which case it is about.
    ///
    /// - Parameter folder: holds the indexes of all ledgers; it need not be there.
    public static func forget(_ fingerprint: SHA256Digest, in folder: String) throws(FileFailure) {
        try Folder.removeWithFiles(place(of: fingerprint, in: folder))
    }

    private static func place(of fingerprint: SHA256Digest, in folder: String) -> String {
        "\(folder)/\(fingerprint.hex)"
    }

    private static let lockAttempts = 600

    private static func locked(_ folder: String) throws(ProofIndexError) -> OpenFile {
        let file = try ProofIndexError.filing { () throws(FileFailure) in
            try OpenFile("\(folder)/lock", .readAndWriteOrCreate, followsLinks: false)
        }
        for _ in 0..<lockAttempts {
            if try ProofIndexError.filing({ () throws(FileFailure) in try file.lock() }) { return file }
            usleep(50_000)
        }
        throw .busy(folder: folder)
    }

    private static func fingerprint(of ledger: borrowing OpenFile) throws(ProofIndexError) -> SHA256Digest {
        let (entry, _) = try line(of: ledger, at: 0, number: 1)
        guard let event = entry.event, event.type == LedgerEvent.Kind.opened.type, event.index == 0 else {
            throw .ledger(path: ledger.path, line: 1, explanation: "the file does not begin like a ledger")
        }
        return event.hash
    }

    /// One line, and where the next one begins.
    static func line(
        of ledger: borrowing OpenFile, at byteOffset: Int, number: Int
    ) throws(ProofIndexError) -> (entry: Entry, end: Int) {
        let line: [UInt8]?
        do { line = try ledger.line(at: byteOffset, bytesMax: Limits.lineBytesMax) } catch {
            throw .file(error)
        }
        guard let line else {
            throw .ledger(path: ledger.path, line: number, explanation: "the line does not end")
        }
        do { return (try Entry(line, in: 0..<line.count), byteOffset + line.count + 1) } catch {
            let explanation = (error as? FormatError).map { "expected \($0.expected), found \($0.found)" }
            throw .ledger(path: ledger.path, line: number, explanation: explanation ?? "\(error)")
        }
    }

    /// Whether the index was made of this very file, which nothing but growth has changed, and its first and
    /// last entry stand where it says.
    private func requireOwnLedger() throws(ProofIndexError) {
        guard entries.count > 0 else { return }
        let bytes: [UInt8]
        do { bytes = try markFile.read(IndexMark.byteCount, at: 0) } catch { throw .file(error) }
        guard let kept = IndexMark(bytes), mark.isUnchanged(since: kept) || mark.mayHaveGrown(since: kept)
        else {
            throw .stale("the file is another one, or was written anew")
        }
        mark.hasWithheld = kept.hasWithheld
        guard try levels.leaves(0..<1) == [fingerprint] else { throw .stale("it begins with another entry") }
        let last = entries.count - 1
        let size: Int
        do { size = try ledger.size } catch { throw .file(error) }
        guard try record(last).byteOffset < size else { throw .stale("the file is shorter") }
        end = try found(last).end
    }

    // MARK: Questions

    /// How many entries the file has, an unfinished line at its end not counted.
    public var leafCount: Int { entries.count }

    public func node(
        level: Int, position: Int, with hasher: inout SHA256
    ) throws(ProofIndexError) -> SHA256Digest {
        try levels.node(level: level, position: position, with: &hasher)
    }

    /// The event hash of an entry.
    public func hash(at index: Int) throws(ProofIndexError) -> SHA256Digest {
        guard let hash = try levels.leaves(index..<index + 1).first else { throw .stale("a hash is missing") }
        return hash
    }

    /// The entry at an index, read from the file and held against its hash.
    public func entry(at index: Int) throws(ProofIndexError) -> Entry { try found(index).entry }

    private func found(_ index: Int) throws(ProofIndexError) -> (entry: Entry, end: Int) {
        let found: (entry: Entry, end: Int)
        do throws(ProofIndexError) {
            found = try ProofIndex.line(of: ledger, at: try record(index).byteOffset, number: index + 1)
        } catch .ledger(_, _, let explanation) {
            throw .stale("entry \(index) does not stand in its place: \(explanation)")
        }
        guard found.entry.hash == (try hash(at: index)) else { throw .stale("entry \(index) is another one") }
        return found
    }

    func record(_ index: Int) throws(ProofIndexError) -> IndexRecord {
        try IndexRecord(entries.read(index..<index + 1), at: 0)
    }

    /// The last entry before `size` that is signed by itself; nil where there is none.
    public func lastSigned(before size: Int) throws(ProofIndexError) -> Int? {
        var upper = min(size, leafCount)
        while upper > 0 {
            let lower = max(0, upper - ProofIndex.recordsPerRead)
            let bytes = try entries.read(lower..<upper)
            for place in (0..<upper - lower).reversed() {
                if try IndexRecord(bytes, at: place * IndexRecord.byteCount).isSigned { return lower + place }
            }
            upper = lower
        }
        return nil
    }

    /// The key events among the first `size` entries, ascending: each signed entry names the one before it.
    public func keyEvents(before size: Int) throws(ProofIndexError) -> [Int] {
        guard let last = try lastSigned(before: size) else { return [] }
        guard let event = try entry(at: last).event, event.signing != nil else {
            throw .stale("entry \(last) is not signed by itself")
        }
        var descending = event.isKeyEvent ? [last] : []
        var next = event.signing?.roster
        while let index = next, index < descending.last ?? last {
            descending.append(index)
            next = try entry(at: index).event?.signing?.roster
        }
        return descending.reversed()
    }

    /// The entries about a case, ascending.
    public func entries(about subject: Subject) throws(ProofIndexError) -> [Int] {
        guard let reference = IndexRecord.reference(of: subject) else { return [] }
        // All of them are asked for: none may be missing because a bit of the index has flipped.
        let found = try indexes(in: entries) { bytes, start throws(ProofIndexError) in
            try IndexRecord(bytes, at: start).caseReference == reference
        }
        for index in found {
            // An index that was tampered with must not put one child's entry among another's.
            guard try entry(at: index).event?.subject == subject else {
                throw .stale("entry \(index) is not about \(subject)")
            }
        }
        return found
    }

    /// The entries whose hashes begin with these hex digits, ascending.
    public func entries(named digits: String) throws(ProofIndexError) -> [Int] {
        let digits = Array(digits.utf8)
        let nibbles = digits.compactMap { Int(String(decoding: [$0], as: UTF8.self), radix: 16) }
        guard nibbles.count == digits.count, digits.count <= 2 * SHA256Digest.byteCount else { return [] }
        return try indexes(in: levels.leafFile) { bytes, start in
            nibbles.enumerated().allSatisfy { place, nibble in
                Int(bytes[start + place / 2] >> (place & 1 == 0 ? 4 : 0)) & 0xF == nibble
            }
        }
    }

    private static let recordsPerRead = 1 << 13

    /// The indexes of the records of a file that are wanted, each of which begins at a place in some bytes.
    private func indexes(
        in file: IndexFile, _ isWanted: ([UInt8], Int) throws(ProofIndexError) -> Bool
    ) throws(ProofIndexError) -> [Int] {
        var found: [Int] = []
        for lower in stride(from: 0, to: leafCount, by: ProofIndex.recordsPerRead) {
            let count = min(leafCount, lower + ProofIndex.recordsPerRead) - lower
            let bytes = try file.read(lower..<lower + count)
            for place in 0..<count {
                if try isWanted(bytes, place * IndexFile.recordByteCount) { found.append(lower + place) }
            }
        }
        return found
    }
}
