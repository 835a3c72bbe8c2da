import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

@testable import LedgerProof

/// Proofs that one head goes on from another, and that two do not.
struct HistoryProofTests {
    private let ledger: ProvenLedger

    init() throws { ledger = try ProvenLedger() }

    @Test("one head goes on from every earlier one")
    func consistency() throws {
        for old in 1...ProvenLedger.size {
            let from = try ledger.extended(from: old, to: ProvenLedger.size)
            let conclusion = try ledger.check(.consistency(from, try ledger.tree([], size: ProvenLedger.size)))
            #expect(conclusion.verdict == .intact, "from \(old): \(conclusion.findings)")
            #expect(
                conclusion.proven == [.goesOn(from: from.old, to: try ledger.head(12), isOldSigned: false)])
            #expect(conclusion.notProven.contains(.oldSigner))
        }
    }

    @Test("the earlier head may come with its checkpoint, which is checked too")
    func oldCheckpoint() throws {
        let from = try ledger.extended(from: 6, to: 12, withCheckpoint: true)
        let conclusion = try ledger.check(.consistency(from, try ledger.tree([], size: 12)))
        #expect(conclusion.verdict == .intact && !conclusion.notProven.contains(.oldSigner))
        let wrong = try HeadExtension(
            from: from.old, by: from.proof, oldCheckpoint: try ledger.checkpoint(6, by: .foreign))
        #expect(
            try ledger.check(.consistency(wrong, try ledger.tree([], size: 12))).code == "checkpoint-signer")
    }

    @Test("a head of another history does not go on")
    func inconsistent() throws {
        let other = try ProvenLedger(otherwiseAt: 3)
        let from = try other.extended(from: 6, to: 12)
        let mixed = try HeadExtension(from: from.old, by: try ledger.extended(from: 6, to: 12).proof)
        for from in [from, mixed] {
            let conclusion = try ledger.check(.consistency(from, try ledger.tree([], size: 12)))
            #expect(conclusion.code == "consistency-mismatch")
        }
    }

    // MARK: Equivocation

    private func evidence(
        _ one: ProvenLedger, _ other: ProvenLedger, at index: Int, sizes: (Int, Int) = (12, 12),
        signers: (ProvenLedger.Key, ProvenLedger.Key) = (.a, .a)
    ) throws -> ProofConclusion {
        let trees = (
            try one.tree([], size: sizes.0, signedBy: .checkpoint(try one.checkpoint(sizes.0, by: signers.0))),
            try other.tree(
                [], size: sizes.1, signedBy: .checkpoint(try other.checkpoint(sizes.1, by: signers.1)))
        )
        return try ledger.check(
            .equivocation(index: index, try one.branch(index, trees.0), try other.branch(index, trees.1)))
    }

    @Test("two histories that one key signed are evidence, and no statement is shown")
    func equivocation() throws {
        let other = try ProvenLedger(otherwiseAt: 3)
        for index in [3, 4, 6, 11] {
            let conclusion = try evidence(ledger, other, at: index, sizes: (12, 12))
            #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
            #expect(conclusion.proven == [.twoHistories(at: index, key: try ProvenLedger.Key.a.keyID)])
            #expect(conclusion.entries.isEmpty && conclusion.heads.count == 2)
            #expect(conclusion.notProven.contains(.rosterAfter(index: 9, size: 12)))
        }
        let uneven = try evidence(ledger, other, at: 3, sizes: (9, 12))
        #expect(uneven.notProven.contains(.rosterAfter(index: 7, size: 9)))
        #expect(uneven.notProven.contains(.rosterAfter(index: 9, size: 12)))
        #expect(try evidence(ledger, other, at: 3, sizes: (9, 12)).verdict == .intact)
    }

    @Test("two signed entries at one index are evidence by themselves")
    func signedEntries() throws {
        let other = try ProvenLedger(otherwiseAt: 8)
        func branch(_ ledger: ProvenLedger) throws -> HistoryBranch {
            let tree = try ledger.tree(
                [], size: 8, signedBy: .entry(ledger.entries[8], isProven: false))
            return try HistoryBranch(ledger.hashes[8], at: nil, in: tree)
        }
        let conclusion = try ledger.check(.equivocation(index: 8, try branch(ledger), try branch(other)))
        #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
        #expect(conclusion.proven == [.twoHistories(at: 8, key: try ProvenLedger.Key.a.keyID)])
    }

    @Test("one history twice, two ledgers, and two signers are no evidence")
    func noEvidence() throws {
        #expect(try evidence(ledger, ledger, at: 3, sizes: (9, 12)).code == "histories-agree")
        let other = try ProvenLedger(otherwiseAt: 3)
        #expect(try evidence(ledger, other, at: 2).code == "histories-agree")
        let foreign = try ProvenLedger(origin: "other.example/test")
        #expect(try evidence(ledger, foreign, at: 3).code == "histories-foreign")
        #expect(try evidence(ledger, other, at: 3, signers: (.a, .c)).code == "signers-differ")
        #expect(try evidence(ledger, other, at: 3, signers: (.a, .foreign)).code == "checkpoint-signer")
    }
}
