import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import MerkleTree

/// What each level finds, and what it does not.
struct LevelTests {
    private let good: SampleLedger
    private let head: Head

    init() throws {
        let made = try GoodLedger()
        (good, head) = (made.builder.ledger, try made.builder.head)
    }

    private func report(
        _ ledger: SampleLedger, _ level: VerificationLevel, against: Head? = nil
    ) -> VerificationReport {
        LedgerVerifier(trust: .selfDeclared, level: level, against: against, rules: Vocabulary.current)
            .verify(BytesInMemory(ledger.bytes))
    }

    private func withBadSignature(_ index: Int) -> SampleLedger {
        var ledger = good
        ledger.setSignatures(
            good.signatures(index).map { _ in Base64.encode([UInt8](repeating: 0x42, count: 64)) }, in: index)
        return ledger
    }

    @Test(
        "level full finds a bad signature wherever it is",
        arguments: [0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 14, 15])
    func full(index: Int) {
        let report = report(withBadSignature(index), .full)
        #expect(report.verdict == .altered)
        #expect(report.rootCause?.code.description == "signature-invalid")
        #expect(report.rootCause?.index == index)
    }

    @Test(
        "level heads finds it in key events and in the last entry of each key",
        arguments: [0, 2, 4, 10, 14, 15])
    func headsFinds(index: Int) {
        // B signed nothing by itself after entry 2 but entry 3 and key event 4: its last statement is entry 3.
        let place = index == 2 ? 3 : index
        let report = report(withBadSignature(place), .heads)
        #expect(report.verdict == .altered)
        #expect(report.rootCause?.code.description == "signature-invalid")
        #expect(report.rootCause?.index == place)
        #expect((report.verifiedTo ?? -1) < place)
    }

    @Test(
        "level heads does not look at the signatures between, and says so", arguments: [1, 2, 5, 9, 11, 12])
    func headsSkips(index: Int) {
        let report = report(withBadSignature(index), .heads)
        #expect(report.verdict == .intact)
        #expect(report.notChecked.contains(.signaturesBelowFull))
    }

    @Test(
        "level chain checks the signatures of entry 0 and key events alone",
        arguments: [0, 1, 4, 5, 10, 14, 15])
    func chain(index: Int) {
        let report = report(withBadSignature(index), .chain, against: head)
        #expect((report.verdict == .altered) == [0, 4, 10].contains(index))
        #expect([0, 4, 10].contains(index) || report.verdict == .intact)
    }

    @Test("no level passes over an altered event", arguments: VerificationLevel.allCases)
    func altered(level: VerificationLevel) throws {
        for index in good.lines.indices {
            var ledger = good
            try ledger.replace("2025-10-1", with: "2025-09-1", in: index)
            let report = report(ledger, level, against: head)
            #expect(report.verdict != .intact, "entry \(index)")
            #expect((report.verifiedTo ?? -1) <= index, "entry \(index)")
        }
    }

    @Test("below full only the last root is compared")
    func roots() throws {
        let wrong: LedgerBuilder.Edit = { $0.set("root", .string(try SHA256.digest(of: []).prefixed)) }
        for (index, levels) in [(5, [VerificationLevel.full]), (15, [.chain, .heads, .full])] {
            let ledger = try GoodLedger.ledger(edits: [index: wrong])
            for level in VerificationLevel.allCases {
                let found = report(ledger, level).findings.contains {
                    $0.code.description == "root-mismatch" && $0.index == index
                }
                #expect(found == levels.contains(level), "root of \(index) at \(level)")
            }
        }
    }

    @Test("level chain vouches for nothing without a head, nor for what comes after it")
    func chainNeedsHead() throws {
        #expect(report(good, .chain).verdict == .incomplete)
        #expect(report(good, .chain, against: head).verdict == .intact)
        // Somebody without a key appends an entry that is right in all but its signature.
        var forger = try GoodLedger().builder
        try forger.state("contact.held", GoodLedger.contact, by: [.dailyA]) {
            $0.substitutes = [.dailyA: .foreign]
        }
        let forged = report(forger.ledger, .chain, against: head)
        #expect(forged.completeness == .complete(beyond: 1))
        #expect(forged.verdict == .incomplete)
        #expect(report(forger.ledger, .heads, against: head).verdict == .altered)
        #expect(report(forger.ledger, .full, against: head).verdict == .altered)
    }

    @Test(
        "entries are delivered at level full alone: the levels below check no voucher in time",
        arguments: VerificationLevel.allCases)
    func delivery(level: VerificationLevel) {
        var delivered = 0
        let verifier = LedgerVerifier(
            trust: .selfDeclared, level: level, against: head, rules: Vocabulary.current)
        let report = verifier.verify(BytesInMemory(good.bytes), deliver: { _ in delivered += 1 })
        #expect(report.verdict == .intact)
        #expect(delivered == (level == .full ? GoodLedger.size : 0))
    }

    @Test("the verdict names the level, and orders levels by what they prove")
    func names() {
        for level in VerificationLevel.allCases { #expect(report(good, level).level == level) }
        #expect(
            VerificationLevel.chain < .heads && VerificationLevel.heads < .full
                && !(VerificationLevel.full < .heads))
        #expect(!(VerificationLevel.chain < .chain) && !(VerificationLevel.full < .chain))
    }

    @Test(
        "what the vocabulary refuses is found at level full alone, and the levels below say that they did not look",
        arguments: VerificationLevel.allCases)
    func content(level: VerificationLevel) throws {
        var made = try GoodLedger().builder
        try made.state("contact.held", ["mode": "telepathy", "occurred": "2025-10-20"], by: [.dailyA])
        let report = report(made.ledger, level, against: try made.head)
        #expect(report.verdict == (level == .full ? .nonconforming : .intact))
        #expect(report.notChecked.contains(.contentBelowFull) == (level < .full))
    }

    @Test("one pass gives the root at every size that is watched", arguments: VerificationLevel.allCases)
    func watched(level: VerificationLevel) throws {
        let leaves = MerkleLeaves(try GoodLedger().builder.hashes)
        var verifier = LedgerVerifier(
            trust: .selfDeclared, level: level, against: head, rules: Vocabulary.current)
        verifier.watchedSizes = Set(1...GoodLedger.size + 3)
        let report = verifier.verify(BytesInMemory(good.bytes))
        var hasher = try SHA256()
        #expect(report.verdict == .intact)
        #expect(report.roots.count == GoodLedger.size)
        for size in 1...GoodLedger.size {
            #expect(report.roots[size] == leaves.root(size: size, with: &hasher), "size \(size)")
        }
    }
}
