import LedgerCrypto
import LedgerFormat
import MerkleTree
import Testing

@testable import TransparencyLog

struct CheckpointTests {
    @Test("a published checkpoint is read, verified, and signed again byte for byte")
    func published() throws {
        let signed = try SignedCheckpoint(Vectors.sigsum.bytes)
        #expect(signed.checkpoint.origin.description == Vectors.sigsumOrigin)
        #expect(signed.checkpoint.head.size == 10)
        #expect(signed.checkpoint.head.root.hex == "1c0e47" + String(repeating: "0", count: 58))
        let key = try PrivateKey.ed25519(seed: Vectors.sigsumSeed)
        #expect(key.publicKey.ed25519Bytes == Vectors.sigsumPublic)
        #expect(try signed.logSigners(among: [key.publicKey]) == [key.publicKey])
        #expect(try SignedCheckpoint.sign(signed.checkpoint, with: key).bytes == Vectors.sigsum.bytes)
    }

    @Test("a checkpoint of an empty tree has the size 0")
    func empty() throws {
        let text = "log.example/a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        let checkpoint = try Checkpoint(text: text.bytes)
        #expect(checkpoint.head.size == 0)
        #expect(checkpoint.text == text.bytes)
    }

    @Test(
        "what is no checkpoint is refused",
        arguments: [
            ("", .checkpoint), ("o\n", .number), ("o\n1\n", .hash), ("\n1\n\(root)\n", .checkpoint),
            ("o\n\n\(root)\n", .number), ("o\n1\n\n\(root)\n", .hash), ("o\n1\n\(root)", .lineFeedMissing),
            ("o\n01\n\(root)\n", .number), ("o\n00\n\(root)\n", .number), ("o\n-1\n\(root)\n", .number),
            ("o\n+1\n\(root)\n", .number), ("o\n1 \n\(root)\n", .number), ("o\n0x1\n\(root)\n", .number),
            ("o\n1.0\n\(root)\n", .number), ("o\n١\n\(root)\n", .number),
            ("o\n9223372036854775808\n\(root)\n", .number), ("o\n18446744073709551616\n\(root)\n", .number),
            ("o\n10000000000000000000000\n\(root)\n", .number),
            ("o\n1\r\n\(root)\n", .number), ("o\n1\n\(root)\r\n", .hash), ("o\r\n1\n\(root)\n", .checkpoint),
            // The last digit of a root has two bits that are not used.
            ("o\n1\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n", .hash),
            ("o\n1\n\(root.dropLast())\n", .hash), ("o\n1\n\(root)=\n", .hash), ("o\n1\n \(root)\n", .hash),
            ("o\n1\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n", .hash),
            ("o\n1\n1c0e4700000000000000000000000000000000000000000000000000000000000\n", .hash),
            ("o\n1\n\(root)\nmore\n", .extensionLine), ("o\n1\n\(root)\n\n", .extensionLine),
            ("\(String(repeating: "o", count: 256))\n1\n\(root)\n", .checkpoint),
        ] as [(String, LogTextError.Code)])
    func refused(text: String, code: LogTextError.Code) {
        #expect(refusal { () throws(LogTextError) in try Checkpoint(text: text.bytes) } == code)
    }

    private static let root = Vectors.sigsumRoot

    @Test("the largest size has 63 bits")
    func largest() throws {
        let text = "o\n9223372036854775807\n\(Self.root)\n"
        #expect(try Checkpoint(text: text.bytes).head.size == Int.max)
    }

    @Test("an extension line in a signed note is refused, and its line is named")
    func extensionLine() throws {
        let note = "o\n1\n\(Self.root)\nextra\n\n\(Vectors.peterLine)"
        #expect(
            throws: LogTextError(
                .extensionLine, line: 4, "more than the three lines of a checkpoint; nobody may rely on them")
        ) { try SignedCheckpoint(note.bytes) }
    }

    @Test("a key counts as the log's under the origin alone")
    func otherOrigin() throws {
        let (one, other) = (try TestLog(1), try TestLog(1, origin: "log.example/b"))
        let signed = try one.checkpoint()
        #expect(try signed.logSigners(among: [one.key.publicKey]) == [one.key.publicKey])
        // The signature line of one log under the text of another.
        let moved = try other.checkpoint().note.text + "\n".bytes + one.checkpoint().note.signatures[0].line
        #expect(try SignedCheckpoint(moved).logSigners(among: [one.key.publicKey]).isEmpty)
    }

    @Test("keys that are not Ed25519 sign no checkpoint and are passed over")
    func otherKeys() throws {
        let log = try TestLog()
        let p256 = try PrivateKey.generate(.ecdsaP256)
        let signed = try log.checkpoint()
        #expect(try signed.logSigners(among: [p256.publicKey, log.key.publicKey]) == [log.key.publicKey])
        #expect(
            refusal { () throws(LogTextError) in try SignedCheckpoint.sign(signed.checkpoint, with: p256) }
                == .keyKind)
    }

    @Test("an origin that cannot name a key signs nothing")
    func originWithSpace() throws {
        let origin = try #require(LogOrigin("go.sum database tree"))
        let (checkpoint, key) = (Checkpoint(origin: origin, head: try TestLog().head()), try TestLog.key(1))
        #expect(
            refusal { () throws(LogTextError) in try SignedCheckpoint.sign(checkpoint, with: key) }
                == .keyName)
    }

    @Test("a ledger's origin is the origin of its checkpoints")
    func ledgerOrigin() throws {
        let origin = try #require(Origin("us-office.example/ua-channel"))
        #expect(LogOrigin(origin) == LogOrigin("us-office.example/ua-channel"))
        #expect(LogOrigin("two\nlines") == nil)
        #expect(LogOrigin("\u{E9}") != LogOrigin("e\u{301}"))
    }
}
