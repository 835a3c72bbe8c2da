import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// Ledgers that are larger, or worse, than a report can show.
struct LimitsTests {
    private let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)

    @Test("keeps the first thousand findings and counts all")
    func manyFindings() throws {
        var ledger = try GoodLedger.ledger()
        for _ in 0..<1_500 { ledger.lines.insert([0x0A], at: 5) }
        let report = verifier.verify(BytesInMemory(ledger.bytes))
        #expect(report.verdict == .altered)
        #expect(report.findings.count == 1_000)
        #expect(report.findingCount > 1_500)
        #expect(report.findings.first?.index == 5)
        #expect(report.verifiedTo == 4)
        #expect(report.entryCount == 1_516)
    }

    @Test("a graver finding counts even where it is not among those that are kept")
    func graverAtTheEnd() throws {
        let made = try GoodLedger(4).builder
        var builder = made
        for index in 0..<1_100 { try builder.state("contact.held", ["a": .integer(index)], by: [.dailyA]) }
        struct Refusing: ContentRules {
            var identifier: String { "refusing" }
            func knows(vocabularyVersion: Int) -> Bool { true }
            func violation(in event: Event, statedBy party: Party) -> ContentViolation? {
                ContentViolation(code: "content-refused", expected: "nothing", found: "something")
            }
            func violation(in opening: Opening) -> ContentViolation? { nil }
        }
        var ledger = builder.ledger
        ledger.setSignatures([Base64.encode([UInt8](repeating: 1, count: 64))], in: 1_103)
        let report = LedgerVerifier(trust: .selfDeclared, rules: Refusing()).verify(
            BytesInMemory(ledger.bytes))
        #expect(report.findings.allSatisfy { $0.code.description == "content-refused" })
        #expect(report.verdict == .altered)
        #expect(report.verifiedTo == 1_102)
    }

    @Test(
        "a line that is too long is one finding, and the lines after it are checked",
        arguments: [131_073, 200_000, 5_000_000])
    func longLine(count: Int) throws {
        var ledger = try GoodLedger.ledger()
        try ledger.replace(
            "]}", with: "]\(String(repeating: " ", count: count - ledger.lines[5].count))}", in: 5)
        #expect(ledger.lines[5].count == count)
        ledger.setSignatures([Base64.encode([UInt8](repeating: 1, count: 64))], in: 12)
        for size in [4_096, 65_536, 8_000_000] {
            let report = verifier.verify(PiecedBytes(ledger.bytes, size: size))
            let causes = report.findings.filter { $0.cause == .root }.map { "\($0.code) \($0.index ?? -1)" }
            #expect(causes == ["line-too-long 5", "signature-invalid 12"])
            #expect(report.entryCount == GoodLedger.size)
            #expect(report.byteCount == ledger.bytes.count)
            #expect(report.findings.last?.byteOffset.map { $0 > count } == true)
        }
    }

    @Test("a line of exactly the limit is not too long")
    func longestLine() throws {
        var ledger = try GoodLedger.ledger()
        let spaces = String(repeating: " ", count: Limits.lineBytesMax - ledger.lines[5].count)
        try ledger.replace("]}", with: "]\(spaces)}", in: 5)
        #expect(ledger.lines[5].count == 131_072)
        #expect(
            verifier.verify(BytesInMemory(ledger.bytes)).rootCause?.code.description == "json-white-space")
    }

    @Test("an endless line without a line feed is read past, and nothing of it is kept")
    func endless() throws {
        let ledger = try GoodLedger.ledger()
        let report = verifier.verify(
            PiecedBytes(ledger.bytes + [UInt8](repeating: 0x61, count: 6_000_000), size: 1 << 16))
        #expect(report.rootCause?.code.description == "line-too-long")
        #expect(report.rootCause?.index == GoodLedger.size)
        #expect(report.verifiedTo == 15)
    }

    @Test("a batch of 65,536 entries is whole, and one more is too long")
    func batch() throws {
        for (members, code) in [(65_535, nil), (65_536, "batch-too-long")] as [(Int, String?)] {
            let ledger = try longBatch(members: members)
            let report = verifier.verify(BytesInMemory(ledger))
            #expect(report.rootCause?.code.description == code, "\(members) members")
            #expect(report.rootCause?.index == (code == nil ? nil : 65_536))
            #expect(report.findingCount == (code == nil ? 0 : 1))
        }
    }

    /// Entry 0, so many members of a batch, and the entry that closes it.
    private func longBatch(members: Int) throws -> [UInt8] {
        var builder = try LedgerBuilder(seed: "batch")
        try builder.change(
            try GoodLedger.opening(of: builder, keys: [.dailyA], threshold: 1, next: nil), by: [.dailyA])
        return try builder.closingBatch(ofMembers: members, by: .dailyA)
    }
}
