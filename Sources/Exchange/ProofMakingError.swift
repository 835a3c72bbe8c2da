public import LedgerCrypto
public import LedgerFormat
public import LedgerProof
public import LedgerStore
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Why a proof is not made.
public enum ProofMakingError: Error, Sendable {
    case index(ProofIndexError)
    case proof(ProofError)
    case note(LogTextError)
    case crypto(CryptoError)
    case noEntry(Int, size: Int)
    /// A word of the command line that names no entry.
    case noReference(String)
    /// Several entries have hashes that begin so.
    case ambiguous(String, count: Int)
    case nothingAbout(Subject)
    /// No head covers the entries without showing another statement.
    case noHead(covering: Int)
    /// The head that was given ends before an entry that is to be proven.
    case headTooSmall(Head, index: Int)
    /// The head is not one of this ledger.
    case otherHistory(Head)
    /// The head is of more entries than the file has.
    case endsBefore(Head, size: Int)
    /// The checkpoint is of another ledger, or no key of this one signed it.
    case foreignCheckpoint(Head, Finding)
    /// The entry signs no head: it is a batch's member, or entry 0.
    case signsNoHead(Int)
    /// Made and checked, the proof does not hold: the ledger is damaged.
    case doesNotHold(Finding)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .index(let error): error.message
        case .proof(let error): "\(error)"
        case .note(let error): "\(error)"
        case .crypto(let error): "\(error)"
        case .noEntry(let index, let size): "there is no entry \(index): the ledger has \(size)"
        case .noReference(let word): "\(word) names no entry of the ledger"
        case .ambiguous(let word, let count): "the hashes of \(count) entries begin with \(word)"
        case .nothingAbout(let subject): "the ledger has no entry about \(subject)"
        case .noHead(let index):
            "no checkpoint covers entry \(index), and any signed entry after it would show what it states"
        case .headTooSmall(let head, let index): "the head \(head) does not cover entry \(index)"
        case .otherHistory(let head): "the ledger does not hold the entries of the head \(head)"
        case .endsBefore(let head, let size): "the file has \(size) entries and ends before the head \(head)"
        case .foreignCheckpoint(let head, let finding):
            "the checkpoint of the head \(head) is not this ledger's: "
                + "expected \(finding.expected), found \(finding.found)"
        case .signsNoHead(let index): "entry \(index) signs no head: it is entry 0, or not signed by itself"
        case .doesNotHold(let finding):
            "\(finding.code): \(finding.code.meaning) Expected \(finding.expected), found \(finding.found)"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .index(let error): error.hint
        case .noReference: "give an index, or at least 6 digits of an event hash; goodfaith log lists them"
        case .ambiguous: "give more digits"
        case .nothingAbout: "goodfaith log --subject lists the entries about a case"
        case .noHead:
            "make one with goodfaith checkpoint, or name a signed entry that may be shown: --head INDEX"
        case .headTooSmall: "make a checkpoint of the ledger as it is now with goodfaith checkpoint"
        case .otherHistory:
            "if the party signed this head, keep it and the file: together they show two histories"
        case .endsBefore: "find the newer file, or check that the head is this ledger's"
        case .foreignCheckpoint: "name a checkpoint of this ledger; goodfaith checkpoint signs one"
        case .signsNoHead: "name the index of a later entry that is signed by itself"
        case .doesNotHold: "goodfaith verify --self-declared says what is wrong with the ledger"
        case .proof, .note, .crypto, .noEntry: nil
        }
    }

    /// Whether an index that is made anew might mend it: a proof that does not hold may lie there too.
    public var mayBeTheIndex: Bool {
        switch self {
        case .index(.stale), .doesNotHold, .otherHistory, .endsBefore, .foreignCheckpoint, .noReference,
            .nothingAbout, .proof:
            true
        default: false
        }
    }

    static func indexing<Value: ~Copyable>(
        _ body: () throws(ProofIndexError) -> Value
    ) throws(ProofMakingError) -> Value {
        do throws(ProofIndexError) { return try body() } catch { throw .index(error) }
    }

    static func proving<Value>(_ body: () throws(ProofError) -> Value) throws(ProofMakingError) -> Value {
        do throws(ProofError) { return try body() } catch { throw .proof(error) }
    }
}
