import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// One row of a table of samples: a file, the question asked of it, and what a verifier must answer.
struct Sample: Sendable {
    let file: String
    let bytes: [UInt8]
    /// The arguments of `goodfaith verify`.
    let arguments: String
    let verdict: Verdict
    /// The code of the first finding that is a root cause; `-` where there is none.
    let code: String
    /// Where it was found; nil where it is about the whole file, or where there is none.
    let index: Int?
    let what: String

    var row: String {
        [file, arguments, verdict.rawValue, code, index.map { "\($0)" } ?? "-", what].joined(separator: "\t")
            + "\n"
    }
}

/// Collects samples that were made from the one good ledger.
struct SampleList {
    private(set) var samples: [Sample] = []
    let good: SampleLedger
    let head: Head

    static let selfDeclared = "--self-declared"
    static let allowing = "--self-declared --allow-withheld"

    init() throws {
        let made = try GoodLedger()
        good = made.builder.ledger
        head = try made.builder.head
    }

    /// A sample that others made of the good ledger after it was signed.
    mutating func tamper(
        _ file: String, _ code: String, _ index: Int?, _ what: String, verdict: Verdict = .altered,
        arguments: String = selfDeclared, _ edit: (inout SampleLedger) throws -> Void
    ) throws {
        var ledger = good
        try edit(&ledger)
        add(file, ledger, code, index, what, verdict: verdict, arguments: arguments)
    }

    /// A sample whose author did something else than in the good ledger.
    mutating func author(
        _ file: String, _ code: String, _ index: Int?, _ what: String, verdict: Verdict = .altered,
        arguments: String = selfDeclared, signers: [Int: [TestKey]] = [:], changes: [Int: LedgerEvent] = [:],
        edits: [Int: LedgerBuilder.Edit] = [:]
    ) throws {
        let ledger = try GoodLedger.ledger(signers: signers, changes: changes, edits: edits)
        add(file, ledger, code, index, what, verdict: verdict, arguments: arguments)
    }

    mutating func add(
        _ file: String, _ ledger: SampleLedger, _ code: String, _ index: Int?, _ what: String,
        verdict: Verdict = .altered, arguments: String = selfDeclared
    ) {
        samples.append(
            Sample(
                file: "\(file).jsonl", bytes: ledger.bytes, arguments: arguments, verdict: verdict,
                code: code, index: index,
                what: what))
    }

    /// The same file once more, with another question.
    mutating func again(
        _ file: String, _ code: String, _ index: Int?, _ what: String, verdict: Verdict, arguments: String
    ) {
        guard let sample = samples.last(where: { $0.file == "\(file).jsonl" }) else { return }
        samples.append(
            Sample(
                file: sample.file, bytes: sample.bytes, arguments: arguments, verdict: verdict, code: code,
                index: index,
                what: what))
    }
}
