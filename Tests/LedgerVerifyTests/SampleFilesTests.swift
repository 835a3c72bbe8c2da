import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// The folders of `ledger-samples`: that the program makes what lies there, and that a verifier answers as the
/// tables say.
@Suite(.serialized)
struct SampleFilesTests {
    private static let isRegenerating = ProcessInfo.processInfo.environment["GOODFAITH_REGENERATE"] == "1"

    @Test("the program makes the tampered ledgers that lie in the folder, byte for byte")
    func tamperedFiles() throws {
        let samples = try TamperedSamples.all()
        try compare(SampleTable.tampered, SampleTable.tampered.files(of: samples))
        #expect(Set(samples.map(\.file)).count > 60)
        #expect(
            Set(samples.filter { !$0.bytes.isEmpty }.map(\.bytes)).count == Set(samples.map(\.file)).count - 1
        )
    }

    @Test("each tampered ledger gives the verdict, the code and the place of its table")
    func tamperedAnswers() throws { try checkAnswers(SampleTable.tampered) }

    @Test("the program makes the odd ledgers that lie in the folder, but for the random signatures")
    func oddFiles() throws {
        var files = SampleTable.odd.files(of: try OddSamples.all())
        // ECDSA signs with random numbers: the kept file stays, and only its events are compared.
        let name = "ecdsa.jsonl"
        let made = try #require(files[name])
        if let kept = try? SampleTable.odd.bytes(of: name) {
            #expect(events(of: kept) == events(of: made))
            files[name] = kept
        }
        try compare(SampleTable.odd, files)
    }

    @Test("each odd ledger gives the verdict of its table")
    func oddAnswers() throws { try checkAnswers(SampleTable.odd) }

    private func events(of bytes: [UInt8]) -> [[UInt8]] {
        let ledger = SampleLedger(lines: bytes.split(separator: 0x0A).map { Array($0) + [0x0A] })
        return ledger.lines.indices.map { ledger.event($0) }
    }

    private func compare(_ table: SampleTable, _ files: [String: [UInt8]]) throws {
        let manager = FileManager.default
        if Self.isRegenerating {
            try manager.createDirectory(at: table.folder, withIntermediateDirectories: true)
        }
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            if Self.isRegenerating { try Data(bytes).write(to: table.folder.appending(component: name)) }
            let isSame = (try? table.bytes(of: name)) == bytes
            #expect(isSame, "\(name) differs; GOODFAITH_REGENERATE=1 writes it again")
        }
        let present = try manager.contentsOfDirectory(atPath: table.folder.path()).filter {
            !$0.hasPrefix(".")
        }
        #expect(Set(present) == Set(files.keys))
    }

    private func checkAnswers(_ table: SampleTable) throws {
        let rows = try table.rows()
        #expect(!rows.isEmpty)
        for row in rows {
            let report = try Question(row.arguments).answer(to: try table.bytes(of: row.file))
            let cause = report.rootCause
            #expect(report.verdict.rawValue == row.verdict, "\(row)")
            #expect(cause?.code.description ?? "-" == row.code, "\(row)")
            #expect(cause?.index.map { "\($0)" } ?? "-" == row.index, "\(row)")
            #expect((report.verdict == .intact) == report.findings.isEmpty, "\(row)")
            #expect(report.findings.count == report.findingCount, "\(row)")
        }
    }
}
