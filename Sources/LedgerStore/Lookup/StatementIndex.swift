public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// Where each statement of a verified ledger stands, and what speaks of what: kept on the disk, so that one
/// more can be recorded without reading the others.
///
/// It is disposable. It is one of this ledger only if its tree has the root that was verified; and whatever is
/// read through it is proved to stand in that tree, or it is ``ProofIndexError/stale(_:)`` and thrown away.
/// What it leaves out cannot be proved: for that it rests on this user's own folder.
public final class StatementIndex: MerkleNodes {
    /// What was verified of the ledger.
    public private(set) var receipt: VerificationReceipt

    let path: String
    private let folder: String
    private let ledger: OpenFile
    private(set) var entries: IndexFile
    private(set) var levels: IndexLevels
    private(set) var tables: StatementTables
    /// Where the next line begins.
    private var end: Int
    private var hasher: SHA256
    /// Held as long as this value lives.
    private let lock: OpenFile

    /// The index of a ledger whose bytes are those of the receipt, made or brought up to date.
    ///
    /// - Parameter folder: for what is kept of this ledger alone; it is there.
    /// - Throws: where there can be none. Nothing is the worse for it but the time.
    convenience init(
        of path: String, verifiedAs receipt: VerificationReceipt, in folder: String
    ) throws(ProofIndexError) {
        do throws(ProofIndexError) {
            try self.init(path, receipt, folder, isFresh: false)
        } catch .stale {
            try self.init(path, receipt, folder, isFresh: true)
        }
    }

    private init(
        _ path: String, _ receipt: VerificationReceipt, _ folder: String, isFresh: Bool
    ) throws(ProofIndexError) {
        (self.path, self.receipt, self.folder) = (path, receipt, folder)
        do { hasher = try SHA256() } catch { throw .crypto("\(error)") }
        ledger = try ProofIndexError.filing { () throws(FileFailure) in try OpenFile(path, .read) }
        lock = try StatementIndex.locked(folder)
        let entries = try ProofIndexError.filing { () throws(FileFailure) in try IndexFile("\(folder)/entries")
        }
        let tables = try isFresh ? StatementTables.created(in: folder) : StatementTables(in: folder)
        let count = tables.entryCount
        guard count <= entries.count, count <= receipt.entryCount else { throw .stale("it has more entries") }
        try ProofIndexError.filing { () throws(FileFailure) in try entries.cut(to: count) }
        levels = try IndexLevels(folder, leafCount: count)
        (self.entries, self.tables, end) = (entries, tables, 0)
        if count > 0 {
            guard try stamp(size: count) == tables.stamp else {
                throw .stale("the tree is not that of the tables, or other entries were withheld")
            }
            end = try line(count - 1).end
        }
        try catchUp()
    }

    private static func locked(_ folder: String) throws(ProofIndexError) -> OpenFile {
        try ProofIndexError.filing { () throws(FileFailure) in
            let file = try OpenFile("\(folder)/index.lock", .readAndWriteOrCreate, followsLinks: false)
            guard try file.lock() else { throw FileFailure("\(folder)/index.lock", "lock", code: 0) }
            return file
        }
    }

    // MARK: Growing

    private static let bytesPerPiece = 4 << 20

    /// Takes in the entries of the receipt that are not in the index yet, and holds the tree against its head.
    private func catchUp() throws(ProofIndexError) {
        while end < receipt.byteCount {
            let piece: [UInt8]
            let wanted = min(StatementIndex.bytesPerPiece, receipt.byteCount - end)
            do { piece = try ledger.read(wanted, at: end) } catch { throw .file(error) }
            let lines = ProofIndex.lines(of: piece)
            guard let last = lines.last else { throw .stale("a line is too long") }
            for (line, entry) in zip(lines, try ProofIndex.parse(piece, lines, path, number: leafCount + 1)) {
                try take(entry.event, entry.hash, at: end + line.lowerBound)
            }
            end += last.upperBound + 1
            if tables.pendingCount >= StatementTables.pendingMax { try flush() }
        }
        try flush()
        guard leafCount == receipt.entryCount, try root(size: leafCount, with: &hasher) == receipt.head.root
        else {
            throw .stale("the entries are not those that were verified")
        }
    }

    private func take(_ event: Event?, _ hash: SHA256Digest, at byteOffset: Int) throws(ProofIndexError) {
        let record = IndexRecord(event, at: byteOffset)
        try tables.take(event, hash, at: leafCount)
        try levels.append(hash, with: &hasher)
        try ProofIndexError.filing { () throws(FileFailure) in try entries.append { record.append(to: &$0) } }
    }

    /// Hashes and places are written before the tables that count them.
    private func flush() throws(ProofIndexError) {
        try levels.flush()
        try ProofIndexError.filing { () throws(FileFailure) in try entries.flush() }
        if leafCount > 0 { try tables.flush(stamp: try stamp(size: leafCount)) }
    }

    /// What the tables of the first entries are known by.
    private func stamp(size: Int) throws(ProofIndexError) -> SHA256Digest {
        let root = try root(size: size, with: &hasher)
        do { return try receipt.stamp(ofFirst: size, root: root) } catch { throw .crypto("\(error)") }
    }

    /// Takes in what was appended, once it is verified.
    func grow(
        to receipt: VerificationReceipt, by events: [Event], _ lines: LineRun
    ) throws(ProofIndexError) {
        self.receipt = receipt
        if end + lines.bytes.count == receipt.byteCount {
            for (line, event) in events.enumerated() {
                try take(event, event.hash, at: end + lines.range(line).lowerBound)
            }
            end = receipt.byteCount
        }
        try catchUp()
    }

    /// Lets the next one make the index anew.
    public func discard() { tables.discard() }

    // MARK: Reading

    public var leafCount: Int { entries.count }

    public func node(
        level: Int, position: Int, with hasher: inout SHA256
    ) throws(ProofIndexError) -> SHA256Digest {
        try levels.node(level: level, position: position, with: &hasher)
    }

    /// The root that the tree had at a size, proved to be that of what was verified.
    func verifiedRoot(size: Int) throws(ProofIndexError) -> SHA256Digest {
        let old = Head(size: size, root: try root(size: size, with: &hasher))
        guard let proof = try consistencyProof(from: size, to: receipt.head.size, with: &hasher),
            proof.holds(from: old, to: receipt.head, with: &hasher)
        else { throw .stale("the tree is not the one that was verified") }
        return old.root
    }

    private func line(_ index: Int) throws(ProofIndexError) -> (entry: Entry, byteOffset: Int, end: Int) {
        let place = try IndexRecord(entries.read(index..<index + 1), at: 0).byteOffset
        do throws(ProofIndexError) {
            let line = try ProofIndex.line(of: ledger, at: place, number: index + 1)
            return (line.entry, place, line.end)
        } catch .ledger(_, _, let explanation) {
            throw .stale("entry \(index) does not stand in its place: \(explanation)")
        }
    }

    /// The entry at an index, proved to stand in the verified tree.
    public func entry(at index: Int) throws(ProofIndexError) -> VerifiedEntry {
        guard index >= 0, index < leafCount else { throw .stale("there is no entry \(index)") }
        let line = try line(index)
        guard let proof = try inclusionProof(index: index, size: leafCount, with: &hasher),
            let entry = receipt.entry(line.entry, at: line.byteOffset, provenBy: proof, with: &hasher)
        else { throw .stale("entry \(index) is not the one that was verified") }
        return entry
    }

    private func entries(
        _ table: LookupTable, _ key: LookupKey, where isWanted: (VerifiedEntry) -> Bool
    ) throws(ProofIndexError) -> [VerifiedEntry] {
        var found: [VerifiedEntry] = []
        for index in try StatementTables.looking({ () throws(LookupFailure) in try table.values(for: key) }) {
            let entry = try entry(at: Int(clamping: index))
            if isWanted(entry), found.last?.index != entry.index { found.append(entry) }
        }
        return found
    }

    /// The entry of the event with that id; nil where there is none.
    public func entry(withID id: EventID) throws(ProofIndexError) -> VerifiedEntry? {
        try entries(tables.ids, LookupKey(id)) { $0.event?.id == id }.first
    }

    /// The entry of that hash, which may be withheld; nil where there is none.
    public func entry(of hash: SHA256Digest) throws(ProofIndexError) -> VerifiedEntry? {
        try entries(tables.events, LookupKey(hash)) { $0.hash == hash }.first
    }

    /// The indexes of the entries whose hashes begin with these hexadecimal digits, ascending.
    public func entries(named digits: String) throws(ProofIndexError) -> [VerifiedEntry] {
        let indexes = try StatementTables.looking { () throws(LookupFailure) in
            try tables.events.values(withHexPrefix: digits)
        }
        var found: [VerifiedEntry] = []
        for index in indexes.prefix(StatementIndex.namedMax) {
            let entry = try entry(at: Int(clamping: index))
            if entry.hash.hex.hasPrefix(digits) { found.append(entry) }
        }
        return found
    }

    /// So many entries of one beginning are looked at; nobody means more than one.
    private static let namedMax = 256

    /// Every entry about a subject, ascending.
    public func entries(about subject: Subject) throws(ProofIndexError) -> [VerifiedEntry] {
        try entries(tables.topics, StatementTables.key(of: subject)) { $0.event?.subject == subject }
    }

    /// Every entry of a type that is about no subject, ascending.
    public func entries(ofType type: String) throws(ProofIndexError) -> [VerifiedEntry] {
        let key = try StatementTables.key(ofType: type)
        return try entries(tables.topics, key) { $0.event?.subject == nil && $0.event?.type == type }
    }

    /// Every entry that refers to an event, of this ledger or of another, ascending.
    public func entries(referringTo event: SHA256Digest) throws(ProofIndexError) -> [VerifiedEntry] {
        try entries(tables.targets, LookupKey(event)) { $0.event?.refersTo(event) ?? false }
    }

    /// The indexes of the key events, ascending: each signed entry names the one before it.
    func keyEvents() throws(ProofIndexError) -> [Int] {
        var descending = [receipt.roster]
        while let last = descending.last, last > 0 {
            guard let before = try entry(at: last).event?.signing?.roster, before < last else {
                throw .stale("entry \(last) is no key event")
            }
            descending.append(before)
        }
        return descending.reversed()
    }

    /// Whether the key signed an entry.
    public func hasSigned(_ key: KeyID) throws(ProofIndexError) -> Bool {
        try !entries(tables.targets, LookupKey(key.digest)) {
            $0.event?.signing?.signers.contains(key) ?? false
        }.isEmpty
    }
}

extension Event {
    /// The events that its references name, of whatever ledger.
    var referencedEvents: some Sequence<SHA256Digest> {
        (data["refs"]?.elements).map { Array($0) }?.compactMap { $0["event"]?.digest } ?? []
    }

    fileprivate func refersTo(_ event: SHA256Digest) -> Bool { referencedEvents.contains(event) }
}
