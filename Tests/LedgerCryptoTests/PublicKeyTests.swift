import LedgerCrypto
import Testing

struct PublicKeyTests {
    static let mlDSA65Prefix = bytes("308207b2300b0609608648016503040312038207a100")

    @Test("the encoding has the size that the format gives", arguments: SignatureAlgorithm.tried)
    func sizes(algorithm: SignatureAlgorithm) throws {
        let sizes: [SignatureAlgorithm: Int] = [.ed25519: 44, .ecdsaP256: 91, .ecdsaP384: 120, .mlDSA65: 1974]
        let key = try PrivateKey.generate(algorithm).publicKey
        #expect(key.spki.count == sizes[algorithm])
        #expect(algorithm.spkiByteCount == sizes[algorithm])
        #expect(key.algorithm == algorithm)
        #expect(key.isSupported)
    }

    @Test("the keyid is what openssl and sha256sum print", arguments: SignatureAlgorithm.knownToCommand)
    func keyID(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm).publicKey
        let command = try OpenSSLCommand()
        try command.write(key.pem, to: "key")
        try command.run("pkey -pubin -in key -outform DER -out der")
        let printed = try command.run("dgst -sha256 -r der").text
        #expect(printed.prefix(64) == key.keyID.description)
        #expect(try command.read("der") == key.spki)
        #expect(KeyID(key.keyID.description) == key.keyID)
    }

    @Test("reading what was written gives the same key", arguments: SignatureAlgorithm.tried)
    func roundTrip(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm).publicKey
        let fromBytes = try PublicKey(spki: key.spki)
        let fromText = try PublicKey(pem: key.pem)
        #expect(fromBytes == key && fromText == key)
        #expect(fromText.spki == key.spki && fromText.pem == key.pem)
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a key of a listed algorithm that OpenSSL lacks still has its name")
    func namedWithoutSupport() throws {
        let spki = Self.mlDSA65Prefix + [UInt8](repeating: 7, count: 1952)
        let key = try PublicKey(spki: spki)
        #expect(key.algorithm == .mlDSA65)
        #expect(try key.keyID.digest == SHA256.digest(of: spki))
        #expect(try PublicKey(pem: key.pem).spki == spki)
    }

    @Test("an encoding that is cut off or goes on is refused", arguments: SignatureAlgorithm.allCases)
    func everySize(algorithm: SignatureAlgorithm) throws {
        let spki = try Self.sample(algorithm)
        for count in 0..<spki.count {
            #expect(throws: KeyError.malformedSPKI(byteCount: count)) {
                try PublicKey(spki: Array(spki.prefix(count)))
            }
        }
        for extra in [[0], [0, 0], [0x30, 0x00], spki] {
            #expect(throws: KeyError.malformedSPKI(byteCount: spki.count + extra.count)) {
                try PublicKey(spki: spki + extra)
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a change of any bit before the key itself is refused", arguments: SignatureAlgorithm.allCases)
    func everyBitOfPrefix(algorithm: SignatureAlgorithm) throws {
        let spki = try Self.sample(algorithm)
        let prefixByteCount =
            switch algorithm {
            case .ed25519: 12
            case .ecdsaP256: 27
            case .ecdsaP384: 24
            case .mlDSA65: 22
            }
        for bit in 0..<prefixByteCount * 8 {
            #expect(throws: KeyError.self, "bit \(bit)") { try PublicKey(spki: spki.flippingBit(bit)) }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(
        "a change of any bit of an EC point leaves the curve and is refused",
        arguments: [
            SignatureAlgorithm.ecdsaP256, .ecdsaP384,
        ])
    func everyBitOfPoint(algorithm: SignatureAlgorithm) throws {
        let spki = try Self.sample(algorithm)
        for bit in (algorithm == .ecdsaP256 ? 27 : 24) * 8..<spki.count * 8 {
            #expect(throws: KeyError.invalidPoint(algorithm), "bit \(bit)") {
                try PublicKey(spki: spki.flippingBit(bit))
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a compressed or hybrid point, the point at infinity and named parameters written out are refused")
    func otherPointForms() throws {
        let command = try OpenSSLCommand()
        try command.write(PrivateKey.generate(.ecdsaP256).pem(passphrase: nil), to: "key")
        for options in ["-ec_conv_form compressed", "-ec_conv_form hybrid", "-ec_param_enc explicit"] {
            #expect(try command.run("pkey -in key -pubout \(options) -out other").succeeded)
            let other = try command.readText("other")
            let count = der(other).count
            #expect(throws: KeyError.malformedSPKI(byteCount: count)) { try PublicKey(pem: other) }
        }
        var hybrid = try Self.sample(.ecdsaP256)
        hybrid[26] = 0x06 | hybrid[90] & 1
        #expect(throws: KeyError.malformedSPKI(byteCount: 91)) { try PublicKey(spki: hybrid) }
        let infinity = bytes("3019301306072a8648ce3d020106082a8648ce3d03010703020000")
        #expect(throws: KeyError.malformedSPKI(byteCount: infinity.count)) { try PublicKey(spki: infinity) }
    }

    @Test("coordinates that are zero, or not less than the prime, are refused")
    func coordinatesOutOfRange() throws {
        let prime = bytes("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
        let prefix = try Self.sample(.ecdsaP256).prefix(27)
        let zero = [UInt8](repeating: 0, count: 32)
        for point in [zero + zero, prime + zero, prime + prime, [UInt8](repeating: 0xff, count: 64)] {
            #expect(throws: KeyError.invalidPoint(.ecdsaP256)) { try PublicKey(spki: prefix + point) }
        }
    }

    @Test(
        "keys of other algorithms are refused",
        arguments: [
            "-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-algorithm X25519", "-algorithm ED448",
            "-algorithm EC -pkeyopt ec_paramgen_curve:P-521",
            "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1",
        ])
    func otherAlgorithms(options: String) throws {
        let command = try OpenSSLCommand()
        try command.run("genpkey \(options) -out key")
        try command.run("pkey -in key -pubout -out public")
        let text = try command.readText("public")
        #expect(throws: KeyError.malformedSPKI(byteCount: der(text).count)) { try PublicKey(pem: text) }
        #expect(ErrorQueue.isEmpty)
    }

    static func sample(_ algorithm: SignatureAlgorithm) throws -> [UInt8] {
        guard algorithm.isAvailable else { return mlDSA65Prefix + [UInt8](repeating: 7, count: 1952) }
        return try PrivateKey.generate(algorithm).publicKey.spki
    }
}
