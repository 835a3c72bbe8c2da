import Foundation
import LedgerCrypto
import LedgerFormat
import MerkleTree
import Testing
import TransparencyLog

/// The command `witness`, as offices and witnesses use it.
struct WitnessTests {
    /// An office with a ledger, its checkpoints, and a witness's key.
    private static func stage() throws -> Workplace {
        let place = try Workplace()
        try place.openOffice()
        try signCheckpoint("first", place)
        _ = try place.recordContact("occurred=2025-08-15")
        _ = try place.recordContact("occurred=2025-08-16")
        try signCheckpoint("second", place)
        for name in ["witness.key", "other.key"] {
            #expect(try place.goodfaith("key", "new", name, "--no-passphrase").status == 0)
        }
        return place
    }

    /// Signs the head that the ledger has now.
    static func signCheckpoint(_ name: String, _ place: Workplace, of ledger: String = "us.jsonl") throws {
        let report = try place.goodfaith("verify", ledger, "--self-declared", "--json").output
        let json = try JSONDecoder().decode(Report.self, from: Data(report.utf8))
        let root = try #require(SHA256Digest(hex: json.head.root.dropFirst("sha256:".count)))
        let origin = try #require(LogOrigin("us-office.example/ua-channel"))
        let pem = String(decoding: try place.bytes("us.key"), as: UTF8.self)
        let signed = try SignedCheckpoint.sign(
            Checkpoint(origin: origin, head: Head(size: json.head.size, root: root)),
            with: PrivateKey(pem: pem, passphrase: nil))
        try place.write(name, String(decoding: signed.bytes, as: UTF8.self))
    }

    private struct Report: Decodable {
        struct Size: Decodable {
            let root: String
            let size: Int
        }
        let head: Size
    }

    private static let name = "witness.example/w"

    private static func vkey(_ place: Workplace, _ file: String, _ option: String, _ name: String) throws
        -> String
    {
        let shown = try place.goodfaith("key", "show", file, option, name)
        #expect(shown.status == 0, "\(shown.error)")
        return shown.output.trimmingCharacters(in: .newlines)
    }

    @Test("a witness cosigns by a copy, and what it prints is the line that others verify")
    func byCopy() throws {
        let place = try Self.stage()
        let cosigned = try place.goodfaith(
            "witness", "first", "--ledger", "us.jsonl", "--self-declared", "--key", "witness.key", "--name",
            Self.name,
            "--output", "cosigned")
        #expect(cosigned.status == 0, "\(cosigned.error)")
        let note = try SignedNote([UInt8](place.bytes("cosigned")))
        #expect(note.signatures.last?.line == Array(cosigned.output.utf8))
        let key = try NoteVerifierKey(vkey: Self.vkey(place, "witness.key.pub", "--witness", Self.name))
        let log = try NoteVerifierKey(vkey: Self.vkey(place, "us.key", "--log", "us-office.example/ua-channel"))
        #expect(try note.signers(among: [key, log]).count == 2)
        // The next needs no name, and goes on from the first.
        let next = try place.goodfaith(
            "witness", "second", "--ledger", "us.jsonl", "--self-declared", "--key", "witness.key", "--json")
        #expect(next.status == 0, "\(next.error)")
        #expect(next.output.contains(#""previous":"2:sha256:"#))
        let back = try place.goodfaith(
            "witness", "first", "--ledger", "us.jsonl", "--self-declared", "--key", "witness.key")
        #expect(back.status == 1)
        #expect(back.error.contains("cosigned 4 entries already"))
    }

    @Test("a request, its conflict, its response and what comes of it go from hand to hand as files")
    func byRequest() throws {
        let place = try Self.stage()
        let log = try Self.vkey(place, "us.key", "--log", "us-office.example/ua-channel")
        let witness = try Self.vkey(place, "witness.key", "--witness", Self.name)
        try place.write("policy", "log \(log)\nwitness w \(witness)\nquorum w\n")
        let steps = try place.shell(
            """
            goodfaith witness request first --ledger us.jsonl > request && \
            goodfaith witness --request request --log '\(log)' --key witness.key --name \(Self.name) > response && \
            goodfaith witness attach first response --policy policy --output first.cosigned && \
            goodfaith witness request second --ledger us.jsonl > early && \
            ! goodfaith witness --request early --policy policy --key witness.key > conflict && \
            goodfaith witness request second --ledger us.jsonl --old "$(cat conflict)" --output late && \
            goodfaith witness --request late --policy policy --key witness.key > response2
            """)
        #expect(steps.status == 0, "\(steps.error)")
        #expect(steps.error.contains("the policy's quorum is reached"))
        #expect(try place.bytes("conflict") == Data("2\n".utf8))
        let cosigned = try SignedCheckpoint([UInt8](place.bytes("first.cosigned")))
        let policy = try WitnessPolicy([UInt8](place.bytes("policy")))
        #expect(try policy.judge(cosigned).hasQuorum)
        #expect(try policy.judge(cosigned).log != nil)
    }

    @Test("each refusal has its sentence and its exit code")
    func refusals() throws {
        let place = try Self.stage()
        let log = try Self.vkey(place, "us.key", "--log", "us-office.example/ua-channel")
        let stranger = try Self.vkey(place, "other.key", "--log", "us-office.example/ua-channel")
        let elsewhere = try Self.vkey(place, "us.key", "--log", "elsewhere.example/a")
        let made = try place.shell(
            """
            goodfaith witness request first --ledger us.jsonl > one && \
            goodfaith witness request second --ledger us.jsonl --old 2 > two && \
            { echo 'old 4'; echo; cat first; } > back && { echo 'old 2'; echo; cat second; } > bare && \
            goodfaith witness --request one --log '\(log)' --key witness.key --name \(Self.name)
            """)
        #expect(made.status == 0, "\(made.error)")
        let cases: [(request: String, vkey: String, status: Int, exit: Int32, sentence: String)] = [
            ("two", elsewhere, 404, 2, "knows no key of the log us-office.example/ua-channel"),
            ("two", stranger, 403, 1, "not signed by its log"), ("back", log, 400, 2, "back to 2"),
            ("one", log, 409, 1, "this witness is at 2"), ("bare", log, 422, 1, "the proof has 0 hashes"),
        ]
        for (request, vkey, status, exit, sentence) in cases {
            let refused = try place.goodfaith(
                "witness", "--request", request, "--log", vkey, "--key", "witness.key", "--json")
            #expect(refused.status == exit)
            #expect(refused.error.contains(sentence), "\(refused.error)")
            #expect(refused.output.contains(#""status":\#(status)"#), "\(refused.output)")
        }
        let malformed = try place.goodfaith(
            "witness", "--request", "first", "--log", log, "--key", "witness.key")
        #expect(malformed.status == 2)
        #expect(malformed.error.contains("line 1: expected the word old"))
    }

    @Test("what the command is given must fit together")
    func usage() throws {
        let place = try Self.stage()
        let wrong: [[String]] = [
            ["first", "--key", "witness.key"], ["--key", "witness.key"],
            ["first", "--ledger", "us.jsonl", "--log", "x", "--key", "witness.key"],
            ["--request", "r", "--key", "witness.key"],
            ["--request", "r", "--log", "x", "--ledger", "us.jsonl", "--key", "witness.key"],
            ["--request", "r", "--log", "x", "--self-declared", "--key", "witness.key"],
            ["first", "--ledger", "us.jsonl", "--self-declared", "--key", "us.key", "--name", "a"],
            ["attach", "first", "first"], ["request", "first", "--ledger", "us.jsonl", "--old", "-1"],
            ["attach", "first", "first", "--witness", "nokey"],
        ]
        for arguments in wrong {
            let refused = try Command.run(
                Command.executable, ["witness"] + arguments, in: place.folder, input: "")
            #expect(refused.status == 64, "\(arguments): \(refused.error)")
            #expect(refused.output.isEmpty)
        }
        let unanchored = try place.goodfaith(
            "witness", "first", "--ledger", "us.jsonl", "--key", "witness.key", "--name", Self.name)
        #expect(unanchored.status == 2)
        #expect(unanchored.error.contains("not-anchored"))
        #expect(try place.goodfaith("key", "show", "us.key", "--log", "a", "--witness", "b").status == 64)
    }

    @Test("the key of a witness signs no ledger")
    func witnessKey() throws {
        let place = try Self.stage()
        _ = try place.goodfaith(
            "witness", "first", "--ledger", "us.jsonl", "--self-declared", "--key", "witness.key", "--name",
            Self.name)
        let recorded = try place.shell(
            "goodfaith record us.jsonl contact.held mode=summit level=principal occurred=2025-08 participants=ru-office:principal,us-office:principal --key witness.key"
        )
        #expect(recorded.status == 64)
        #expect(recorded.error.contains("the key is a witness's"))
    }
}
