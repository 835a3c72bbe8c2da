import LedgerCrypto
import LedgerVerify
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
}
