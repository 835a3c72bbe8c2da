public import LedgerCrypto
internal import LedgerFormat
public import LedgerStore
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Why a file was not received, compared or handed out. What is held is as it was before.
public enum ExchangeError: Error, Sendable {
    case file(FileFailure)
    case crypto(CryptoError)
    /// Another process is receiving into the folder.
    case busy(folder: String)
    /// The folder's file with trust anchors is missing or cannot be used.
    case noAnchors(path: String, explanation: String)
    case tooLarge(path: String, byteCount: Int, bytesMax: Int)
    /// Neither a ledger, nor a part, a disclosure or a checkpoint; or one that is not of the right form.
    case malformed(path: String, explanation: String)
    case doesNotVerify(path: String, VerificationReport)
    /// Put together with the copy held, the file does not verify.
    case doesNotVerifyTogether(path: String, held: String, VerificationReport)
    /// The copy that is held is not what was received.
    case heldCopyChanged(path: String, explanation: String)
    case headsDamaged(path: String, line: Int)
    /// A part, a disclosure or a checkpoint of a ledger of which nothing is held.
    case nothingHeld(path: String, ledger: String, folder: String)
    /// Copies of several ledgers of that name are held, and the checkpoint fits none or more than one.
    case severalLedgers(path: String, ledger: String, folder: String)
    /// The part begins after the end of the copy held.
    case partBeginsLater(path: String, from: Int, held: Int)
    /// The part goes on from another history than the copy held; the file is kept aside.
    case partOfOtherHistory(path: String, head: Head, keptAside: String)
    /// An entry of a disclosure is not the one that stands in the copy held.
    case disclosureDoesNotFit(path: String, index: Int)
    /// The copy withholds an event of the ledger or its keys, which is never withheld.
    case hidesLedgerEvent(path: String, index: Int)
    /// No key that is in force in the copy held signed the checkpoint.
    case checkpointByNoKey(path: String, head: Head, isBeyondHeld: Bool)
    case checkpoint(path: String, LogTextError)
    /// The head that the recipient gave is not one of the file's.
    case notGivenHead(path: String, Head)
    /// The two files are copies of two ledgers.
    case twoLedgers(String, String)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .file(let failure): failure.description
        case .crypto(let error): "\(error)"
        case .busy(let folder): "another process is receiving into \(folder)"
        case .noAnchors(let path, let explanation): "\(path): \(explanation)"
        case .tooLarge(let path, let count, let most):
            "\(path) has \(count) bytes, and at most \(most) are received"
        case .malformed(let path, let explanation): "\(path): \(explanation)"
        case .doesNotVerify(let path, let report):
            "\(path) does not verify (\(report.verdict.rawValue))"
                + ExchangeError.first(report)
        case .doesNotVerifyTogether(let path, let held, let report):
            "\(path) and \(held) do not verify together (\(report.verdict.rawValue))"
                + ExchangeError.first(report)
        case .heldCopyChanged(let path, let explanation): "\(path) is not what was received: \(explanation)"
        case .headsDamaged(let path, let line): "\(path), line \(line): no head of the form size:sha256:..."
        case .nothingHeld(let path, let ledger, let folder):
            "\(path) is of \(ledger), of which no copy is held in \(folder)"
        case .severalLedgers(let path, let ledger, let folder):
            "\(path) may be of any of the ledgers called \(ledger) in \(folder), and does not show of which"
        case .partBeginsLater(let path, let from, let held):
            "\(path) goes on from \(from) entries, but the copy held has \(held)"
        case .partOfOtherHistory(let path, let head, let aside):
            "\(path) goes on from \(head), which is not in the history that is held; it is kept as \(aside)"
        case .disclosureDoesNotFit(let path, let index):
            "\(path): entry \(index) is not the one that stands in the copy held"
        case .hidesLedgerEvent(let path, let index):
            "\(path) withholds entry \(index), an event of the ledger or its keys: those are never withheld"
        case .checkpointByNoKey(let path, let head, _):
            "\(path): no key that is in force in the copy held signed the head of \(head.size) entries"
        case .checkpoint(let path, let error): "\(path): \(error)"
        case .notGivenHead(let path, let head): "\(path) is not of the history of \(head), the head given"
        case .twoLedgers(let one, let other): "\(one) and \(other) are copies of two ledgers"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .file(let failure): failure.hint
        case .busy: "wait until it has ended, and try again"
        case .noAnchors:
            "write into it, for each ledger that you expect: ledger ORIGIN sha256:FINGERPRINT, as its party told you"
        case .tooLarge: "if you expect a file of that size, give --max-bytes"
        case .malformed: "ask the sender for the file again"
        case .doesNotVerify(_, let report) where report.verdict == .incomplete:
            "ask for the whole file; where it ends with withheld entries, ask for its head too (receive --against)"
        case .doesNotVerify(_, let report) where report.verdict == .untrusted:
            "compare the fingerprint with what the party told you, and put that into trust.txt"
        case .doesNotVerify(let path, _): "goodfaith verify --self-declared \(path) lists what is wrong"
        case .doesNotVerifyTogether: "keep both files, and ask the party for the whole ledger"
        case .heldCopyChanged:
            "restore it from a backup, or move the copy away and receive it again; its .heads stay"
        case .headsDamaged: "restore the line from a backup; nothing of this ledger is received until then"
        case .nothingHeld: "receive the ledger itself first"
        case .severalLedgers:
            "name the one that you expect by its fingerprint in trust.txt, and receive its newest copy first"
        case .partBeginsLater(_, _, let held): "ask for the part from entry \(held) on"
        case .partOfOtherHistory: "ask the party for the whole ledger, and compare it with the copy held"
        case .disclosureDoesNotFit:
            "receive the newest copy of the ledger first; if it does not help, ask the party"
        case .hidesLedgerEvent: "keep the file, and ask the party for a copy that shows that entry"
        case .checkpointByNoKey(_, _, let isBeyond):
            isBeyond ? "keys may have changed since: receive the newest copy of the ledger first" : nil
        case .notGivenHead: "look whether the head was copied rightly; if it was, keep the file as evidence"
        case .twoLedgers: "compare copies of one ledger: of one fingerprint"
        case .crypto, .checkpoint: nil
        }
    }

    /// 1 where it is evidence against a file, 2 where something could not be read or decided.
    public var exitCode: Int32 {
        switch self {
        case .doesNotVerify(_, let report): report.verdict.exitCode
        case .doesNotVerifyTogether, .partOfOtherHistory, .disclosureDoesNotFit, .hidesLedgerEvent,
            .notGivenHead:
            1
        case .checkpointByNoKey(_, _, let isBeyond): isBeyond ? 2 : 1
        case .checkpoint(_, let error): error.code == .signatureInvalid ? 1 : 2
        default: 2
        }
    }

    private static func first(_ report: VerificationReport) -> String {
        guard let finding = report.findings.first else { return "" }
        let place = finding.index.map { "entry \($0): " } ?? ""
        return ": \(place)\(finding.code.meaning)"
    }
}

/// Runs what may fail in the ways of the modules below, and says it in the words of this one.
func exchanging<T: ~Copyable>(_ path: String, _ body: () throws -> T) throws(ExchangeError) -> T {
    do { return try body() } catch let error as ExchangeError {
        throw error
    } catch let failure as FileFailure {
        throw .file(failure)
    } catch let failure as LedgerReadFailure {
        throw .malformed(path: path, explanation: failure.explanation)
    } catch let error as FormatError {
        throw .malformed(path: path, explanation: "expected \(error.expected), found \(error.found)")
    } catch let error as LogTextError {
        throw .checkpoint(path: path, error)
    } catch let error as CryptoError {
        throw .crypto(error)
    } catch {
        throw .malformed(path: path, explanation: "\(error)")
    }
}
