import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import Exchange

/// What a witness cosigns by a copy of the ledger, and what it refuses.
struct WitnessTests {
    @Test("a witness cosigns head after head, and keeps the last one beside its key with both signatures")
    func headAfterHead() throws {
        let stage = try WitnessStage()
        let first = try stage.cosign(stage.checkpoint(3))
        #expect(first.previous == nil)
        let second = try stage.cosign(stage.checkpoint(8), at: WitnessStage.now + 5)
        #expect(second.previous == (try stage.checkpoint(3)).checkpoint.head)
        let witness = try stage.witness()
        let kept = try SignedCheckpoint([UInt8](stage.office.bytes(stage.kept)))
        #expect(kept == second.checkpoint)
        #expect(
            try kept.note.signers(among: [stage.logKey, witness.verifierKey]).map(\.time) == [
                nil, WitnessStage.now + 5,
            ])
        // The same head again is cosigned anew.
        #expect(try stage.cosign(stage.checkpoint(8), at: WitnessStage.now + 9).previous?.size == 8)
        #expect(try stage.memory().keys.sorted().contains("name"))
    }

    @Test("lines of strangers in a checkpoint are handed back and not kept")
    func strangers() throws {
        let stage = try WitnessStage()
        var checkpoint = try stage.checkpoint(4)
        let stranger = try #require(NoteKeyName("stranger.example"))
        try checkpoint.add(
            Cosignature.sign(checkpoint.checkpoint, as: stranger, with: PrivateKey.generate(.ed25519), at: 1))
        #expect(try stage.cosign(checkpoint).checkpoint.note.signatures.count == 3)
        #expect(try SignedCheckpoint([UInt8](stage.office.bytes(stage.kept))).note.signatures.count == 2)
    }

    @Test("a witness never goes back")
    func behind() throws {
        let stage = try WitnessStage()
        try stage.cosign(stage.checkpoint(8))
        guard case .behind(let latest, 7) = try stage.refusal(stage.checkpoint(7)) else {
            Issue.record("the smaller head was not refused")
            return
        }
        #expect(latest.size == 8)
    }

    @Test("a second history of the ledger is refused, longer or of the same size")
    func fork() throws {
        let stage = try WitnessStage()
        let other = try stage.office.fork("other.jsonl", appending: 5)
        try stage.office.append(2)
        let seen = try stage.cosign(stage.checkpoint(12)).checkpoint
        for size in [12, 13, 15] {
            let checkpoint = try stage.checkpoint(size, of: other)
            guard case .forked(let latest, let root, let path) = try stage.refusal(checkpoint, by: other) else {
                Issue.record("the other history was not refused at \(size)")
                continue
            }
            #expect(latest == seen.checkpoint.head)
            #expect(try root == stage.root(12, of: other))
            #expect(try path == stage.kept)
        }
        // What both histories have in common is not enough to go back to.
        #expect(try stage.refusal(stage.checkpoint(10, of: other), by: other)?.exitCode == 1)
    }

    @Test("a checkpoint that the copy does not hold is refused")
    func notHeld() throws {
        let stage = try WitnessStage()
        let other = try stage.office.fork("other.jsonl", appending: 5)
        try stage.office.append(2)
        for (size, verdict) in [(12, Verdict.forked), (15, .truncated)] {
            guard case .copyDoesNotVerify(_, let report) = try stage.refusal(stage.checkpoint(size, of: other))
            else {
                Issue.record("a head of \(size) entries was cosigned")
                continue
            }
            #expect(report.verdict == verdict)
        }
        #expect(try stage.memory().isEmpty)
    }

    @Test("a copy with one changed byte, and one of which nobody says whose it is, are refused")
    func alteredCopy() throws {
        let stage = try WitnessStage()
        let checkpoint = try stage.checkpoint(5)
        var bytes = try stage.office.bytes(stage.office.ledger)
        bytes[bytes.count / 2] ^= 1
        try stage.office.write("altered.jsonl", bytes)
        let altered = try stage.refusal(checkpoint, by: stage.office.path("altered.jsonl"))
        guard case .copyDoesNotVerify = altered else {
            Issue.record("an altered copy was accepted")
            return
        }
        let unanchored = WitnessedCopy(stage.office.ledger, trust: .notGiven)
        #expect(throws: WitnessError.self) {
            try stage.witness().cosign(checkpoint, by: unanchored, at: WitnessStage.now)
        }
        let missing = try stage.refusal(checkpoint, by: stage.office.path("missing.jsonl"))
        #expect(missing?.exitCode == Verdict.unreadable.exitCode)
    }

    @Test("a copy may withhold entries: the roots show that nothing else changed")
    func withheldCopy() throws {
        let stage = try WitnessStage()
        let copy = try stage.office.withheld([2, 5], "withheld.jsonl")
        #expect(try stage.cosign(stage.checkpoint(6), by: copy).previous == nil)
    }

    @Test("a checkpoint of another ledger is no fork of this one")
    func otherLedger() throws {
        let stage = try WitnessStage()
        let head = try stage.checkpoint(5).checkpoint.head
        let origin = try #require(LogOrigin("other.example/a"))
        let checkpoint = try SignedCheckpoint.sign(
            Checkpoint(origin: origin, head: head), with: stage.office.key.key)
        guard case .otherLedger(origin, _) = try stage.refusal(checkpoint) else {
            Issue.record("a checkpoint of another origin was cosigned")
            return
        }
    }

    // MARK: Whose signature

    @Test("only a key in force at the checkpoint's size signs for the ledger")
    func keysInForce() throws {
        let stage = try WitnessStage()
        let office = stage.office
        let next = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("next.key"))
        var writer = try LedgerWriter.open(office.ledger, signingWith: [office.key], rules: AnyContent())
        let rotation = LedgerEvent.keyRotated(
            from: office.key.keyID, EnrolledKey(next.key.publicKey), recovery: Recovery())
        _ = try writer.append(
            rotation, signedAlsoBy: [next], id: #require(EventID(RandomUUID().description)),
            time: #require(Timestamp("2025-10-10T15:00:00Z")))
        // The entry with index 10 changed the key: up to its own size the old one signs.
        let stranger = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("stranger.key"))
        for (size, signer) in [(9, next), (11, office.key), (9, stranger)] {
            guard case .notSignedByLedger(size) = try stage.refusal(stage.checkpoint(size, by: signer)) else {
                Issue.record("a key that was not in force at \(size) was accepted")
                continue
            }
        }
        try stage.cosign(stage.checkpoint(9, by: office.key))
        try stage.cosign(stage.checkpoint(11, by: next))
    }

    @Test("a signature that is not valid is refused, also beside one that is")
    func invalidSignature() throws {
        let stage = try WitnessStage()
        var checkpoint = try stage.checkpoint(5)
        try checkpoint.add(stage.checkpoint(6).note.signatures[0])
        guard case .text(let error) = try stage.refusal(checkpoint) else {
            Issue.record("an invalid signature was accepted")
            return
        }
        #expect(error.code == .signatureInvalid)
    }

    @Test("a key of the ledger does not witness it, under whatever path")
    func ownKey() throws {
        let stage = try WitnessStage()
        // The same key without the folder beside it.
        let copy = SigningKey(stage.office.key.key, path: stage.office.path("copied.key"))
        let witness = try stage.witness(key: copy)
        let checkpoint = try stage.checkpoint(5)
        #expect {
            try witness.cosign(checkpoint, by: stage.copy(), at: WitnessStage.now)
        } throws: { error in
            if case .ownLog? = error as? WitnessError { true } else { false }
        }
        let request = try AddCheckpointRequest(oldSize: 0, path: [], checkpoint: checkpoint)
        #expect {
            try witness.cosign(request, trusting: [stage.logKey], at: WitnessStage.now)
        } throws: { error in
            if case .ownLog? = error as? WitnessError { true } else { false }
        }
    }

    @Test("a key that signs ledgers never witnesses, and one that witnesses never signs a ledger")
    func roles() throws {
        let stage = try WitnessStage()
        #expect {
            try stage.witness(key: stage.office.key)
        } throws: { error in
            if case .ledgerKey? = error as? WitnessError { true } else { false }
        }
        try stage.cosign(stage.checkpoint(5))
        #expect {
            _ = try LedgerWriter.open(stage.office.ledger, signingWith: [stage.key], rules: AnyContent())
        } throws: { error in
            if case .witnessKey? = error as? WriterError { true } else { false }
        }
    }

    @Test("a key that was tried on a ledger in vain may still witness")
    func triedInVain() throws {
        let stage = try WitnessStage()
        #expect(throws: WriterError.self) {
            _ = try LedgerWriter.open(stage.office.ledger, signingWith: [stage.key], rules: AnyContent())
        }
        #expect(FileManager.default.fileExists(atPath: stage.key.path + ".heads"))
        try stage.cosign(stage.checkpoint(5))
    }

    @Test("a key that is not Ed25519 makes no witness")
    func otherAlgorithm() throws {
        let stage = try WitnessStage()
        let key = SigningKey(try PrivateKey.generate(.ecdsaP256), path: stage.office.path("p256.key"))
        #expect {
            try stage.witness(key: key)
        } throws: { error in
            if case .text(let text)? = error as? WitnessError { text.code == .keyKind } else { false }
        }
    }
}
