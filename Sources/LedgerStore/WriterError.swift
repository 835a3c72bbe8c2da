public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// Why nothing was appended. The ledger is as it was before, unless the case says otherwise.
public enum WriterError: Error, Sendable {
    case file(FileFailure)
    /// Another process is writing to this ledger.
    case busy(path: String)
    case doesNotVerify(path: String, VerificationReport)
    /// The file ends before a head that was signed already, with an entry or as a checkpoint: it is an older
    /// copy.
    case olderHistory(path: String, signed: Head, fileSize: Int, keptIn: String)
    /// The file holds other entries than a head that was signed already.
    case otherHistory(path: String, signed: Head, keptIn: String)
    /// A file in which a head that was signed is kept is damaged.
    case headsUnreadable(String)
    /// The key witnesses the logs of others; the folder that says so.
    case witnessKey(String)
    case closed(path: String)
    case noSigner
    case signerNotInForce(KeyID, path: String)
    /// The id stands in the ledger already, with another type, subject or data.
    case idTaken(EventID, index: Int)
    /// Others were recorded since these statements were given their places.
    case placeTaken
    case format(FormatError)
    /// The vocabulary does not allow the statement.
    case nonconforming(ContentViolation, type: String)
    /// What was about to be appended would not verify.
    case refused(Finding)
    case tooLarge(String)
    case crypto(CryptoError)
    /// What is remembered of the ledger is of no use; without it the ledger is read from its beginning.
    case index(ProofIndexError)
    /// The entry is signed and kept beside the key, but may not be on the disk; the next append puts it in
    /// place first.
    case notSynced(FileFailure, keyPath: String)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .file(let failure): failure.description
        case .busy(let path): "another process is writing to \(path)"
        case .doesNotVerify(let path, let report):
            "\(path) does not verify (\(report.verdict.rawValue)), so nothing is appended to it"
        case .olderHistory(let path, let signed, let size, let keptIn):
            "\(path) has \(size) entries, but \(signed.size) were signed already (\(keptIn)): the file is an older copy"
        case .otherHistory(let path, let signed, let keptIn):
            "\(path) does not hold the \(signed.size) entries that were signed already (\(keptIn)): it is another history"
        case .headsUnreadable(let path): "the record of what was signed here before, \(path), is damaged"
        case .witnessKey(let folder): "the key is a witness's (\(folder)), which never signs a ledger"
        case .closed(let path): "\(path) is closed; nothing may follow"
        case .noSigner: "no key was given to sign with"
        case .signerNotInForce(let keyID, let path): "key \(keyID) may not sign in \(path)"
        case .idTaken(let id, let index): "entry \(index) has the id \(id) already, and says something else"
        case .placeTaken: "other statements were recorded in the places of these"
        case .format(let error): "\(error.code.name): expected \(error.expected), found \(error.found)"
        case .nonconforming(let violation, let type):
            "\(type): \(violation.code): expected \(violation.expected), found \(violation.found)"
        case .refused(let finding):
            "\(finding.code): \(finding.code.meaning) Expected \(finding.expected), found \(finding.found)"
        case .tooLarge(let explanation): explanation
        case .crypto(let error): "\(error)"
        case .index(let error): error.message
        case .notSynced(let failure, _): "\(failure); the entry is signed and kept beside the key"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .file(let failure), .notSynced(let failure, _): failure.hint
        case .busy: "wait until it has ended, and try again"
        case .doesNotVerify(let path, _): "goodfaith verify --self-declared \(path) lists what is wrong"
        case .olderHistory: "find the newer file; signing here would make two histories under one name"
        case .otherHistory:
            "find the file that was signed; signing here would make two histories under one name"
        case .headsUnreadable:
            "restore it from a backup; do not remove it, it keeps this office from signing two histories"
        case .witnessKey: "make a key for the ledger alone: goodfaith key new"
        case .closed: "open a successor: goodfaith init --predecessor"
        case .noSigner: "name a private key: --key FILE"
        case .signerNotInForce(_, let path): "goodfaith verify --self-declared \(path) lists the keys that may"
        case .placeTaken: "record them again"
        case .idTaken: "leave --id out for a new statement; to correct the earlier one record event.corrected"
        case .index: "record again with --no-receipt; what stands in the ledger stands"
        default: nil
        }
    }
}
