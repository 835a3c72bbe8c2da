import LedgerCrypto
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import LedgerProof

/// Checkpoints by themselves, which a log's key signs that the auditor holds.
struct LogCheckTests {
    @Test("a log that is to be its own witness is refused, and another key is not")
    func ownWitness() throws {
        let ledger = try ProvenLedger()
        let origin = try #require(NoteKeyName(ledger.origin))
        let log = try NoteVerifierKey(
            name: origin, publicKey: try ProvenLedger.Key.a.privateKey.publicKey, kind: .ed25519)
        let checkpoint = try ledger.checkpoint(12)
        func conclusion(_ witness: ProvenLedger.Key) throws -> LogConclusion {
            let name = try #require(NoteKeyName("witness.example"))
            let cosigner = try NoteVerifierKey(
                name: name, publicKey: try witness.privateKey.publicKey, kind: .cosignatureV1)
            let policy = try WitnessPolicy(Array("witness one \(cosigner.vkey)\nquorum none\n".utf8))
            return LogCheck(logs: [log], policy: policy).check(checkpoint)
        }
        let own = try conclusion(.a)
        #expect(own.findings.map(\.code.description) == ["witness-is-signer"])
        #expect(own.verdict == .untrusted)
        #expect(try conclusion(.foreign).verdict == .intact)
    }

    @Test("what another log holds is proven to stand there, and nothing is said of what it means")
    func otherLeaf() throws {
        var hasher = try SHA256()
        let leaves = MerkleLeaves(
            ["one", "two", "three"].map { text in
                hasher.update(0x00)
                hasher.update(Array(text.utf8).span.bytes)
                return hasher.finish()
            })
        let key = try ProvenLedger.Key.a.privateKey
        let origin = try #require(LogOrigin("log.example/other"))
        let checkpoint = try SignedCheckpoint.sign(
            Checkpoint(origin: origin, head: Head(size: 3, root: leaves.root(size: 3, with: &hasher))),
            with: key)
        let inclusion = try #require(leaves.inclusionProof(index: 1, size: 3, with: &hasher))
        let proof = try TLogProof(inclusion: inclusion, checkpoint: checkpoint)
        let name = try #require(NoteKeyName("log.example/other"))
        let log = LogCheck(
            logs: [try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .ed25519)])
        let held = log.check(proof, event: Array("two".utf8))
        #expect(held.verdict == .intact && held.event == nil && held.index == 1)
        let other = log.check(proof, event: Array("three".utf8))
        #expect(other.verdict == .altered && other.findings.map(\.code.description) == ["path-mismatch"])
    }
}
