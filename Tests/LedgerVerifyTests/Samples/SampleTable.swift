import Foundation
import LedgerVerify

/// A folder of `ledger-samples` with its table, as the files say it and as the program makes it.
struct SampleTable: Sendable {
    let folder: URL
    let title: String
    let introduction: String

    static let heading = "file\targuments\tverdict\tcode\tindex\twhat\n"

    /// One row of `expected.tsv`.
    struct Row: Sendable, CustomStringConvertible {
        let file: String
        let arguments: String
        let verdict: String
        let code: String
        let index: String
        var description: String { arguments.isEmpty ? file : "\(file) \(arguments)" }
    }

    struct Unreadable: Error { let line: String }

    /// The rows as they stand in the folder.
    func rows() throws -> [Row] {
        let text = String(
            decoding: try Data(contentsOf: folder.appending(component: "expected.tsv")), as: UTF8.self)
        return try text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 6 else { throw Unreadable(line: String(line)) }
            return Row(
                file: cells[0], arguments: cells[1], verdict: cells[2], code: cells[3], index: cells[4])
        }
    }

    func bytes(of file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(component: file)))
    }

    /// Every file of the folder that the program makes, by name.
    func files(of samples: [Sample]) -> [String: [UInt8]] {
        var files = Dictionary(samples.map { ($0.file, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        files["expected.tsv"] = Array((Self.heading + samples.map(\.row).joined()).utf8)
        files["README.md"] = Array(readMe(samples).utf8)
        return files
    }

    private func readMe(_ samples: [Sample]) -> String {
        var text =
            "# \(title)\n\n\(introduction)\n\n| file | asked | verdict | code | index | what was done |\n|---|---|---|---|---|---|\n"
        for sample in samples {
            let asked = sample.arguments.split(separator: " ").filter { $0 != "--self-declared" }
                .map {
                    $0.contains(":sha256:")
                        ? "`\($0.prefix(18))…`" : $0.hasPrefix("sha256:") ? "`\($0.prefix(15))…`" : "`\($0)`"
                }
                .joined(separator: " ")
            let without = sample.arguments.isEmpty ? "no anchor" : asked
            text +=
                "| `\(sample.file)` | \(without) | \(sample.verdict.rawValue) | \(sample.code == "-" ? "" : "`\(sample.code)`") |"
            text += " \(sample.index.map { "\($0)" } ?? "") | \(sample.what) |\n"
        }
        return text
    }

    // MARK: The folders

    static let tampered = SampleTable(
        folder: Folders.samples.appending(component: "tampered"), title: "Ledgers with one thing wrong",
        introduction: """
            Each file is the ledger `good.jsonl`, sixteen entries of one party, with exactly one thing wrong: done by its
            author before signing, or by somebody else afterwards. A verifier of format 1 can be tested with this folder;
            `expected.tsv` has the same table in full, with the arguments of `goodfaith verify` for each row.

            Unless the table says otherwise a file is verified with `--self-declared` at level full, and with the vocabulary.
            *Code* is the code of the first finding that is a root cause, and *index* where it was found, counted from 0;
            both are empty where there is none, *index* also where the finding is about the whole file. Other findings may
            follow from that one.

            The files are made by `SampleFilesTests` from the test keys in `Tests/LedgerVerifyTests/Keys`; with
            `GOODFAITH_REGENERATE=1` that test writes them again. A batch of more than 65,536 entries is not here, because
            of its size: `LimitsTests` makes it when it runs.
            """)

    static let odd = SampleTable(
        folder: Folders.samples.appending(component: "odd"), title: "Good ledgers that look odd",
        introduction: """
            Sound ledgers with something in them that a verifier may stumble over. They are read as the tables in
            `../tampered/README.md` are. The ECDSA signatures in `ecdsa.jsonl` are random, so that file is not made again:
            it must verify, and its events are compared.
            """)
}
