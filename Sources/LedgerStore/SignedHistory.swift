internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// Every head of one ledger that was signed here before, be it with an entry or as a checkpoint: whoever signs
/// next, an entry or a checkpoint, holds the file against all of them.
///
/// What stands beside a key is the office's own memory and is believed. Beside the ledger anybody may have put
/// a file who may write there: it counts only if it is of the ledger's origin and a key of the ledger signed
/// it.
struct SignedHistory {
    /// A head that was signed, and the file that says so.
    struct Kept: Sendable {
        let head: Head
        let keptIn: String
        var checkpoint: SignedCheckpoint?
        /// How many entries stood before those that the head was signed with, where their lines are kept too.
        var sizeBefore: Int?
    }

    /// What a file is that does not go on from all that was signed.
    enum Contradiction {
        case olderCopy(Kept)
        /// Entries were signed last that did not reach the file; recording again puts them there.
        case unfinished(Kept)
        case otherHistory(Kept)
    }

    /// Held as long as somebody signs, so that no copy of the ledger is signed with these keys meanwhile.
    let locks: [SignedHeadsLock]
    /// What each key signed last with an entry, with the lines.
    let records: [SignedHead]
    /// The checkpoint beside the ledger, where one stands there and does not count.
    private(set) var notBelieved: Kept?

    /// What counts.
    private var kept: [Kept]
    /// Not judged yet.
    private var besideLedger: Kept?

    /// Locks and reads what the keys signed in the ledger, and then what stands beside the ledger.
    init(of ledger: String, _ fingerprint: SHA256Digest, keyPaths: [String]) throws(WriterError) {
        var locks: [SignedHeadsLock] = []
        var records: [SignedHead] = []
        var kept: [Kept] = []
        for keyPath in keyPaths {
            let heads = SignedHeads(keyPath: keyPath, fingerprint: fingerprint)
            locks.append(try heads.lock())
            if let checkpoint = try SignedHistory.checkpoint(in: heads.checkpoint) { kept.append(checkpoint) }
            if let signed = try heads.last() {
                records.append(signed)
                kept.append(Kept(head: signed.head, keptIn: heads.path, sizeBefore: signed.sizeBefore))
            }
        }
        self.locks = locks
        self.records = records
        self.kept = kept
        besideLedger = try SignedHistory.checkpoint(in: SignedCheckpoints.path(besideLedger: ledger))
    }

    /// Lets each of the keys remember what it signed last together with another of them: a crash may have come
    /// between what the one remembers and the other, and what was signed is in the file by now. To be called once
    /// the file goes on from all that the keys remember.
    func level(_ signers: [SigningKey], _ fingerprint: SHA256Digest) throws(WriterError) {
        guard let newest = records.max(by: { $0.head.size < $1.head.size }) else { return }
        let lines = newest.lines.dropLast()
        let start = lines.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard let entry = try? Entry(newest.lines, in: start..<lines.count),
            let signed = entry.event?.signing?.signers
        else { return }
        for key in signers where signed.contains(key.keyID) {
            let heads = SignedHeads(keyPath: key.path, fingerprint: fingerprint)
            if let last = try heads.last(), last.head.size >= newest.head.size { continue }
            do { try heads.keep(newest) } catch { throw .file(error) }
        }
    }

    /// The checkpoint in a file; nil where nothing has that name.
    static func checkpoint(in path: String) throws(WriterError) -> Kept? {
        guard Folder.isTaken(path) else { return nil }
        let bytes: [UInt8]
        do {
            let file = try OpenFile(path, .read, followsLinks: false)
            bytes = try file.read(SignedNote.bytesMax + 1, at: 0)
        } catch { throw .file(error) }
        do throws(LogTextError) {
            let checkpoint = try SignedCheckpoint(bytes)
            return Kept(head: checkpoint.checkpoint.head, keptIn: path, checkpoint: checkpoint)
        } catch { throw .headsUnreadable(path) }
    }

    /// The sizes at which a verification must note the root.
    var watchedSizes: Set<Int> { Set((kept + [besideLedger].compactMap(\.self)).map(\.head.size)) }

    /// The last head that the keys themselves are known to have signed.
    var last: Head? { kept.map(\.head).max { $0.size < $1.size } }

    /// The checkpoints that count.
    var checkpoints: [SignedCheckpoint] { kept.compactMap(\.checkpoint) }

    /// Decides whether the checkpoint beside the ledger counts, once the ledger's keys are known.
    mutating func judge(by belonging: Belonging?) {
        guard let beside = besideLedger, let belonging else { return }
        if let checkpoint = beside.checkpoint, belonging.holds(for: checkpoint) {
            kept.append(beside)
        } else {
            notBelieved = beside
        }
        besideLedger = nil
    }

    /// What a verified file contradicts; nil where it goes on from everything.
    ///
    /// - Parameters:
    ///   - size: how many entries the file has.
    ///   - roots: of the file, at the watched sizes.
    ///   - isAltered: whether entries of it are damaged; then it is not said to end too early.
    func contradiction(size: Int, roots: [Int: SHA256Digest], isAltered: Bool) -> Contradiction? {
        for kept in kept {
            if let root = roots[kept.head.size], root != kept.head.root { return .otherHistory(kept) }
        }
        if isAltered { return nil }
        let beyond = kept.filter { $0.head.size > size }
        // Only what stands just before the signed lines, or breaks off among them, can be finished with them.
        if let older = beyond.first(where: { ($0.sizeBefore ?? .max) > size }) { return .olderCopy(older) }
        return beyond.first.map { .unfinished($0) }
    }
}

/// What tells the checkpoints of one ledger from all others: its origin, and the keys that it ever enrolled.
struct Belonging {
    private let origin: LogOrigin
    private let keys: [PublicKey]

    /// - Parameters:
    ///   - report: of the whole ledger; nil comes of one whose entry 0 does not hold.
    ///   - keyEvents: the indexes of its key events.
    init?(_ report: VerificationReport, keyEvents: [Int]) {
        guard let ledger = report.ledger else { return nil }
        origin = LogOrigin(ledger.opening.origin)
        var keys: [KeyID: PublicKey] = [:]
        // Retired keys too: every key was in force just after the event that enrolled it.
        for index in keyEvents {
            for key in report.keys(inForceAt: index + 1) { keys[key.keyID] = key }
        }
        self.keys = Array(keys.values)
    }

    /// Whether the checkpoint is of this ledger's origin, and a key of the ledger signed it.
    func holds(for checkpoint: SignedCheckpoint) -> Bool {
        guard checkpoint.checkpoint.origin == origin else { return false }
        // One key at a time: a line that is not valid must not take away from one that is.
        for key in keys {
            let signers: [PublicKey]? = try? checkpoint.logSigners(among: [key])
            if signers?.isEmpty == false { return true }
        }
        return false
    }
}
