import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

/// What is disowned when a key turns out compromised (rule 12).
struct CompromiseTests {
    /// The good ledger, and after it the word that a key was compromised.
    private func report(
        _ compromises: [(TestKey, Int)], seen: (LedgerBuilder) throws -> [OutsideHead] = { _ in [] }
    ) throws -> VerificationReport {
        var builder = try GoodLedger().builder
        let reserves: [TestKey] = [.reserve3, .foreign]
        for (number, (key, since)) in compromises.enumerated() {
            let next = number + 1 < reserves.count ? try reserves[number + 1].digest : nil
            let recovery = Recovery(next: next, reveals: try reserves[number].enrolled)
            try builder.change(
                .keyCompromised(try key.keyID, since: since, recovery: recovery),
                by: [.dailyA, .dailyC, reserves[number]])
        }
        var verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
        verifier.seenOutside = try seen(builder)
        return verifier.verify(BytesInMemory(builder.ledger.bytes))
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

    // MARK: Heads seen outside

    /// The head of that size of the good ledger with its compromises, seen at that time.
    private func seen(_ size: Int, at time: String, in builder: LedgerBuilder) throws -> OutsideHead {
        var hasher = try SHA256()
        let root = MerkleLeaves(builder.hashes).root(size: size, with: &hasher)
        return OutsideHead(
            Head(size: size, root: root), at: try #require(Timestamp(time)), by: "witness.example")
    }

    /// The word of the compromise is entry 16, recorded on 2025-10-10 at 16:00.
    private static let before = "2025-10-10T15:59:59Z"

    @Test("what a head seen before the compromise covers is not disowned")
    func covered() throws {
        let cases: [(Int, [ClosedRange<Int>])] = [
            (5, [5...5, 12...12]), (6, [12...12]), (12, [12...12]), (13, []), (16, []),
        ]
        for (size, disowned) in cases {
            let report = try report([(.dailyC, 0)]) { [try seen(size, at: Self.before, in: $0)] }
            #expect(report.verdict == .intact)
            #expect(report.disowned.ranges == disowned, "head of size \(size)")
            #expect(report.seenOutside.map(\.standing) == [.holds])
            #expect(report.roots[size] == report.seenOutside.first?.outside.head.root)
        }
    }

    @Test("a head seen after the word of the compromise, by its time or its place, covers nothing")
    func late() throws {
        let cases: [(Int, String, [Int])] = [(13, "2025-10-10T16:00:01Z", [16]), (17, Self.before, [])]
        for (size, time, words) in cases {
            let report = try report([(.dailyC, 0)]) { [try seen(size, at: time, in: $0)] }
            #expect(report.verdict == .intact)
            #expect(report.disowned.ranges == [5...5, 12...12], "head of size \(size) at \(time)")
            // The word comes after what the head covers: only its time, the party's own word, is earlier.
            #expect(report.seenOutside.map(\.notCountedAgainst) == [words])
        }
        let onTime = try report([(.dailyC, 0)]) { [try seen(13, at: "2025-10-10T16:00:00Z", in: $0)] }
        #expect(onTime.disowned.isEmpty)
        #expect(onTime.seenOutside.map(\.notCountedAgainst) == [[]])
        let untouched = try report([(.dailyC, 13)]) { [try seen(13, at: "2025-10-10T16:00:01Z", in: $0)] }
        #expect(untouched.seenOutside.map(\.notCountedAgainst) == [[]])
    }

    @Test("the party's own keys are those enrolled, the reserve key in force and the reserves once shown")
    func ownKeys() throws {
        let report = try report([])
        for key in [TestKey.dailyA, .dailyB, .dailyC, .reserve1, .reserve2, .reserve3] {
            let keyID = try key.keyID
            #expect(report.isKeyOfLedger(keyID), "\(key)")
        }
        for key in [TestKey.dailyD, .foreign] {
            let keyID = try key.keyID
            #expect(!report.isKeyOfLedger(keyID), "\(key)")
        }
    }

    @Test("of several heads the largest that was seen in time counts")
    func several() throws {
        let report = try report([(.dailyC, 0)]) {
            [
                try seen(6, at: Self.before, in: $0), try seen(13, at: "2030-01-01T00:00:00Z", in: $0),
                try seen(3, at: "2020-01-01T00:00:00Z", in: $0),
            ]
        }
        #expect(report.disowned.ranges == [12...12])
    }

    @Test("a head that was seen for an earlier compromise does not help another key")
    func otherKey() throws {
        let report = try report([(.dailyC, 5), (.dailyB, 0)]) { [try seen(6, at: Self.before, in: $0)] }
        #expect(report.disowned.ranges == [12...12])
    }

    @Test("a head seen outside that the file does not hold is a fork, and one beyond its end a missing end")
    func foreign() throws {
        let forked = try report([]) {
            let time = try #require(Timestamp(Self.before))
            return [OutsideHead(Head(size: 5, root: $0.hashes[0]), at: time, by: "witness.example")]
        }
        #expect(forked.verdict == .forked)
        #expect(forked.findings.map(\.code.description) == ["head-mismatch"])
        #expect(forked.seenOutside.map(\.standing) == [.forked])
        let cut = try report([]) {
            let time = try #require(Timestamp(Self.before))
            return [OutsideHead(Head(size: 99, root: $0.hashes[0]), at: time, by: "witness.example")]
        }
        #expect(cut.verdict == .truncated)
        #expect(cut.findings.map(\.code.description) == ["entries-missing"])
        #expect(cut.seenOutside.map(\.standing) == [.beyondEnd])
    }
}
