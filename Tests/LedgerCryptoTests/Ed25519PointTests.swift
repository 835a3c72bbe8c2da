import LedgerCrypto
import Testing

/// Where OpenSSL accepts more than the format does.
struct Ed25519PointTests {
    static let prefix = bytes("302a300506032b6570032100")

    static let canonicalSmallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]
    static let otherSmallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]

    @Test("a public key of small order is refused", arguments: canonicalSmallOrder + otherSmallOrder)
    func smallOrderKey(point: String) throws {
        #expect(throws: KeyError.smallOrderPoint) { try PublicKey(spki: Self.prefix + bytes(point)) }
    }

    @Test("a public key whose y is not reduced is refused, with either sign", arguments: UInt8(0xef)...0xff)
    func notReducedKey(lowest: UInt8) {
        for highest in [UInt8(0x7f), 0xff] {
            let point = [lowest] + [UInt8](repeating: 0xff, count: 30) + [highest]
            #expect(throws: KeyError.nonCanonicalPoint) { try PublicKey(spki: Self.prefix + point) }
        }
    }

    @Test("the neighbours of refused keys are not refused for the same reason")
    func neighbours() throws {
        // y = p - 2 and y = 2: of large order or on no point of the curve, in any case canonical.
        let belowPrime = "eb" + String(repeating: "f", count: 60) + "7f"
        let two = "02" + String(repeating: "0", count: 62)
        for point in [belowPrime, two] {
            #expect(throws: Never.self) { try PublicKey(spki: Self.prefix + bytes(point)) }
        }
    }

    /// Under this key, which is of large order plus a point of order 8, whoever knows the secret can make a
    /// signature with each R of small order. OpenSSL calls them valid, other implementations do not.
    static let mixedKey = bytes("9158312a9a8d6e3b34c891d6d61444f8b8211c5117ebad15bdb0bd68b07e0245")
    static let smallOrderSignatures = [
        (
            "message 0", canonicalSmallOrder[0],
            "f4a0b369a4fe0edfe596d4e4c016fd22854f5486476bb5794997ed5ff612b009"
        ),
        (
            "message 2", canonicalSmallOrder[1],
            "3b71568d895f3248dc74506daf68a00c5ef7b87ae899fc171821a3359bf10209"
        ),
        (
            "message 5", canonicalSmallOrder[2],
            "050406185dd16bf835e0f84c93e5de8646c2d08b8baf89471259cf65dbe2170b"
        ),
        (
            "message 0", canonicalSmallOrder[3],
            "9c63531889f33fd7f7ae1c8284da4f10261027be1cad2c75c799f435527a090b"
        ),
        (
            "message 9", canonicalSmallOrder[4],
            "2a1798190cc7b360a3fe03d5116ba85b45114360608634ff52e1c3dd52164308"
        ),
        (
            "message 5", canonicalSmallOrder[5],
            "88479a94e896b094f7da827cfe1a0e9d3909d62a5464a089df72a449a6a9b10b"
        ),
        (
            "message 0", canonicalSmallOrder[6],
            "e001925e92e676cd3cde2ac8c3f7ad6e378e0f7efd2cb2a92eef1b7cbe06ea0f"
        ),
        (
            "message 5", canonicalSmallOrder[7],
            "4eca323aed956471a7eb7e4fba656e26f23f6d19242177efadf31fa6db827b00"
        ),
    ]

    @Test(
        "a signature whose R has small order is refused, though OpenSSL accepts it",
        arguments: smallOrderSignatures)
    func smallOrderR(message: String, r: String, s: String) throws {
        let key = try PublicKey(spki: Self.prefix + Self.mixedKey)
        let signature = bytes(r + s)
        #expect(try !key.isValid(signature: signature, of: Array(message.utf8)))

        let command = try OpenSSLCommand()
        try command.write(key.pem, to: "key")
        try command.write(message, to: "message")
        try command.write(signature, to: "signature")
        let verify = "pkeyutl -verify -pubin -inkey key -rawin -in message -sigfile signature"
        #expect(try command.run(verify).succeeded)
    }

    @Test("a signature whose R is another encoding of such a point is refused", arguments: otherSmallOrder)
    func nonCanonicalR(r: String) throws {
        let key = try PublicKey(spki: Self.prefix + Self.mixedKey)
        for (message, _, s) in Self.smallOrderSignatures {
            #expect(try !key.isValid(signature: bytes(r + s), of: Array(message.utf8)))
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a signature whose S is not less than L is refused")
    func unreducedS() throws {
        let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        let message = Array("one signature, two spellings".utf8)
        for _ in 0..<16 {
            let key = try PrivateKey.generate(.ed25519)
            var signature = try key.sign(message)
            var carry = 0
            for place in 0..<32 {
                let sum = Int(signature[32 + place]) + Int(order[place]) + carry
                signature[32 + place] = UInt8(truncatingIfNeeded: sum)
                carry = sum >> 8
            }
            try #require(carry == 0)
            #expect(try !key.publicKey.isValid(signature: signature, of: message))
        }
    }
}
