import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// Ledgers that were changed at random: whoever reads a line, at whatever level, and however the file is cut into
/// work, finds the same.
struct MutationTests {
    private let good: SampleLedger

    init() throws { good = try GoodLedger().builder.ledger }

    private func report(_ lines: [[UInt8]], _ level: VerificationLevel) -> VerificationReport {
        LedgerVerifier(trust: .selfDeclared, level: level, allowsWithheld: true, rules: nil)
            .verify(BytesInMemory(Array(lines.joined())))
    }

    /// The sample, each line with its line feed, with one to three changes.
    private func mutant(_ seed: UInt64) -> [[UInt8]] {
        var mutations = Mutations(seed: seed)
        var lines = good.lines
        for _ in 0..<Int.random(in: 1...3, using: &mutations) {
            let index = Int.random(in: 0..<lines.count, using: &mutations)
            var line = Array(lines[index].dropLast())
            if !line.isEmpty { mutations.change(&line) }
            // Two lines where there was one would be counted as two.
            line.removeAll { $0 == UInt8(ascii: "\n") }
            lines[index] = line + [UInt8(ascii: "\n")]
        }
        return lines
    }

    /// Whether the report goes to the last line.
    private func isWhole(_ report: VerificationReport) -> Bool {
        !report.findings.contains { $0.code.verdict == .unsupported || $0.code.verdict == .unreadable }
    }

    @Test("a line that is read alone is refused for the same reason as among others", arguments: UInt64(0)..<8)
    func alone(part: UInt64) throws {
        var refused = 0
        for seed in part * 60..<part * 60 + 60 {
            let lines = mutant(seed)
            let report = report(lines, .chain)
            guard isWhole(report) else { continue }
            var offset = 0
            for (index, line) in lines.enumerated() {
                defer { offset += line.count }
                let found = report.findings.first { $0.index == index && $0.code.stage <= .members }
                do {
                    let entry = try Entry(line, in: 0..<line.count - 1)
                    #expect(entry.line == Array(line.dropLast()), "seed \(seed), line \(index)")
                    #expect(found == nil || found?.code.stage == .members, "seed \(seed), line \(index)")
                } catch let error as FormatError {
                    refused += 1
                    // What is wrong with the bytes around the JSON is found before it is read.
                    guard found?.code.stage != .bytes else { continue }
                    #expect(found?.code.description == error.code.name, "seed \(seed), line \(index)")
                    #expect(found?.byteOffset == offset + error.offset, "seed \(seed), line \(index)")
                    #expect(found?.expected == error.expected && found?.found == error.found, "seed \(seed)")
                }
            }
        }
        #expect(refused > 20)
    }

    @Test(
        "every level finds the same wrong with the form of the lines and their links", arguments: UInt64(0)..<4)
    func levels(part: UInt64) {
        for seed in 1_000 + part * 40..<1_040 + part * 40 {
            let lines = mutant(seed)
            let found = VerificationLevel.allCases.map { level in
                report(lines, level).findings.filter { $0.code.stage <= .previous }.map {
                    "\($0.code) \($0.index ?? -1) \($0.byteOffset ?? -1) \($0.expected) \($0.found)"
                }
            }
            #expect(found[0] == found[1] && found[1] == found[2], "seed \(seed)")
        }
    }

    @Test("many short windows and many workers find what one finds", arguments: UInt64(0)..<4)
    func pieces(part: UInt64) {
        for seed in 2_000 + part * 10..<2_010 + part * 10 {
            // Enough lines for several tasks; those after the first copy are repeated, and each says so.
            let lines = mutant(seed)
            let bytes = Array((0..<20).map { _ in lines }.joined().joined())
            let verifier = LedgerVerifier(trust: .selfDeclared, level: .full, allowsWithheld: true, rules: nil)
            let whole = verifier.verify(BytesInMemory(bytes)).fullText
            for size in [7, 700, 4_096] {
                #expect(
                    verifier.verify(PiecedBytes(bytes, size: size)).fullText == whole, "seed \(seed), \(size)")
            }
        }
    }
}
