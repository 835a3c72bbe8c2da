import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// The report depends on the bytes, not on the pieces in which they come.
struct PiecesTests {
    @Test("gives the same report for pieces of any size, for every sample", arguments: [1, 7, 4_093, 65_536])
    func samples(size: Int) throws {
        for table in [SampleTable.tampered, .odd] {
            for row in try table.rows() {
                let bytes = try table.bytes(of: row.file)
                let question = try Question(row.arguments)
                let whole = question.answer(to: bytes).fullText
                let pieced = question.verifier.verify(PiecedBytes(bytes, size: size)).fullText
                #expect(pieced == whole, "\(row) in pieces of \(size)")
            }
        }
    }

    @Test(
        "gives the same report where the ledger is longer than one window",
        arguments: [7_919, 65_536, 1 << 20, 3 << 20])
    func windows(size: Int) throws {
        let long = try Self.longLedger()
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
        let whole = verifier.verify(BytesInMemory(long.bytes))
        #expect(whole.verdict == .intact)
        #expect(whole.verifiedTo == long.lines.count - 1)
        #expect(verifier.verify(PiecedBytes(long.bytes, size: size)).fullText == whole.fullText)
        var broken = long
        for index in [3, 400, 401, 777, 900] { try broken.replace("padding", with: "Padding", in: index) }
        let found = verifier.verify(BytesInMemory(broken.bytes))
        #expect(found.verdict == .altered)
        #expect(found.verifiedTo == nil || (found.verifiedTo ?? 0) < 4)
        #expect(verifier.verify(PiecedBytes(broken.bytes, size: size)).fullText == found.fullText)
    }

    @Test("delivers each entry once, in order, and none after the first break", arguments: [1_000, 1 << 20])
    func delivery(size: Int) throws {
        var long = try Self.longLedger()
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
        var delivered: [Int] = []
        _ = verifier.verify(PiecedBytes(long.bytes, size: size), deliver: { delivered.append($0.index) })
        #expect(delivered == Array(0..<long.lines.count))
        delivered = []
        long.setSignatures([Base64.encode([UInt8](repeating: 0x11, count: 64))], in: 500)
        let report = verifier.verify(
            PiecedBytes(long.bytes, size: size), deliver: { delivered.append($0.index) })
        #expect(report.rootCause?.code.description == "signature-invalid")
        #expect(report.verifiedTo == 490)
        #expect(delivered == Array(0...490))
    }

    @Test("a read that fails is unreadable, whatever came before")
    func failure() throws {
        let good = try GoodLedger.ledger()
        let report = try Question(SampleList.selfDeclared).verifier.verify(FailingBytes(good.bytes))
        #expect(report.verdict == .unreadable)
        #expect(report.rootCause?.code.description == "unreadable-file")
        #expect(report.findings.first?.found.contains("the disk gave no more") == true)
    }

    /// A thousand entries of about two and a half kilobytes, every tenth of them signed.
    static func longLedger() throws -> SampleLedger {
        var builder = try LedgerBuilder(seed: "long")
        try builder.change(
            try GoodLedger.opening(of: builder, keys: [.dailyA], threshold: 1, next: nil), by: [.dailyA])
        let data: JSON = ["text": .string("padding" + String(repeating: "x", count: 2_000))]
        for index in 1...1_000 {
            try builder.state("contact.held", data, by: index % 10 == 0 ? [.dailyA] : [])
        }
        return builder.ledger
    }
}
