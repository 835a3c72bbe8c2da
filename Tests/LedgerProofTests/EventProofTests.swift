import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import TransparencyLog

@testable import LedgerProof

/// Proofs that entries stand in a ledger.
struct EventProofTests {
    private let ledger: ProvenLedger

    init() throws { ledger = try ProvenLedger() }

    @Test("every entry is proven under a checkpoint, and nothing else is shown but key events")
    func checkpoint() throws {
        for index in 0..<ProvenLedger.size {
            let conclusion = try ledger.check(.events(try ledger.tree([index], size: ProvenLedger.size)))
            #expect(conclusion.verdict == .intact, "entry \(index): \(conclusion.findings)")
            #expect(conclusion.anchor == .fingerprint)
            #expect(conclusion.indexes(.keyEvent) == [0, 5, 7, 9])
            #expect(conclusion.indexes(.proven) == ([0, 5, 7, 9].contains(index) ? [] : [index]))
            #expect(conclusion.heads.map(\.signers) == [[try ProvenLedger.Key.a.keyID]])
        }
    }

    @Test("the events of one case are proven together, and what the file shows is exactly theirs")
    func wholeCase() throws {
        let file = ProofFile.events(try ledger.tree([1, 3, 6, 10], size: ProvenLedger.size))
        let conclusion = try ledger.check(file)
        #expect(conclusion.verdict == .intact)
        #expect(conclusion.indexes(.proven) == [1, 3, 6, 10])
        let text = String(decoding: try file.bytes(), as: UTF8.self)
        #expect(!text.contains(ProvenLedger.two))
        #expect(text.components(of: ProvenLedger.one) == 4)
        #expect(conclusion.proven == [.entries(count: 4, of: 12)])
        #expect(conclusion.notProven.contains(.otherEntries) && conclusion.notProven.contains(.later(size: 12)))
    }

    @Test("what a compromised key alone signed is proven and called disowned")
    func disowned() throws {
        let conclusion = try ledger.check(.events(try ledger.tree([1, 3, 6, 10], size: ProvenLedger.size)))
        #expect(conclusion.entries.filter(\.isDisowned).map(\.event.index) == [6, 10])
        let batch = try #require(conclusion.entries.first { $0.event.index == 3 })
        #expect(!batch.isSignedByItself)
        #expect(batch.voucher == [try ProvenLedger.Key.a.keyID])
    }

    @Test("of a batch's member that may be disowned, the entry that ends the batch decides, and not the head")
    func batchVoucher() throws {
        var ledger = try ProvenLedger(9)
        let event = LedgerEvent.keyCompromised(try ProvenLedger.Key.b.keyID, since: 2, recovery: Recovery())
        try ledger.append(event, by: [.a])
        let cases: [(shown: [Int], open: [Int], disowned: [Int])] = [
            ([3], [3], []), ([2, 4], [2], [4]), ([2, 3], [2, 3], []), ([3, 4], [], [3, 4]),
            ([2, 3, 4], [], [2, 3, 4]), ([1, 6], [], []),
        ]
        for (shown, open, disowned) in cases {
            let conclusion = try ledger.check(.events(try ledger.tree(shown, size: 10)))
            #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
            #expect(conclusion.entries.filter(\.isVoucherMissing).map(\.event.index) == open, "\(shown)")
            #expect(conclusion.entries.filter(\.isDisowned).map(\.event.index) == disowned, "\(shown)")
            let limit = open.first.map { ProofConclusion.Limit.voucherNotShown(first: $0, count: open.count) }
            let isSaid = conclusion.notProven.contains { if case .voucherNotShown = $0 { true } else { false } }
            #expect(isSaid == (limit != nil), "\(shown)")
            if let limit { #expect(conclusion.notProven.contains(limit), "\(shown)") }
        }
        let whole = try ledger.check(.events(try ledger.tree([3, 4], size: 10)))
        let member = try #require(whole.entries.first { $0.event.index == 3 })
        let closer = try ProvenLedger.Key.b.keyID
        #expect(member.batchEnd == 4 && member.voucher == [closer])
    }

    @Test("a signed entry is a head: of what came before it, and of itself")
    func signedEntry() throws {
        let head = SignedTree.Signer.entry(ledger.entries[8], isProven: true)
        let conclusion = try ledger.check(.events(try ledger.tree([2], size: 8, signedBy: head)))
        #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
        #expect(conclusion.indexes(.proven) == [2, 8])
        #expect(conclusion.proven == [.entries(count: 2, of: 9)])
        let only = SignedTree.Signer.entry(ledger.entries[8], isProven: false)
        let shown = try ledger.check(.events(try ledger.tree([2], size: 8, signedBy: only)))
        #expect(shown.indexes(.proven) == [2] && shown.indexes(.head) == [8])
        #expect(shown.heads.first?.entryIndex == 8)
    }

    @Test("every signed entry after the first can be the head, whatever it does")
    func everyHead() throws {
        for index in 1..<ProvenLedger.size where ledger.entries[index].event?.signing != nil {
            let signer = SignedTree.Signer.entry(ledger.entries[index], isProven: true)
            let conclusion = try ledger.check(.events(try ledger.tree([], size: index, signedBy: signer)))
            #expect(conclusion.verdict == .intact, "entry \(index): \(conclusion.findings)")
        }
    }

    @Test("what the roster rests on is said: up to the last signed entry that is shown")
    func rosterLimit() throws {
        let open = try ledger.check(.events(try ledger.tree([2], size: ProvenLedger.size)))
        #expect(open.notProven.contains(.rosterAfter(index: 9, size: 12)))
        let vouched = try ledger.check(.events(try ledger.tree([2, 11], size: ProvenLedger.size)))
        #expect(vouched.indexes(.proven) == [2, 11])
        #expect(!vouched.notProven.contains { if case .rosterAfter = $0 { true } else { false } })
    }

    @Test("a key event that is left out is missed", arguments: [0, 5, 7, 9])
    func gap(left: Int) throws {
        if left == 0 {
            #expect(throws: ProofError.self) {
                try ledger.tree([11], size: ProvenLedger.size, without: [0])
            }
        } else {
            let file = ProofFile.events(try ledger.tree([11], size: ProvenLedger.size, without: [left]))
            #expect(
                try ledger.check(file).code == (left == 5 ? "key-not-in-force" : "roster-mismatch") || left == 5
            )
            #expect(try ledger.check(file).verdict == .altered)
        }
    }

    @Test("a checkpoint counts by a key in force at its size alone")
    func checkpointKeys() throws {
        func conclusion(_ size: Int, _ key: ProvenLedger.Key, _ origin: String? = nil) throws -> ProofConclusion
        {
            let signer = SignedTree.Signer.checkpoint(try ledger.checkpoint(size, by: key, origin: origin))
            return try ledger.check(.events(try ledger.tree([1], size: size, signedBy: signer)))
        }
        #expect(try conclusion(7, .b).verdict == .intact)
        #expect(try conclusion(8, .b).code == "checkpoint-signer")
        #expect(try conclusion(5, .c).code == "checkpoint-signer")
        #expect(try conclusion(6, .c).verdict == .intact)
        #expect(try conclusion(8, .foreign).code == "checkpoint-signer")
        #expect(try conclusion(8, .foreign).verdict == .untrusted)
        #expect(try conclusion(8, .a, "other.example/log").code == "checkpoint-origin")
    }

    @Test("a statement by a key that was retired before is refused")
    func retired() throws {
        var forger = try ProvenLedger(9)
        try forger.state(9, about: ProvenLedger.one, by: [.b])
        let conclusion = try forger.check(.events(try forger.tree([9], size: 10)))
        #expect(conclusion.code == "signer-retired" && conclusion.verdict == .altered)
        #expect(conclusion.entries.isEmpty && conclusion.proven.isEmpty)
    }

    @Test("another ledger's proof is untrusted, and without an anchor nothing is proven to be anybody's")
    func trust() throws {
        let file = ProofFile.events(try ledger.tree([1], size: ProvenLedger.size))
        let foreign = try ProvenLedger(origin: "other.example/test")
        #expect(try foreign.check(file).verdict == .untrusted)
        let unanchored = ProofCheck(trust: .notGiven, rules: AnyContent()).check(file)
        #expect(unanchored.verdict == .notAnchored)
        let declared = ProofCheck(trust: .selfDeclared, rules: AnyContent()).check(file)
        #expect(declared.verdict == .intact && declared.notProven.first == .anchor)
    }

    @Test("what is proven is judged by the vocabulary")
    func content() throws {
        let file = try ProofFile.events(try ledger.tree([1], size: ProvenLedger.size)).bytes()
        #expect(ledger.check(file, rules: AnyContent(forbidden: 0)).verdict == .nonconforming)
        #expect(ledger.check(file, rules: AnyContent(forbidden: 1)).verdict == .intact)
        let unjudged = ledger.check(file, rules: nil)
        #expect(unjudged.verdict == .intact && unjudged.notProven.contains(.contentWithoutVocabulary))
    }

    @Test("an entry under another entry's path is refused")
    func wrongPlace() throws {
        let other = try ProvenLedger(number: 7)
        let entries = try [0, 5, 7, 9].map { try ledger.placed($0, size: 12) }
        let stranger = try other.placed(11, size: 12)
        let tree = try SignedTree(
            try ledger.head(12), signedBy: .checkpoint(try ledger.checkpoint(12)), entries: entries + [stranger]
        )
        #expect(try ledger.check(.events(tree)).code == "path-mismatch")
    }
}

extension String {
    /// How often a text stands in this one.
    func components(of text: String) -> Int { ranges(of: text).count }
}
