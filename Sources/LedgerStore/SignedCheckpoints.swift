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
    /// Entries were signed that did not reach the file: a record was interrupted.
    case unfinished(path: String, signed: Head, fileSize: Int)
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
        case .unfinished(let path, let signed, let size):
            "\(path) has \(size) entries, but this key already signed \(signed.size): recording was interrupted before the last reached the file"
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
        case .unfinished:
            "record again with the same key first, which puts what was signed in place; then sign the checkpoint"
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
    private let heads: SignedHeads
    private let key: SigningKey
    private let path: String

    /// - Parameters:
    ///   - path: how the ledger is named to the user.
    ///   - opened: where it stands, by no link.
    private init(of path: String, at opened: String, _ fingerprint: SHA256Digest, _ key: SigningKey) {
        self.path = path
        self.key = key
        besideLedger = SignedCheckpoints.path(besideLedger: opened)
        heads = SignedHeads(keyPath: key.path, fingerprint: fingerprint)
    }

    /// Where the last checkpoint of a ledger stands.
    public static func path(besideLedger path: String) -> String { "\(Folder.resolved(path)).checkpoint" }

    /// Signs the head of a ledger: verifies all of it, holds it against every head that was signed before, and
    /// keeps what is signed. The same head again gives the same checkpoint again.
    ///
    /// - Parameter trust: what the ledger must match; the office takes its own word for its own ledger.
    /// - Returns: the checkpoint, the report, and where a file was set aside that stood in the place of the
    ///   ledger's checkpoint and is none of this ledger; nil where there was none.
    public static func sign(
        _ path: String, with key: SigningKey, trust: Trust, rules: any ContentRules,
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil
    ) throws(CheckpointError) -> (checkpoint: SignedCheckpoint, report: VerificationReport, setAside: String?) {
        guard key.key.algorithm == .ed25519 else { throw .keyKind(key.key.algorithm, path: key.path) }
        // A link is followed once: what it leads to later is another matter.
        let opened = Folder.resolved(path)
        let fingerprint = try fingerprint(of: opened)
        let store = SignedCheckpoints(of: path, at: opened, fingerprint, key)
        var history: SignedHistory
        do throws(WriterError) {
            history = try SignedHistory(of: opened, fingerprint, keyPaths: [key.path])
        } catch { throw CheckpointError(error) }
        let locks = history.locks
        defer { withExtendedLifetime(locks) {} }
        var verifier = LedgerVerifier(trust: trust, allowsWithheld: true, rules: rules)
        verifier.watchedSizes = history.watchedSizes
        var keyEvents: [Int] = []
        let report = LedgerFile.verify(
            opened, with: verifier, progress: progress,
            deliver: { if $0.event?.isKeyEvent == true { keyEvents.append($0.index) } })
        // What was locked and remembered is of the ledger whose first line was read.
        if let ledger = report.ledger, ledger.fingerprint != fingerprint { throw .file(.replaced(path)) }
        let belonging = Belonging(report, keyEvents: keyEvents)
        history.judge(by: belonging)
        let checkpoint = try store.sign(report, history)
        let setAside: String?
        do { setAside = try store.keep(checkpoint, belonging) } catch { throw CheckpointError(error) }
        return (checkpoint, report, setAside)
    }

    private static func fingerprint(of path: String) throws(CheckpointError) -> SHA256Digest {
        do { if let fingerprint = try OpenFile(path, .read).ledgerFingerprint() { return fingerprint } } catch {
            throw .file(error)
        }
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
        throw .doesNotVerify(path: path, LedgerFile.verify(path, with: verifier))
    }

    private func sign(
        _ report: VerificationReport, _ history: SignedHistory
    ) throws(CheckpointError) -> SignedCheckpoint {
        if report.verdict != .unreadable {
            switch history.contradiction(
                size: report.entryCount, roots: report.roots, isAltered: report.verdict == .altered)
            {
            case .otherHistory(let kept):
                throw .otherHistory(path: path, signed: kept.head, keptIn: kept.keptIn)
            case .olderCopy(let kept):
                throw .olderCopy(
                    path: path, signed: kept.head, keptIn: kept.keptIn, fileSize: report.entryCount)
            case .unfinished(let kept):
                throw .unfinished(path: path, signed: kept.head, fileSize: report.entryCount)
            case nil: break
            }
        }
        guard report.verdict.leavesChainWhole, report.verdict != .notAnchored, let head = report.head,
            report.verifiedTo == head.size - 1, let origin = report.ledger?.opening.origin
        else { throw .doesNotVerify(path: path, report) }
        guard report.keys(inForceAt: head.size).contains(where: { $0.keyID == key.keyID }) else {
            throw .signerNotInForce(key.keyID, path: path)
        }
        if let earlier = again(head, history) { return earlier }
        return try note(Checkpoint(origin: LogOrigin(origin), head: head))
    }

    /// Puts the checkpoint in both places, first beside the key.
    ///
    /// - Returns: where a file was set aside that stood beside the ledger and is none of its checkpoints.
    private func keep(_ checkpoint: SignedCheckpoint, _ belonging: Belonging?) throws(WriterError) -> String? {
        do {
            try Folder.create(heads.folder)
            var fresh = try FreshFile(at: heads.checkpoint + ".new")
            try fresh.append(checkpoint.bytes)
            try fresh.place(over: heads.checkpoint)
            try Folder.synchronize(of: heads.folder)
        } catch { throw .file(error) }
        return try keepBesideLedger(checkpoint, belonging)
    }

    /// The keys of a ledger have a lock each: another key may have signed a later head meanwhile, which must
    /// not be forgotten. What stands there is therefore read again while the file in the making keeps others
    /// out.
    private func keepBesideLedger(
        _ checkpoint: SignedCheckpoint, _ belonging: Belonging?
    ) throws(WriterError) -> String? {
        var fresh = try SignedCheckpoints.fresh(at: besideLedger + ".new")
        let standing = try SignedHistory.checkpoint(in: besideLedger)?.checkpoint
        var setAside: String?
        if let standing {
            if belonging?.holds(for: standing) != true {
                setAside = LedgerRecovery.freePath(besideLedger)
            } else if standing.checkpoint.head.size > checkpoint.checkpoint.head.size {
                return nil
            }
        }
        do {
            if let setAside { try Folder.move(besideLedger, toNew: setAside) }
            try fresh.append(checkpoint.bytes)
            try fresh.place(over: besideLedger)
        } catch { throw .file(error) }
        return setAside
    }

    private static func fresh(at path: String) throws(WriterError) -> FreshFile {
        do { return try FreshFile(at: path) } catch { throw .file(error) }
    }

    /// The checkpoint of this very head that this key signed before, with the cosignatures it has got since.
    private func again(_ head: Head, _ history: SignedHistory) -> SignedCheckpoint? {
        for checkpoint in history.checkpoints.reversed() where checkpoint.checkpoint.head == head {
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
        case .headsUnreadable(let path):
            self = .damaged(path, explanation: "no signed head can be read from it")
        default: self = .damaged("", explanation: error.message)
        }
    }
}
