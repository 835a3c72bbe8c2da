public import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
public import LedgerVerify
public import MerkleTree

/// What two copies of one ledger have in common, and where they part.
public struct CopyDifference: Sendable {
    /// One of the two copies.
    public struct Side: Sendable {
        /// The head of the whole copy.
        public internal(set) var head: Head
        /// What it does not show.
        public internal(set) var withheld = IndexRanges()
        /// How many entries it shows that the other withholds.
        public internal(set) var showsAlone = 0
        /// The first event of the ledger or its keys that the other shows and this one withholds.
        var hiddenLedgerEvent: Int?
        /// The keys that signed from the fork on, each with the first entry that it signed there; none whose
        /// signatures this OpenSSL cannot check.
        public internal(set) var signersAfterFork: [KeyID: Int] = [:]

        public var size: Int { head.size }
    }

    public internal(set) var first: Side
    public internal(set) var second: Side
    /// How many entries the two have in common from the start on.
    public internal(set) var common = 0
    /// The roots of the second copy at the sizes that were asked for.
    var roots: [Int: SHA256Digest] = [:]

    /// How the second compares with the first.
    public var comparison: CopyComparison {
        if common < first.size && common < second.size { return .forked(at: common) }
        if first.size == 0 { return .new }
        if first.size == second.size { return .same }
        return first.size < second.size
            ? .ahead(by: second.size - first.size) : .behind(by: first.size - second.size)
    }

    /// Walks two files, each of which was verified.
    public static func between(_ first: String, _ second: String) throws(ExchangeError) -> CopyDifference {
        var walk = try CopyWalk(watching: [])
        return try walk.run(
            try exchanging(first) { EntryLines(try LedgerFile(first)) }, first,
            try exchanging(second) { EntryLines(try LedgerFile(second)) }, second)
    }
}

/// Two copies being walked in step and compared by event hashes, never by signatures. Memory does not grow
/// with them.
struct CopyWalk: ~Copyable {
    private var hasher: SHA256
    private var trees = (first: MerkleFrontier(), second: MerkleFrontier())
    private var sides: (first: CopyDifference.Side, second: CopyDifference.Side)
    private var common = 0
    private var hasForked = false
    /// Keys whose signatures this OpenSSL cannot check: anybody can write such a signature, so that it is no
    /// evidence against the key.
    private var unchecked: Set<KeyID> = []
    private var roots: [Int: SHA256Digest] = [:]
    private let watched: Set<Int>

    /// - Parameter watched: the sizes of the second copy of which the roots are wanted.
    init(watching watched: Set<Int>) throws(ExchangeError) {
        hasher = try CopyWalk.hasher()
        let empty = CopyDifference.Side(head: Head(size: 0, root: MerkleFrontier().root(with: &hasher)))
        sides = (empty, empty)
        self.watched = watched
    }

    private static func hasher() throws(ExchangeError) -> SHA256 {
        do { return try SHA256() } catch { throw .crypto(error) }
    }

    /// - Parameter first: no lines at all where nothing is held.
    mutating func run(
        _ first: consuming EntryLines, _ firstPath: String, _ second: consuming EntryLines, _ secondPath: String
    ) throws(ExchangeError) -> CopyDifference {
        while true {
            let one = try CopyWalk.next(&first, firstPath)
            let other = try CopyWalk.next(&second, secondPath)
            if one == nil && other == nil { break }
            // Most lines are the same byte for byte, and then read once.
            if let one, let other, one.bytes == other.bytes {
                let entry = try read(one, firstPath)
                take(entry, entry)
            } else {
                take(
                    try one.map { line throws(ExchangeError) in try read(line, firstPath) },
                    try other.map { line throws(ExchangeError) in try read(line, secondPath) })
            }
        }
        sides.first.head = Head(size: trees.first.size, root: trees.first.root(with: &hasher))
        sides.second.head = Head(size: trees.second.size, root: trees.second.root(with: &hasher))
        return CopyDifference(first: sides.first, second: sides.second, common: common, roots: roots)
    }

    private static func next(
        _ lines: inout EntryLines, _ path: String
    ) throws(ExchangeError) -> EntryLines.Line? {
        do { return try lines.next() } catch { throw .malformed(path: path, explanation: error.explanation) }
    }

    private mutating func read(_ line: EntryLines.Line, _ path: String) throws(ExchangeError) -> Entry {
        do { return try Entry(line.buffer, in: line.range, hasher: &hasher) } catch {
            throw .malformed(path: path, explanation: "expected \(error.expected), found \(error.found)")
        }
    }

    private mutating func take(_ one: Entry?, _ other: Entry?) {
        if let one, let other, !hasForked {
            if one.hash == other.hash { common += 1 } else { hasForked = true }
        }
        if let one { noteKeys(of: one) }
        if let other { noteKeys(of: other) }
        let index = max(trees.first.size, trees.second.size)
        if let one, let other, one.hash == other.hash, !hasForked {
            CopyWalk.note(one, shownBeside: other, index, &sides.first, &sides.second)
            CopyWalk.note(other, shownBeside: one, index, &sides.second, &sides.first)
        }
        if let one {
            if one.event == nil { sides.first.withheld.append(index...index) }
            trees.first.append(one.hash, with: &hasher)
            if hasForked { CopyWalk.noteSigners(of: one, index, without: unchecked, &sides.first) }
        }
        if let other {
            if other.event == nil { sides.second.withheld.append(index...index) }
            trees.second.append(other.hash, with: &hasher)
            if hasForked { CopyWalk.noteSigners(of: other, index, without: unchecked, &sides.second) }
            if watched.contains(trees.second.size) {
                roots[trees.second.size] = trees.second.root(with: &hasher)
            }
        }
    }

    private static func note(
        _ entry: Entry, shownBeside other: Entry, _ index: Int, _ side: inout CopyDifference.Side,
        _ otherSide: inout CopyDifference.Side
    ) {
        guard let event = entry.event, other.event == nil else { return }
        side.showsAlone += 1
        if event.isLedgerEvent && otherSide.hiddenLedgerEvent == nil { otherSide.hiddenLedgerEvent = index }
    }

    private mutating func noteKeys(of entry: Entry) {
        guard let event = entry.event, event.isLedgerEvent, let ledgerEvent = try? LedgerEvent(event) else {
            return
        }
        var keys = [ledgerEvent.broughtKey, ledgerEvent.recovery.reveals].compactMap { $0 }
        if case .opened(let opening) = ledgerEvent { keys += opening.keys }
        for key in keys where !key.publicKey.isSupported { unchecked.insert(key.keyID) }
    }

    private static func noteSigners(
        of entry: Entry, _ index: Int, without unchecked: Set<KeyID>, _ side: inout CopyDifference.Side
    ) {
        for signer in entry.event?.signing?.signers ?? []
        where side.signersAfterFork[signer] == nil && !unchecked.contains(signer) {
            side.signersAfterFork[signer] = index
        }
    }
}
