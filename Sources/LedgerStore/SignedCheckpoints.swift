public import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Why a checkpoint is not signed. Nothing was signed and nothing written.
public enum CheckpointError: Error, Sendable {
    case file(FileFailure)
    /// Another process signs with this key.
    case busy(path: String)
    case doesNotVerify(path: String, VerificationReport)
    /// A key that is not Ed25519 signs no notes.
    case keyKind(SignatureAlgorithm, path: String)
    case signerNotInForce(KeyID, path: String)
    /// A witness's key never signs for a ledger.
    case witnessKey(folder: String)
    /// The file ends before a head that was signed already.
    case olderCopy(path: String, signed: Head, keptIn: String, fileSize: Int)
    /// The file holds other entries than a head that was signed already.
    case otherHistory(path: String, signed: Head, keptIn: String)
    /// A file in which signed heads are kept is damaged.
    case damaged(String, explanation: String)
    case note(LogTextError)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .file(let failure): failure.description
        case .busy(let path): "another process signs with \(path)"
        case .doesNotVerify(let path, let report):
            "\(path) does not verify (\(report.verdict.rawValue)), so no checkpoint of it is signed"
        case .keyKind(let algorithm, let path):
            "\(path) is a key of \(algorithm.rawValue), and checkpoints are signed with Ed25519 keys alone"
        case .signerNotInForce(let keyID, let path): "key \(keyID) may not sign for \(path)"
        case .witnessKey(let folder): "the key is a witness's (\(folder)), which never signs for a ledger"
        case .olderCopy(let path, let signed, let keptIn, let size):
            "\(path) has \(size) entries, but a head of \(signed.size) was signed already (\(keptIn)): the file was restored from an older copy"
        case .otherHistory(let path, let signed, let keptIn):
            "\(path) does not hold the \(signed.size) entries whose head was signed already (\(keptIn)): it is another history"
        case .damaged(let path, let explanation): "\(path) is damaged: \(explanation)"
        case .note(let error): "the checkpoint cannot be signed: \(error)"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .file(let failure): failure.hint
        case .busy: "wait for its end and try again"
        case .doesNotVerify(let path, _): "goodfaith verify --self-declared \(path) lists what is wrong"
        case .keyKind: "give an Ed25519 key of the ledger; every signed entry is a signed head too"
        case .signerNotInForce(_, let path): "goodfaith verify --self-declared \(path) lists the keys that may"
        case .witnessKey: "sign with a key of the ledger"
        case .olderCopy: "find the newer file; a head of this one would make two histories under one name"
        case .otherHistory: "find the file that was signed; a head of this one would make two histories"
        case .damaged:
            "restore it from a backup; do not remove it, it keeps this office from signing two histories"
        case .note: nil
        }
    }
}

/// The heads of one ledger that were signed as checkpoints: the last one stands beside the ledger and beside the
/// key, each put in place and on the disk before a signature is handed out.
public struct SignedCheckpoints: Sendable {
    /// Beside the ledger, where others who sign for it find it.
    public let besideLedger: String
    private let besideKey: String
    private let keyFolder: String
    private let heads: SignedHeads
    private let key: SigningKey
    private let path: String

    /// A head that was signed, and the file that says so.
    private struct Kept {
        let head: Head
        let path: String
        let checkpoint: SignedCheckpoint?
    }

    private init(of path: String, _ fingerprint: SHA256Digest, _ key: SigningKey) {
        self.path = path
        self.key = key
        besideLedger = SignedCheckpoints.path(besideLedger: path)
        keyFolder = KeyFolders(keyPath: key.path).heads
        besideKey = "\(keyFolder)/\(fingerprint.hex).checkpoint"
        heads = SignedHeads(keyPath: key.path, fingerprint: fingerprint)
    }

    /// Where the last checkpoint of a ledger stands.
    public static func path(besideLedger path: String) -> String { "\(Folder.resolved(path)).checkpoint" }

    /// Signs the head of a ledger: verifies all of it, holds it against every head that was signed before, and
    /// keeps what is signed. The same head again gives the same checkpoint again.
    ///
    /// - Parameter trust: what the ledger must match; the office takes its own word for its own ledger.
    public static func sign(
        _ path: String, with key: SigningKey, trust: Trust, rules: any ContentRules,
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil
    ) throws(CheckpointError) -> (checkpoint: SignedCheckpoint, report: VerificationReport) {
        guard key.key.algorithm == .ed25519 else { throw .keyKind(key.key.algorithm, path: key.path) }
        let store = SignedCheckpoints(of: path, try fingerprint(of: path), key)
        let lock: SignedHeadsLock
        do throws(WriterError) { lock = try store.heads.lock() } catch { throw CheckpointError(error) }
        defer { withExtendedLifetime(lock) {} }
        let kept = try store.kept()
        var verifier = LedgerVerifier(trust: trust, allowsWithheld: true, rules: rules)
        verifier.watchedSizes = Set(kept.map(\.head.size))
        let report = LedgerFile.verify(path, with: verifier, progress: progress)
        return (try store.sign(report, kept), report)
    }

    private static func fingerprint(of path: String) throws(CheckpointError) -> SHA256Digest {
        let line: [UInt8]
        do {
            let file = try OpenFile(path, .read)
            line = try file.read(Limits.lineBytesMax, at: 0)
        } catch { throw .file(error) }
        let end = line.firstIndex(of: UInt8(ascii: "\n")) ?? line.count
        guard let entry = try? Entry(line, in: 0..<end), entry.event?.name == LedgerEvent.Kind.opened.rawValue
        else {
            let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
            throw .doesNotVerify(path: path, LedgerFile.verify(path, with: verifier))
        }
        return entry.hash
    }

    // MARK: What was signed before

    private func kept() throws(CheckpointError) -> [Kept] {
        var kept: [Kept] = []
        for path in [besideKey, besideLedger] where Folder.isTaken(path) {
            let bytes: [UInt8]
            do {
                let file = try OpenFile(path, .read, followsLinks: false)
                bytes = try file.read(SignedNote.bytesMax + 1, at: 0)
            } catch { throw .file(error) }
            do throws(LogTextError) {
                let checkpoint = try SignedCheckpoint(bytes)
                kept.append(Kept(head: checkpoint.checkpoint.head, path: path, checkpoint: checkpoint))
            } catch { throw .damaged(path, explanation: "\(error)") }
        }
        do throws(WriterError) {
            if let head = try heads.last() {
                kept.append(Kept(head: head.head, path: keyFolder, checkpoint: nil))
            }
        } catch { throw CheckpointError(error) }
        return kept
    }

    private func sign(
        _ report: VerificationReport, _ kept: [Kept]
    ) throws(CheckpointError) -> SignedCheckpoint {
        for kept in kept where report.verdict != .unreadable {
            if let root = report.roots[kept.head.size], root != kept.head.root {
                throw .otherHistory(path: path, signed: kept.head, keptIn: kept.path)
            }
            if kept.head.size > report.entryCount, report.verdict != .altered {
                throw .olderCopy(
                    path: path, signed: kept.head, keptIn: kept.path, fileSize: report.entryCount)
            }
        }
        guard report.verdict.leavesChainWhole, report.verdict != .notAnchored, let head = report.head,
            report.verifiedTo == head.size - 1, let origin = report.ledger?.opening.origin
        else { throw .doesNotVerify(path: path, report) }
        guard report.keys(inForceAt: head.size).contains(where: { $0.keyID == key.keyID }) else {
            throw .signerNotInForce(key.keyID, path: path)
        }
        let checkpoint: SignedCheckpoint
        if let earlier = again(head, kept) {
            checkpoint = earlier
        } else {
            checkpoint = try note(Checkpoint(origin: LogOrigin(origin), head: head))
        }
        do {
            try Folder.create(keyFolder)
            try SignedCheckpoints.keep(checkpoint, in: besideKey)
            try Folder.synchronize(of: keyFolder)
            try SignedCheckpoints.keep(checkpoint, in: besideLedger)
        } catch { throw .file(error) }
        return checkpoint
    }

    private static func keep(_ checkpoint: SignedCheckpoint, in path: String) throws(FileFailure) {
        var fresh = try FreshFile(at: path + ".new")
        try fresh.append(checkpoint.bytes)
        try fresh.place(over: path)
    }

    /// The checkpoint of this very head that this key signed before, with the cosignatures it has got since.
    private func again(_ head: Head, _ kept: [Kept]) -> SignedCheckpoint? {
        for checkpoint in kept.compactMap(\.checkpoint).reversed() where checkpoint.checkpoint.head == head {
            let signers: [PublicKey]? = try? checkpoint.logSigners(among: [key.key.publicKey])
            if signers?.isEmpty == false { return checkpoint }
        }
        return nil
    }

    private func note(_ checkpoint: Checkpoint) throws(CheckpointError) -> SignedCheckpoint {
        do throws(LogTextError) { return try SignedCheckpoint.sign(checkpoint, with: key.key) } catch {
            throw .note(error)
        }
    }
}

extension CheckpointError {
    fileprivate init(_ error: WriterError) {
        switch error {
        case .file(let failure): self = .file(failure)
        case .busy(let path): self = .busy(path: path)
        case .witnessKey(let folder): self = .witnessKey(folder: folder)
        case .headsUnreadable(let path): self = .damaged(path, explanation: "no head stands in it")
        default: self = .damaged("", explanation: error.message)
        }
    }
}
