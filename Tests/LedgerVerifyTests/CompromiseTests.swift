import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// What is disowned when a key turns out compromised (rule 12).
struct CompromiseTests {
    /// The good ledger, and after it the word that a key was compromised.
    private func report(_ compromises: [(TestKey, Int)]) throws -> VerificationReport {
        var builder = try GoodLedger().builder
        let reserves: [TestKey] = [.reserve3, .foreign]
        for (number, (key, since)) in compromises.enumerated() {
            let next = number + 1 < reserves.count ? try reserves[number + 1].digest : nil
            let recovery = Recovery(next: next, reveals: try reserves[number].enrolled)
            try builder.change(
                .keyCompromised(try key.keyID, since: since, recovery: recovery),
                by: [.dailyA, .dailyC, reserves[number]])
        }
        return LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(builder.ledger.bytes))
    }

    @Test("what the key alone signed from that entry on is disowned, and the ledger stays intact")
    func ranges() throws {
        let cases: [(TestKey, Int, [ClosedRange<Int>])] = [
            (.dailyC, 0, [5...5, 12...12]), (.dailyC, 6, [12...12]), (.dailyC, 12, [12...12]),
            (.dailyC, 13, []),
            (.dailyA, 0, [1...1, 6...9, 11...11, 15...15]), (.dailyA, 7, [7...9, 11...11, 15...15]),
            (.dailyB, 0, [2...2]),
        ]
        for (key, since, disowned) in cases {
            let report = try report([(key, since)])
            #expect(report.verdict == .intact)
            #expect(report.disowned.ranges == disowned, "\(key) since \(since)")
        }
    }

    @Test("two compromised keys disown what each signed alone")
    func two() throws {
        let report = try report([(.dailyC, 5), (.dailyB, 0)])
        #expect(report.verdict == .intact)
        #expect(report.disowned.ranges == [2...2, 5...5, 12...12])
    }

    @Test("without a compromise nothing is disowned")
    func without() throws { #expect(try report([]).disowned.isEmpty) }
}
