import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import SeededRandom
import Testing
import MerkleTree

/// What somebody without the keys may try, to get a verdict that he wants or to hide what he did.
struct AttackTests {
    private let good: SampleLedger
    private let head: Head
    private let verifier = LedgerVerifier(
        trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)

    init() throws {
        let made = try GoodLedger()
        (good, head) = (made.builder.ledger, try made.builder.head)
    }

    private func report(_ ledger: SampleLedger, _ level: VerificationLevel = .full) -> VerificationReport {
        var verifier = verifier
        verifier.level = level
        return verifier.verify(BytesInMemory(ledger.bytes))
    }

    private func causes(_ report: VerificationReport) -> [String] {
        report.findings.filter { $0.cause == .root }.map { "\($0.code) \($0.index ?? -1)" }
    }

    @Test("a made-up event of a later version does not end the verification")
    func madeUpLaterVersion() throws {
        var forger = try GoodLedger(5).builder
        try forger.append("key.shared", schema: "urn:goodfaith:ledger:2", data: ["a": 1], by: [.dailyA]) {
            $0.substitutes = [.dailyA: .foreign]
        }
        var ledger = good
        ledger.lines.insert(forger.ledger.lines[5], at: 5)
        ledger.setSignatures([Base64.encode([UInt8](repeating: 9, count: 64))], in: 13)
        let report = report(ledger)
        #expect(report.verdict == .altered)
        #expect(causes(report).contains("signature-invalid 5"))
        #expect(causes(report).contains("signature-invalid 13"))
        #expect(!report.notChecked.contains(.after(index: 5)))
        // By a key that was never enrolled it is no better.
        var stranger = try GoodLedger(5).builder
        try stranger.append("key.shared", schema: "urn:goodfaith:ledger:2", data: ["a": 1], by: [.foreign])
        #expect(causes(self.report(stranger.ledger)) == ["signer-unknown 5"])
    }

    @Test(
        "an event of a later version that a key in force signed is unsupported, and what follows is not judged"
    )
    func laterVersion() throws {
        var builder = try GoodLedger(5).builder
        try builder.append("key.shared", schema: "urn:goodfaith:ledger:2", data: ["a": 1], by: [.dailyA])
        try builder.state("contact.held", GoodLedger.contact, by: [.foreign])
        let report = report(builder.ledger)
        #expect(report.verdict == .unsupported)
        #expect(causes(report) == ["ledger-event-unsupported 5"])
        #expect(report.notChecked.contains(.after(index: 5)))
        #expect(report.verifiedTo == 4)
    }

    @Test(
        "after a wrong root, one that is right again, and another wrong one, both wrong ones are root causes")
    func independentRoots() throws {
        let wrong: LedgerBuilder.Edit = { $0.set("root", .string(try SHA256.digest(of: []).prefixed)) }
        let report = report(try GoodLedger.ledger(edits: [5: wrong, 12: wrong]))
        #expect(causes(report) == ["root-mismatch 5", "root-mismatch 12"])
    }

    @Test("two alterations far apart are two root causes, and what follows from each says so")
    func independentAlterations() throws {
        var ledger = good
        for index in [2, 12] { try ledger.replace("2025-08", with: "2025-07", in: index) }
        let report = report(ledger)
        #expect(causes(report) == ["signature-invalid 2", "signature-invalid 12"])
        #expect(report.findings.filter { $0.cause == .follows(from: 2) }.map(\.index) == [3])
        #expect(report.findings.filter { $0.cause == .follows(from: 12) }.map(\.index) == [13])
        #expect(report.verifiedTo == 1)
    }

    @Test("a key event that breaks the rules has no effect, and who signs with its key is a consequence")
    func refusedKey() throws {
        let ledger = try GoodLedger.ledger(signers: [4: [.dailyA, .dailyB, .reserve1]])
        let report = report(ledger)
        #expect(causes(report).first == "key-possession 4")
        #expect(
            report.findings.contains {
                $0.code.description == "signer-unknown" && $0.index == 5 && $0.cause == .follows(from: 4)
            })
        #expect(!report.keys.contains { $0.keyID == (try? TestKey.dailyC.keyID) })
    }

    @Test("a later key event that rests on the refused one is no second root cause")
    func chainOfKeyEvents() throws {
        var ledger = try GoodLedger.ledger(signers: [10: [.dailyA, .dailyB, .reserve2]])
        #expect(report(ledger).verdict == .intact)
        try ledger.replace("2025-08", with: "2025-07", in: 3)
        let report = report(ledger)
        #expect(causes(report) == ["signature-invalid 3"])
        #expect(report.findings.contains { $0.code.description == "key-next-missing" && $0.index == 10 })
    }

    @Test(
        "a thief of a retired key can hide its retirement behind a withheld line, and only a later head shows it"
    )
    func hiddenRetirement() throws {
        var forger = try GoodLedger(11).builder
        try forger.state("contact.held", GoodLedger.contact, by: [.dailyB]) { $0.set("roster", 4) }
        #expect(report(forger.ledger).verdict == .altered)
        var hidden = forger.ledger
        try hidden.withhold(10)
        var asking = verifier
        asking.against = try GoodLedger(11).builder.head
        let believed = asking.verify(BytesInMemory(hidden.bytes))
        // The format cannot tell: who may sign after a withheld entry is the word of who signs after it.
        #expect(believed.verdict == .intact)
        #expect(believed.withheld.ranges == [10...10] && believed.notChecked.contains(.withheldEntries(1)))
        asking.against = try GoodLedger(12).builder.head
        #expect(asking.verify(BytesInMemory(hidden.bytes)).verdict == .forked)
        asking.allowsWithheld = false
        asking.against = nil
        #expect(asking.verify(BytesInMemory(hidden.bytes)).verdict == .withheld)
    }

    @Test("the whole history made again with other keys is another ledger", arguments: [false, true])
    func otherKeys(withSameParty: Bool) throws {
        var forger = try LedgerBuilder(party: withSameParty ? "us-office" : "ru-office")
        try forger.change(
            try GoodLedger.opening(of: forger, keys: [.foreign], threshold: 1, next: nil), by: [.foreign])
        let fingerprint = try good.hash(0)
        guard let origin = Origin("us-office.example/ua-channel"), let party = PartyID("us-office") else {
            return
        }
        for anchor in [
            TrustAnchors.Anchor.ledger(origin, fingerprint: fingerprint), .fingerprint(fingerprint),
            .key(party, try TestKey.dailyA.keyID),
        ] {
            let verifier = LedgerVerifier(trust: .anchors(TrustAnchors([anchor])), rules: nil)
            #expect(verifier.verify(BytesInMemory(forger.ledger.bytes)).verdict == .untrusted)
            #expect(verifier.verify(BytesInMemory(good.bytes)).verdict == .intact)
        }
    }

    @Test(
        "of five hundred ledgers put together from good lines, only the beginnings and their withheld copies are intact",
        arguments: UInt64(0)..<5)
    func recombined(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let other = try GoodLedger(in: LedgerBuilder(origin: "us-office.example/ru-channel", seed: "other"))
            .builder.ledger
        var intact = 0
        for _ in 0..<100 {
            var ledger = good
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                try recombine(&ledger, other, &generator)
            }
            let expected = isSound(ledger)
            if expected { intact += 1 }
            for level in [VerificationLevel.full, .heads] {
                #expect((report(ledger, level).verdict == .intact) == expected, "seed \(seed): \(level)")
            }
        }
        #expect(intact > 0)
    }

    private func recombine(
        _ ledger: inout SampleLedger, _ other: SampleLedger, _ generator: inout SeededGenerator
    )
        throws
    {
        guard ledger.lines.count > 1 else { return }
        let index = Int.random(in: 0..<ledger.lines.count, using: &generator)
        let second = Int.random(in: 0..<ledger.lines.count, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: ledger.lines.remove(at: index)
        case 1: ledger.lines.insert(ledger.lines[index], at: second)
        case 2: ledger.lines.swapAt(index, second)
        case 3: ledger.lines.removeLast(min(3, ledger.lines.count - 1))
        case 4: ledger.lines[index] = other.lines[min(index, other.lines.count - 1)]
        case 5: ledger.lines.insert(contentsOf: other.lines.prefix(second), at: index)
        default:
            // Withheld are most, since a withheld line is the one that a reader must take as it is.
            if ledger.lines[index].starts(with: Array("{\"event\"".utf8)) { try ledger.withhold(index) }
        }
    }

    /// Whether this is a beginning of the good ledger, ends with a signed entry that is shown, and withholds no
    /// key event.
    private func isSound(_ ledger: SampleLedger) -> Bool {
        let signed: Set = [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 14, 15]
        let keyEvents: Set = [0, 4, 10]
        let last = ledger.lines.count - 1
        guard last < good.lines.count, signed.contains(last), ledger.lines[last] == good.lines[last] else {
            return false
        }
        return ledger.lines.indices.allSatisfy { index in
            ledger.lines[index] == good.lines[index]
                || !keyEvents.contains(index)
                    && ledger.lines[index] == (try? good.hash(index)).map(Entry.withheldLine)
        }
    }
}
