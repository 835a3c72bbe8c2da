import LedgerCrypto
import Testing

/// The examples of FIPS 180-4 that NIST publishes, and the empty message.
struct SHA256Tests {
    static let vectors: [(message: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ]

    @Test("gives the published digests", arguments: vectors)
    func published(message: String, digest: String) throws {
        #expect(try SHA256.digest(of: Array(message.utf8)).hex == digest)
        #expect(ErrorQueue.isEmpty)
    }

    @Test("gives the published digest of a million times the letter a, in pieces of any size")
    func millionLetters() throws {
        var sha256 = try SHA256()
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 999)
        for _ in 0..<1_001 { sha256.update(piece.span.bytes) }
        sha256.update(UInt8(ascii: "a"))
        let digest = sha256.finish()
        #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test("is ready for the next message after each digest, and mixes nothing of the last one in")
    func reuse() throws {
        var sha256 = try SHA256()
        for (message, expected) in Self.vectors + Self.vectors.reversed() {
            let message = Array(message.utf8)
            sha256.update(message.span.bytes)
            let digest = sha256.finish()
            #expect(digest.hex == expected)
        }
    }

    @Test("takes a byte and a digest as the same bytes in an array")
    func prefixAndDigests() throws {
        let left = try SHA256.digest(of: [1])
        let right = try SHA256.digest(of: [2])
        var sha256 = try SHA256()
        sha256.update(UInt8(1))
        sha256.update(left)
        sha256.update(right)
        let node = sha256.finish()
        #expect(try node == SHA256.digest(of: [1] + left.bytes + right.bytes))
    }

    @Test("agrees with the openssl command for every size around the block size")
    func againstCommand() throws {
        let command = try OpenSSLCommand()
        for count in [55, 56, 63, 64, 65, 119, 120, 700] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try command.write(message, to: "message")
            let outcome = try command.run("dgst -sha256 -binary message")
            #expect(try SHA256.digest(of: message).bytes == outcome.output)
        }
    }

    @Test("a digest that goes on from another is of both messages, and leaves the other as it was")
    func goesOn() throws {
        for count in [0, 1, 63, 64, 65, 1000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            var first = try SHA256()
            first.update(message.span.bytes)
            var second = try SHA256()
            second.update(UInt8(9))
            try second.goOn(from: first)
            #expect(try second.finish() == SHA256.digest(of: message))
            try second.goOn(from: first)
            second.update(UInt8(1))
            first.update(UInt8(2))
            #expect(try second.finish() == SHA256.digest(of: message + [1]))
            #expect(try first.finish() == SHA256.digest(of: message + [2]))
        }
    }
}
