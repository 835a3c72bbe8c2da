import LedgerCrypto
import Testing

@testable import TransparencyLog

struct CosignatureTests {
    @Test("a published cosignature is made again byte for byte, and verified with its time")
    func published() throws {
        let checkpoint = try Checkpoint(text: Vectors.cosignedText.bytes)
        let key = try PrivateKey.ed25519(seed: Vectors.sigsumSeed)
        let name = try #require(NoteKeyName("example.org/witness"))
        let line = try Cosignature.sign(checkpoint, as: name, with: key, at: 1234)
        #expect(line.line == Vectors.cosignature.bytes)
        let witness = try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .cosignatureV1)
        let note = try SignedNote((Vectors.cosignedText + "\n" + Vectors.cosignature).bytes)
        #expect(try note.signers(among: [witness]) == [NoteSigner(key: witness, time: 1234)])
        // The same key and name as a log's are another key.
        let log = try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .ed25519)
        #expect(try note.signers(among: [log]).isEmpty)
    }

    @Test("no cosignature with one changed bit holds, in its time, its signature or the checkpoint")
    func bits() throws {
        let witness = try NoteVerifierKey(
            name: try #require(NoteKeyName("example.org/witness")),
            publicKey: try PublicKey(ed25519: Vectors.sigsumPublic), kind: .cosignatureV1)
        for flip in (Vectors.cosignedText + "\n" + Vectors.cosignature).bytes.flips {
            let signers = try? SignedNote(flip).signers(among: [witness])
            #expect(signers?.isEmpty != false)
        }
    }

    @Test("of several cosignatures by one witness the earliest time counts, and each must hold")
    func several() throws {
        let (log, witness) = (try TestLog(), try TestWitness(2, "witness.example/w"))
        var checkpoint = try log.checkpoint()
        for time in [2000, 1000, 3000] { try checkpoint.add(witness.cosign(checkpoint, at: time)) }
        let signers = try checkpoint.note.signers(among: [log.logKey, witness.verifierKey])
        #expect(signers.map(\.time) == [nil, 1000])
        try checkpoint.add(try witness.cosign(log.checkpoint(3), at: 500))
        let keys = [try witness.verifierKey]
        #expect(
            refusal { () throws(LogTextError) in try checkpoint.note.signers(among: keys) } == .signatureInvalid
        )
    }

    @Test("the time is one of this era and fits 63 bits", arguments: [UInt64.min, 1 << 63, .max])
    func times(seconds: UInt64) throws {
        let witness = try TestWitness(2, "witness.example/w")
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        let line = NoteSignature(by: try witness.verifierKey, bytes + Array(repeating: 0, count: 64))
        #expect(refusal { () throws(LogTextError) in try Cosignature(line) } == .time)
    }

    @Test("no time before 1970 is signed", arguments: [0, -1, Int.min])
    func noTime(seconds: Int) throws {
        let (checkpoint, witness) = (try TestLog().checkpoint(), try TestWitness(2, "witness.example/w"))
        #expect(throws: LogTextError(.time, "a cosignature needs a time after 1970")) {
            try witness.cosign(checkpoint, at: seconds)
        }
    }

    @Test("a cosignature of another length rejects the note")
    func length() throws {
        let witness = try TestWitness(2, "witness.example/w").verifierKey
        for count in [1, 64, 71, 73] {
            let note = try SignedNote(
                "o\n".bytes, NoteSignature(by: witness, Array(repeating: 1, count: count)))
            #expect(
                refusal { () throws(LogTextError) in try note.signers(among: [witness]) } == .signatureInvalid)
        }
    }
}
