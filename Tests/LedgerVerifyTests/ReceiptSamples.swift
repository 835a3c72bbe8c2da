import Casework
import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// A ledger with every receipt that a verification of a beginning of it gives.
struct ReceiptSample: CustomStringConvertible {
    let name: String
    let bytes: [UInt8]

    var description: String { name }
    /// Whether it is among the ledgers that have everything a ledger can have, and are small.
    var isOdd: Bool { name.hasPrefix("odd/") || name == "tampered/good.jsonl" }

    /// All ledgers among the samples, good, odd and tampered.
    static func all() throws -> [ReceiptSample] {
        let folder = SampleTable.odd.folder.deletingLastPathComponent()
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
        return try files.filter { $0.hasSuffix(".jsonl") }.sorted().map {
            ReceiptSample(name: $0, bytes: [UInt8](try Data(contentsOf: folder.appending(path: $0))))
        }
    }

    /// Where each line ends.
    var lineEnds: [Int] { bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 } }

    /// What a verification of the first bytes leaves behind, written and read again.
    func prefix(_ byteCount: Int, level: VerificationLevel = .full, watching: Set<Int> = []) throws
        -> VerifiedPrefix?
    {
        var verifier = LedgerVerifier(
            trust: .selfDeclared, level: level, allowsWithheld: true, rules: Vocabulary.current)
        verifier.watchedSizes = watching
        let made = verifier.verify(BytesInMemory(Array(bytes[..<byteCount])), resuming: [])
        guard let receipt = made.receipt else { return nil }
        let encoded = try receipt.encoded(madeBy: "test 1")
        return VerificationReceipt(encoded, madeBy: "test 1").map {
            VerifiedPrefix($0, ids: SortedIDs(made.ids))
        }
    }
}

/// A verification with all that it said and handed out, as text.
struct AnswerText: Equatable, CustomStringConvertible {
    var text: String
    var description: String { text }

    init(
        _ verifier: LedgerVerifier,
        _ run: (LedgerVerifier, @escaping (VerifiedEntry) -> Void) -> VerificationReport
    ) {
        var delivered: [String] = []
        let report = run(verifier) { entry in
            delivered.append("\(entry.index) \(entry.byteOffset) \(entry.hash) \(entry.voucher)")
        }
        let keys = report.enrolledKeys.map { "\($0) \(report.compromisedSince($0) ?? -1)" }
        let roots = report.roots.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        text =
            ([report.fullText, "\(report.seenOutside)"] + keys + roots + delivered).joined(separator: "\n")
    }
}
