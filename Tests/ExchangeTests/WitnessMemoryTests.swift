import Foundation
import LedgerCrypto
import LedgerStore
import MerkleTree
import Testing
import TransparencyLog

@testable import Exchange

/// What a witness remembers, and the requests that it answers by it.
struct WitnessMemoryTests {
    // MARK: The name

    @Test("a witness is named once, and one key has one name")
    func name() throws {
        let stage = try WitnessStage()
        #expect {
            try stage.witness(nil)
        } throws: { error in
            if case .nameNeeded? = error as? WitnessError { true } else { false }
        }
        try stage.cosign(stage.checkpoint(3))
        #expect(try stage.witness(nil).verifierKey.name.description == WitnessStage.name)
        #expect {
            try stage.witness("other.example")
        } throws: { error in
            if case .otherName? = error as? WitnessError { true } else { false }
        }
        for text in ["", "two words\n", WitnessStage.name, "\n"] {
            try stage.office.write("witness.key.witness/name", text)
            #expect(throws: WitnessError.self) { try stage.witness() }
        }
    }

    // MARK: What is kept

    @Test("nothing is cosigned where it cannot be kept")
    func notKept() throws {
        let stage = try WitnessStage()
        // A file stands where the folder should.
        try stage.office.write("witness.key.witness", "")
        let refused = try stage.refusal(stage.checkpoint(3))
        guard case .file = refused else {
            Issue.record("cosigned without a memory: \(String(describing: refused))")
            return
        }
    }

    @Test("a link in the place of what is kept is not followed")
    func link() throws {
        let stage = try WitnessStage()
        try stage.cosign(stage.checkpoint(3))
        let kept = try stage.kept
        try FileManager.default.moveItem(atPath: kept, toPath: stage.office.path("elsewhere"))
        try FileManager.default.createSymbolicLink(
            atPath: kept, withDestinationPath: stage.office.path("elsewhere"))
        guard case .file = try stage.refusal(stage.checkpoint(8)) else {
            Issue.record("a link was followed")
            return
        }
    }

    @Test("no changed bit of what is kept makes the witness forget the head")
    func bits() throws {
        let stage = try WitnessStage()
        let checkpoint = try stage.cosign(stage.checkpoint(3)).checkpoint
        let memory = try WitnessMemory(
            KeyFolders(keyPath: stage.key.path), stage.origin, stage.witness().verifierKey)
        let bytes = [UInt8](try stage.office.bytes(stage.kept))
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << (bit % 8)
            try Data(flipped).write(to: URL(fileURLWithPath: stage.kept))
            // Only the log's own signature, which is kept for others to read, may differ.
            if let latest = try? memory.latest() {
                #expect(latest.checkpoint == checkpoint.checkpoint)
            }
        }
        for text in ["", "no note\n", String(decoding: checkpoint.note.text, as: UTF8.self)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: stage.kept))
            guard case .memoryDamaged = try stage.refusal(stage.checkpoint(8)) else {
                Issue.record("a damaged memory was taken: \(text)")
                continue
            }
        }
    }

    @Test("of two processes that checked against the same head, one keeps its own")
    func race() throws {
        let stage = try WitnessStage()
        try stage.cosign(stage.checkpoint(3))
        let memory = try WitnessMemory(
            KeyFolders(keyPath: stage.key.path), stage.origin, stage.witness().verifierKey)
        let seen = try memory.latest()
        // The other process goes on to 8; then this one would go back to 5.
        try stage.cosign(stage.checkpoint(8))
        let late = try stage.checkpoint(5)
        #expect {
            try memory.keep(late, insteadOf: seen)
        } throws: { error in
            if case .busy? = error as? WitnessError { true } else { false }
        }
        #expect(try memory.latest()?.checkpoint.head.size == 8)
    }

    @Test("a clock that has gone back cosigns nothing")
    func clock() throws {
        let stage = try WitnessStage()
        try stage.cosign(stage.checkpoint(3))
        guard
            case .clockBehind(_, WitnessStage.now) = try stage.refusal(
                stage.checkpoint(8), at: WitnessStage.now - 1)
        else {
            Issue.record("a time before the last cosignature was signed")
            return
        }
        let unset = try WitnessStage()
        guard case .text(let error) = try unset.refusal(unset.checkpoint(3), at: 0) else {
            Issue.record("a time of 1970 was signed")
            return
        }
        #expect(error.code == .time)
    }

    // MARK: Requests

    private func status(
        _ stage: WitnessStage, _ request: AddCheckpointRequest, trusting keys: [NoteVerifierKey]? = nil
    ) throws -> Int {
        let before = try stage.memory()
        let keys = try keys ?? [stage.logKey]
        do { _ = try stage.witness().cosign(request, trusting: keys, at: WitnessStage.now) } catch {
            #expect(try stage.memory() == before)
            guard case .refused(let refusal) = error else { throw error }
            return refusal.status
        }
        return 200
    }

    @Test("a request that the ledger's copy made is answered, from every size to every later one")
    func requests() throws {
        let stage = try WitnessStage()
        var size = 0
        for next in [1, 2, 3, 7, 8, 10, 10] {
            let request = try stage.copy().request(for: stage.checkpoint(next), from: size)
            #expect(try AddCheckpointRequest(request.bytes) == request)
            #expect(try status(stage, request) == 200)
            size = next
        }
    }

    @Test("each refusal of tlog-witness has its status, and leaves the memory as it was")
    func statuses() throws {
        let stage = try WitnessStage()
        let copy = stage.copy()
        #expect(try status(stage, copy.request(for: stage.checkpoint(4), from: 0)) == 200)
        let step = try copy.request(for: stage.checkpoint(9), from: 4)
        #expect(try status(stage, step, trusting: []) == 404)
        let stranger = try SignedCheckpoint.logKey(of: stage.origin, PrivateKey.generate(.ed25519).publicKey)
        #expect(try status(stage, step, trusting: [stranger]) == 403)
        let back = try AddCheckpointRequest(oldSize: 4, path: [], checkpoint: stage.checkpoint(2))
        #expect(try status(stage, back) == 400)
        #expect(try status(stage, copy.request(for: stage.checkpoint(9), from: 3)) == 409)
        #expect(try status(stage, copy.request(for: stage.checkpoint(9), from: 0)) == 409)
        let bare = try AddCheckpointRequest(oldSize: 4, path: [], checkpoint: stage.checkpoint(9))
        #expect(try status(stage, bare) == 422)
        #expect(try status(stage, step) == 200)
        #expect(try status(stage, step) == 409)
    }

    @Test("requests and copies are answered from one memory")
    func oneMemory() throws {
        let stage = try WitnessStage()
        try stage.cosign(stage.checkpoint(4))
        #expect(try status(stage, stage.copy().request(for: stage.checkpoint(9), from: 0)) == 409)
        #expect(try status(stage, stage.copy().request(for: stage.checkpoint(9), from: 4)) == 200)
        #expect(try stage.refusal(stage.checkpoint(8))?.exitCode == 1)
    }

    @Test("no request is made for a head that the ledger does not have, nor from a later size")
    func noRequest() throws {
        let stage = try WitnessStage()
        let other = try stage.office.fork("other.jsonl", appending: 2)
        try stage.office.append(2)
        #expect(throws: WitnessError.self) {
            try stage.copy(other).request(for: stage.checkpoint(12), from: 4)
        }
        #expect(throws: WitnessError.self) { try stage.copy().request(for: stage.checkpoint(5), from: 6) }
    }
}
