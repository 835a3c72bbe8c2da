import LedgerCrypto
import MerkleTree
import Testing

@testable import TransparencyLog

/// Notes and keys that others published, and what the tests need to make more of them.
enum Vectors {
    /// C2SP signed-note.md.
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let example = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    /// golang.org/x/mod, sumdb/note/note_test.go.
    static let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let peterSeed = bytes(hex: "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173")
    static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let cryptographyText = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peterLine = """
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """
    static let enochLine = """
        — EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=

        """
    static let cryptography = cryptographyText + "\n" + peterLine + enochLine

    /// sigsum-go, pkg/checkpoint/checkpoint_test.go.
    static let sigsumSeed: [UInt8] = [0x11] + Array(repeating: 0, count: 31)
    static let sigsumPublic = bytes(hex: "66e0b858e462a609e66fe71370c816d8846ff103d5499a22a7fec37fdbc424a7")
    static let sigsumOrigin =
        "sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69"
    static let sigsumRoot = "HA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    static let sigsum = """
        \(sigsumOrigin)
        10
        \(sigsumRoot)

        — \(sigsumOrigin) gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ=

        """
    /// The same key as a witness, over another log's checkpoint, at the time 1234.
    static let cosignedText = "example.org/log\n10\n\(sigsumRoot)\n"
    static let cosignature =
        "— example.org/witness ys8uUAAAAAAAAATSftMzceM8zssdZ9jin9SjwIxzx9iADMf63VqirX2hafol9RsqNqbofIz0LVRqHXI2kpEBSki5RTXFtxz1vo9+Cg==\n"

    /// transparency-dev/merkle, testonly/constants.go.
    static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { bytes(hex: $0) }

    static func bytes(hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            UInt8(String(digits[place...(place + 1)]), radix: 16)
        }
    }
}

/// A log, its witness and what they sign, with keys that are always the same.
struct TestLog {
    let key: PrivateKey
    let origin: LogOrigin
    let tree: MerkleLeaves

    init(_ seed: UInt8 = 1, origin: String = "log.example/a", entries: [[UInt8]] = Vectors.entries) throws {
        key = try TestLog.key(seed)
        self.origin = try #require(LogOrigin(origin))
        var hasher = try SHA256()
        tree = MerkleLeaves(entries.map { TestLog.leaf($0, &hasher) })
    }

    static func key(_ seed: UInt8) throws -> PrivateKey {
        try PrivateKey.ed25519(seed: Array(repeating: seed, count: 32))
    }

    static func leaf(_ entry: [UInt8], _ hasher: inout SHA256) -> SHA256Digest {
        hasher.update(0x00)
        hasher.update(entry.span.bytes)
        return hasher.finish()
    }

    var logKey: NoteVerifierKey {
        get throws { try SignedCheckpoint.logKey(of: origin, key.publicKey) }
    }

    func head(_ size: Int? = nil) throws -> Head {
        var hasher = try SHA256()
        let size = size ?? tree.leafCount
        return Head(size: size, root: tree.root(size: size, with: &hasher))
    }

    func checkpoint(_ size: Int? = nil) throws -> SignedCheckpoint {
        try SignedCheckpoint.sign(Checkpoint(origin: origin, head: try head(size)), with: key)
    }

    func consistency(_ old: Int, _ new: Int) throws -> [SHA256Digest] {
        var hasher = try SHA256()
        return try #require(tree.consistencyProof(from: old, to: new, with: &hasher)).path
    }
}

/// A witness: a name and a key.
struct TestWitness {
    let name: NoteKeyName
    let key: PrivateKey

    init(_ seed: UInt8, _ name: String) throws {
        self.name = try #require(NoteKeyName(name))
        key = try TestLog.key(seed)
    }

    var verifierKey: NoteVerifierKey {
        get throws { try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .cosignatureV1) }
    }

    func cosign(_ checkpoint: SignedCheckpoint, at time: Int = 1_760_000_000) throws -> NoteSignature {
        try Cosignature.sign(checkpoint.checkpoint, as: name, with: key, at: time)
    }
}

/// The code with which something is refused; nil where it is not.
func refusal<Value>(_ body: () throws(LogTextError) -> Value) -> LogTextError.Code? {
    do {
        _ = try body()
        return nil
    } catch { return error.code }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}

extension Array<UInt8> {
    /// Every text that differs from this one in one bit.
    var flips: [[UInt8]] {
        (0..<count * 8).map { bit in
            var copy = self
            copy[bit / 8] ^= 1 << (bit % 8)
            return copy
        }
    }
}
