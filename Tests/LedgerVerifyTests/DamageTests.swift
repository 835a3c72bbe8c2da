import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import MerkleTree

/// No damage to a signed ledger goes by, whatever bit it hits and wherever it cuts.
struct DamageTests {
    private let ledger: SampleLedger
    private let head: Head
    private let verifier = LedgerVerifier(
        trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)

    init() throws {
        var builder = try LedgerBuilder(seed: "damage")
        try builder.change(
            try GoodLedger.opening(of: builder, keys: [.dailyA], threshold: 1, next: nil), by: [.dailyA])
        try builder.state("contact.held", GoodLedger.contact)
        try builder.state("contact.held", GoodLedger.contact, by: [.dailyA])
        head = try builder.head
        var ledger = builder.ledger
        try ledger.withhold(1)
        self.ledger = ledger
    }

    @Test("a flipped bit is never intact, and never stops the verifier", arguments: UInt8(0)..<8)
    func bits(bit: UInt8) {
        let bytes = ledger.bytes
        #expect(verifier.verify(BytesInMemory(bytes)).verdict == .intact)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1 << bit
            let report = verifier.verify(BytesInMemory(damaged))
            #expect(report.verdict != .intact && report.findingCount > 0, "bit \(bit) of byte \(place)")
        }
    }

    @Test("a flipped bit that only a signature covers is found at level heads too", arguments: UInt8(0)..<2)
    func bitsAtHeads(bit: UInt8) {
        var verifier = verifier
        verifier.level = .heads
        let bytes = ledger.bytes
        for place in bytes.indices where place % 3 == 0 {
            var damaged = bytes
            damaged[place] ^= 1 << bit
            #expect(verifier.verify(BytesInMemory(damaged)).verdict != .intact, "bit \(bit) of byte \(place)")
        }
    }

    @Test("a file cut anywhere is intact only after a signed entry, and against the head it is truncated")
    func cuts() {
        let bytes = ledger.bytes
        let opening = ledger.lines[0].count
        for count in 0..<bytes.count {
            let cut = Array(bytes.prefix(count))
            #expect(
                (verifier.verify(BytesInMemory(cut)).verdict == .intact) == (count == opening),
                "\(count) bytes")
        }
        var asking = verifier
        asking.against = head
        #expect(asking.verify(BytesInMemory(bytes)).verdict == .intact)
        let report = asking.verify(BytesInMemory(Array(bytes.prefix(opening))))
        #expect(report.verdict == .truncated)
        #expect(report.completeness == .truncated(by: 2))
    }

    @Test("a line taken out, doubled or moved anywhere in the good ledger is never intact but at its end")
    func lines() throws {
        let good = try GoodLedger.ledger()
        var last = 0
        for index in good.lines.indices {
            var without = good
            without.lines.remove(at: index)
            if verifier.verify(BytesInMemory(without.bytes)).verdict == .intact { last += 1 }
            var doubled = good
            doubled.lines.insert(good.lines[index], at: index)
            #expect(verifier.verify(BytesInMemory(doubled.bytes)).verdict == .altered)
            for other in good.lines.indices where other != index {
                var moved = good
                moved.lines.insert(moved.lines.remove(at: index), at: other)
                #expect(verifier.verify(BytesInMemory(moved.bytes)).verdict == .altered)
            }
        }
        #expect(last == 1)
    }
}
