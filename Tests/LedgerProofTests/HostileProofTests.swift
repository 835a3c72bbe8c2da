import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

@testable import LedgerProof

/// Files that are damaged or made to harm.
struct HostileProofTests {
    private let ledger: ProvenLedger

    init() throws { ledger = try ProvenLedger() }

    /// One file of each kind and of each signer of a head.
    private func files() throws -> [[UInt8]] {
        let other = try ProvenLedger(otherwiseAt: 6)
        let branches = (
            try ledger.branch(6, try ledger.tree([], size: 9)), try other.branch(6, try other.tree([], size: 8))
        )
        return [
            try ProofFile.events(try ledger.tree([3], size: 8)).bytes(),
            try ProofFile.events(
                try ledger.tree([2], size: 8, signedBy: .entry(ledger.entries[8], isProven: true))
            ).bytes(),
            try ProofFile.consistency(
                try ledger.extended(from: 3, to: 8, withCheckpoint: true), try ledger.tree([], size: 8)
            ).bytes(),
            try ProofFile.equivocation(index: 6, branches.0, branches.1).bytes(),
        ]
    }

    @Test("every single-bit change of a stored proof is refused")
    func everyBit() throws {
        let small = try ProvenLedger(2)
        let good = try ProofFile.events(try small.tree([1], size: 2)).bytes()
        #expect(small.check(good).verdict == .intact)
        for place in good.indices {
            for bit in 0..<8 {
                var bad = good
                bad[place] ^= 1 << UInt8(bit)
                #expect(small.check(bad).verdict != .intact, "bit \(bit) of byte \(place)")
            }
        }
    }

    @Test("a changed bit in any byte of any kind of proof is refused", arguments: 0..<4)
    func bits(file: Int) throws {
        let good = try files()[file]
        #expect(ledger.check(good).verdict == .intact)
        for place in good.indices {
            var bad = good
            bad[place] ^= 1 << UInt8(place % 8)
            #expect(ledger.check(bad).verdict != .intact, "bit \(place % 8) of byte \(place)")
        }
    }

    @Test("a proof that is cut anywhere, or goes on, is refused", arguments: 0..<4)
    func cut(file: Int) throws {
        let good = try files()[file]
        for length in stride(from: 0, to: good.count, by: 13) {
            #expect(ledger.check(Array(good[..<length])).verdict != .intact, "\(length) bytes")
        }
        for more in ["\n", "{}\n", "x", "{\"entry\":1}\n"] {
            #expect(ledger.check(good + Array(more.utf8)).verdict == .unreadable)
        }
    }

    @Test("a file of each kind is read back to the same bytes", arguments: 0..<4)
    func roundTrip(file: Int) throws {
        let good = try files()[file]
        #expect(try ProofFile(good).bytes() == good)
    }

    @Test("lines in another order, twice, or of another file are refused")
    func lines() throws {
        let lines = try files()[0].split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
        func verdict(_ lines: [[UInt8]]) -> Verdict { ledger.check(Array(lines.joined())).verdict }
        #expect(verdict(lines) == .intact)
        for place in lines.indices {
            var twice = lines
            twice.insert(lines[place], at: place)
            #expect(verdict(twice) == .unreadable, "line \(place) twice")
            // Without an entry that nothing else rests on it is the proof of fewer.
            var without = lines
            without.remove(at: place)
            #expect((verdict(without) == .intact) == [3, 5, 6].contains(place), "without line \(place)")
            if place > 0 {
                var swapped = lines
                swapped.swapAt(place, place - 1)
                #expect(verdict(swapped) == .unreadable, "line \(place) before its time")
            }
        }
    }

    @Test("a million lines, an endless line and nothing at all end with a refusal")
    func sizes() throws {
        let head = try files()[0].prefix { $0 != UInt8(ascii: "\n") } + [UInt8(ascii: "\n")]
        let many = Array(head) + [UInt8](repeating: UInt8(ascii: "\n"), count: 1_000_000)
        let endless = Array(head) + [UInt8](repeating: UInt8(ascii: "["), count: 20_000_000)
        for bytes in [many, endless, [], [UInt8](repeating: 0, count: 1 << 20)] {
            let conclusion = ledger.check(bytes)
            #expect(conclusion.verdict == .unreadable && conclusion.code == "proof-form")
        }
    }

    @Test("a proof of more lines than are read is refused, and none is written")
    func manyEntries() throws {
        let line = Array("{\"entry\":{}}\n".utf8)
        let first = try files()[0].split(separator: UInt8(ascii: "\n")).prefix(2).joined(separator: [
            UInt8(ascii: "\n")
        ])
        let bytes =
            Array(first) + [UInt8(ascii: "\n")] + Array([[UInt8]](repeating: line, count: 10_000).joined())
        #expect(ledger.check(bytes).verdict == .unreadable)
    }

    @Test("numbers out of range and members nobody knows are refused")
    func members() throws {
        let good = String(decoding: try files()[0], as: UTF8.self)
        let changes = [
            ("\"version\":1", "\"version\":2"), ("\"size\":8", "\"size\":0"), ("\"size\":8", "\"size\":-8"),
            ("\"size\":8", "\"size\":99999999999"), ("\"kind\":\"events\"", "\"kind\":\"other\""),
            ("{\"proof\":{", "{\"proof\":{\"a\":1,"), ("\"path\":[", "\"path\":[\"sha256:00\","),
        ]
        for (old, new) in changes {
            let range = try #require(good.firstRange(of: old))
            let bad = good[..<range.lowerBound] + new + good[range.upperBound...]
            #expect(ledger.check(Array(String(bad).utf8)).verdict == .unreadable, "\(old) -> \(new)")
        }
    }

    @Test("an entry as deep as a ledger's line may be fits into a proof")
    func depth() throws {
        var deep = ledger
        try deep.state(nesting: 12)
        let size = ProvenLedger.size + 1
        let file = ProofFile.events(try deep.tree([12], size: size))
        #expect(try deep.check(file).verdict == .intact)
    }

    @Test("values that do not belong together make no proof")
    func values() throws {
        let head = try ledger.head(8)
        let entries = try [0, 5, 7].map { try ledger.placed($0, size: 8) }
        let signer = SignedTree.Signer.checkpoint(try ledger.checkpoint(8))
        #expect(throws: ProofError.self) {
            try SignedTree(head, signedBy: .checkpoint(try ledger.checkpoint(9)), entries: entries)
        }
        #expect(throws: ProofError.self) {
            try SignedTree(head, signedBy: .entry(ledger.entries[6], isProven: true), entries: entries)
        }
        #expect(throws: ProofError.self) {
            try SignedTree(head, signedBy: .entry(ledger.entries[2], isProven: true), entries: entries)
        }
        #expect(throws: ProofError.self) { try SignedTree(head, signedBy: signer, entries: entries.reversed()) }
        #expect(throws: ProofError.self) { try SignedTree(head, signedBy: signer, entries: []) }
        #expect(throws: ProofError.self) {
            try SignedTree(head, signedBy: signer, entries: entries + [try ledger.placed(8, size: 9)])
        }
        let inclusion = entries[1].inclusion
        #expect(throws: ProofError.self) { try PlacedEntry(.withheld(ledger.hashes[5]), at: inclusion) }
        #expect(throws: ProofError.self) { try PlacedEntry(ledger.entries[6], at: inclusion) }
    }
}
