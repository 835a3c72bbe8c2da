public import LedgerCrypto
public import LedgerStore
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Why a witness does not cosign. What it remembers is as it was before.
public enum WitnessError: Error, Sendable {
    case file(FileFailure)
    /// Another process cosigned for this witness at the same time.
    case busy(path: String)
    /// OpenSSL failed.
    case failed(String)
    /// What is wrong with a key, a name or a checkpoint.
    case text(LogTextError)

    /// The key signs ledgers.
    case ledgerKey(path: String)
    /// The key is one of the keys of the very log that it is to witness.
    case ownLog(LogOrigin)
    case nameNeeded
    /// The key witnesses under another name already.
    case otherName(NoteKeyName)
    /// What the witness remembers of a log is damaged.
    case memoryDamaged(path: String)
    /// The clock says a time before the witness's last cosignature, in seconds since 1970.
    case clockBehind(now: Int, last: Int)

    /// A request that a witness refuses with a status of tlog-witness.
    case refused(WitnessRefusal)

    case copyDoesNotVerify(path: String, VerificationReport)
    /// The copy was changed while it was read.
    case copyChanged(path: String)
    case otherLedger(LogOrigin, path: String)
    /// No Ed25519 key in force in the ledger at that size signed the checkpoint.
    case notSignedByLedger(size: Int)
    /// The witness cosigned a later head already.
    case behind(latest: Head, size: Int)
    /// The ledger does not hold what the witness cosigned.
    case forked(latest: Head, root: SHA256Digest?, rememberedAt: String)
}

extension WitnessError {
    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .file(let failure): failure.description
        case .busy(let path): "another process is cosigning for this witness (\(path))"
        case .text(let error): "\(error)"
        case .failed(let reason): reason
        case .ledgerKey(let path): "\(path) signs a ledger, and a ledger's key never witnesses"
        case .ownLog(let origin): "the key is one of \(origin) itself: nobody witnesses their own log"
        case .nameNeeded: "this key cosigns for the first time, and the witness has no name yet"
        case .otherName(let name): "this key witnesses as \(name); one key has one name"
        case .memoryDamaged(let path): "the record of what this witness cosigned, \(path), is damaged"
        case .clockBehind(let now, let last):
            "the clock says \(now), but this witness cosigned at \(last) already"
        case .refused(let refusal): "\(refusal)"
        case .copyDoesNotVerify(let path, let report):
            "\(path) does not verify against the checkpoint (\(report.verdict.rawValue))"
        case .copyChanged(let path): "\(path) changed while it was read"
        case .otherLedger(let origin, let path): "the checkpoint is of \(origin), and \(path) is another ledger"
        case .notSignedByLedger(let size):
            "no Ed25519 key in force in the ledger at \(size) entries signed the checkpoint"
        case .behind(let latest, let size):
            "this witness cosigned \(latest.size) entries already, and the checkpoint has \(size)"
        case .forked(let latest, let root, _):
            "the ledger does not go on from the \(latest.size) entries that this witness cosigned: their root"
                + " was \(latest.root), and is \(root?.hex ?? "none") here"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .file(let failure): failure.hint
        case .busy: "wait until it has ended, and try again"
        case .text, .failed: nil
        case .ledgerKey, .ownLog: "make a key for the witness alone: goodfaith key new"
        case .nameNeeded: "name it once, like a web address without https: --name witness.example/office"
        case .otherName: "leave --name out, or use another key"
        case .memoryDamaged:
            "restore it from a backup; do not remove it, it keeps this witness from cosigning two histories"
        case .clockBehind: "set the clock of this machine"
        case .refused(let refusal): refusal.hint
        case .copyDoesNotVerify(_, let report):
            switch report.verdict {
            case .notAnchored: "say whose ledger it is: --trust FILE, --fingerprint, or --self-declared"
            case .truncated: "ask for a copy that goes at least as far as the checkpoint"
            case .forked: "keep both files: the party signed a head that its own ledger does not have"
            default: "goodfaith verify names what is wrong with the copy"
            }
        case .copyChanged: "make sure that nobody writes, and try again"
        case .otherLedger: "name the copy of that ledger with --ledger"
        case .notSignedByLedger: "ask the party for a checkpoint by one of its keys"
        case .behind: "ask for a newer checkpoint; a witness never goes back"
        case .forked(_, _, let path):
            "keep \(path) and the new checkpoint: together they show two histories"
        }
    }

    /// 1 where it is evidence against what was given or conflicts with what was seen, 2 where something could
    /// not be read or decided, 64 where the wrong key or name was given.
    public var exitCode: Int32 {
        switch self {
        case .file, .busy, .failed, .memoryDamaged, .clockBehind, .copyChanged: 2
        case .text(let error): error.code == .signatureInvalid ? 1 : 2
        case .ledgerKey, .ownLog, .nameNeeded, .otherName, .otherLedger: 64
        case .refused(let refusal): refusal.exitCode
        case .copyDoesNotVerify(_, let report): report.verdict.exitCode
        case .notSignedByLedger, .behind, .forked: 1
        }
    }
}

extension WitnessRefusal {
    fileprivate var hint: String? {
        switch self {
        case .unknownOrigin: "name the log's key with --log VKEY, or a --policy FILE that has it"
        case .notSigned: "ask the log for a checkpoint by the key that it gave you"
        case .sizesOutOfOrder: "ask for another request: its old size is larger than its checkpoint's"
        case .conflict(latest: 0, _): "ask for a request from the size 0"
        case .conflict(let latest, _): "ask for a request from the size \(latest)"
        case .inconsistent: "keep the request: if the proof is not merely wrong, the log has two histories"
        }
    }

    fileprivate var exitCode: Int32 {
        switch self {
        case .unknownOrigin, .sizesOutOfOrder: 2
        case .notSigned, .conflict, .inconsistent: 1
        }
    }
}
