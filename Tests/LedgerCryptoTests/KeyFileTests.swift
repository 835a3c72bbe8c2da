import LedgerCrypto
import Testing

/// What people hand in as a key file, and what they are told.
struct KeyFileTests {
    static let passphrase = "correct horse"

    @Test("a private key comes back from its file and signs as before", arguments: SignatureAlgorithm.tried)
    func roundTrip(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let passphrase = try #require(Passphrase(Self.passphrase))
        for passphrase in [passphrase, nil] {
            let text = try key.pem(passphrase: passphrase)
            #expect(text.hasPrefix(passphrase == nil ? "-----BEGIN PRIVATE" : "-----BEGIN ENCRYPTED PRIVATE"))
            #expect(text.hasSuffix(" PRIVATE KEY-----\n"))
            let again = try PrivateKey(pem: text, passphrase: passphrase)
            #expect(again.publicKey == key.publicKey)
            #expect(try key.publicKey.isValid(signature: again.sign([1, 2, 3]), of: [1, 2, 3]))
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("the same key is never encrypted to the same text twice")
    func salted() throws {
        let key = try PrivateKey.generate(.ed25519)
        let passphrase = try #require(Passphrase(Self.passphrase))
        #expect(try key.pem(passphrase: passphrase) != key.pem(passphrase: passphrase))
    }

    @Test("a passphrase that is wrong or missing is told apart from a damaged file")
    func passphrases() throws {
        let text = try PrivateKey.generate(.ed25519).pem(passphrase: Passphrase(Self.passphrase))
        #expect(throws: KeyError.passphraseNeeded) { try PrivateKey(pem: text, passphrase: nil) }
        for wrong in ["correct hors", "correct horse ", "Correct horse", "c"] {
            let wrong = try #require(Passphrase(wrong))
            #expect(throws: KeyError.wrongPassphrase) { try PrivateKey(pem: text, passphrase: wrong) }
            #expect(ErrorQueue.isEmpty)
        }
    }

    @Test("a wrong passphrase is called wrong also when the padding happens to fit")
    func manyWrongPassphrases() throws {
        let command = try OpenSSLCommand()
        try command.write(PrivateKey.generate(.ed25519).pem(passphrase: nil), to: "plain")
        try command.run("pkcs8 -topk8 -in plain -v2 aes-256-cbc -iter 1 -passout pass:right -out key")
        let text = try command.readText("key")
        for number in 0..<2_000 {
            let wrong = try #require(Passphrase("wrong \(number)"))
            #expect(throws: KeyError.wrongPassphrase) { try PrivateKey(pem: text, passphrase: wrong) }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(
        "passphrases that could not be typed again are not taken",
        arguments: [
            "", "two\nlines", "two\r", "\u{0}", String(repeating: "x", count: 1_024),
        ])
    func unusablePassphrases(text: String) {
        #expect(Passphrase(text) == nil)
    }

    @Test("the bytes that a passphrase is made of are overwritten, whether it is taken or not")
    func wiping() throws {
        for text in ["seven words are better than one", "two\nlines"] {
            var bytes = Array(text.utf8)
            _ = Passphrase(wiping: &bytes)
            #expect(bytes == [UInt8](repeating: 0, count: text.utf8.count))
        }
        #expect(Passphrase(String(repeating: "ü", count: 511)) != nil)
    }

    @Test(
        "files that hold no key say so",
        arguments: [
            ("", KeyError.notPEM), ("\n", .notPEM), ("no key here", .notPEM), ("\u{0}\u{1}\u{2}", .notPEM),
            ("-----BEGIN PRIVATE KEY-----", .notPEM), ("302a300506032b6570032100", .notPEM),
            (String(repeating: "x", count: 65_537), .tooLong(byteCount: 65_537)),
            (pem("CERTIFICATE", [0x30, 0x00]), .otherPEM(label: "CERTIFICATE")),
            (pem("OPENSSH PRIVATE KEY", [1, 2, 3]), .traditionalPEM(label: "OPENSSH PRIVATE KEY")),
        ])
    func noKey(text: String, error: KeyError) {
        if case .notPEM = error {
            #expect(throws: KeyError.self) { try PrivateKey(pem: text, passphrase: nil) }
            #expect(throws: KeyError.self) { try PublicKey(pem: text) }
        } else {
            #expect(throws: error) { try PrivateKey(pem: text, passphrase: nil) }
            #expect(throws: error) { try PublicKey(pem: text) }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a public key is not taken for a private one, nor the reverse", arguments: SignatureAlgorithm.tried)
    func exchanged(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let plain = try key.pem(passphrase: nil)
        #expect(throws: KeyError.isPublicKey) { try PrivateKey(pem: key.publicKey.pem, passphrase: nil) }
        #expect(throws: KeyError.isPrivateKey) { try PublicKey(pem: plain) }
        let encrypted = try key.pem(passphrase: Passphrase(Self.passphrase))
        #expect(throws: KeyError.isPrivateKey) { try PublicKey(pem: encrypted) }
    }

    @Test("two keys in one file are refused, text around one key is not")
    func severalBlocks() throws {
        let key = try PrivateKey.generate(.ed25519)
        let (text, publicText) = (try key.pem(passphrase: nil), key.publicKey.pem)
        #expect(throws: KeyError.severalPEMBlocks) { try PrivateKey(pem: text + text, passphrase: nil) }
        #expect(throws: KeyError.severalPEMBlocks) { try PrivateKey(pem: text + publicText, passphrase: nil) }
        #expect(throws: KeyError.severalPEMBlocks) { try PublicKey(pem: publicText + publicText) }
        #expect(try PublicKey(pem: "our key:\n" + publicText + "(end)\n") == key.publicKey)
        #expect(ErrorQueue.isEmpty)
    }

    @Test("damaged contents are refused", arguments: SignatureAlgorithm.tried)
    func damaged(algorithm: SignatureAlgorithm) throws {
        let whole = der(try PrivateKey.generate(algorithm).pem(passphrase: nil))
        let damaged = [[], [0x30], [UInt8](repeating: 0xff, count: 48), Array(whole.dropLast()), whole + [0]]
        for content in damaged {
            #expect(throws: KeyError.self) {
                try PrivateKey(pem: pem("PRIVATE KEY", content), passphrase: nil)
            }
            #expect(throws: KeyError.self) {
                try PrivateKey(pem: pem("ENCRYPTED PRIVATE KEY", content), passphrase: Passphrase("x"))
            }
            #expect(throws: KeyError.self) { try PublicKey(pem: pem("PUBLIC KEY", content)) }
        }
        let notBase64 = String(pem("PRIVATE KEY", whole).map { $0 == "M" ? "*" : $0 })
        #expect(throws: KeyError.self) { try PrivateKey(pem: notBase64, passphrase: nil) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("an algorithm that OpenSSL lacks is told apart from one that is not listed, and from damage")
    func namedAlgorithms() {
        let mlDSA65 = pem("PRIVATE KEY", bytes("3015020100300b06096086480165030403120403010203"))
        let unlisted = pem("PRIVATE KEY", bytes("300f020100300506032a03040403010203"))
        let damaged = pem("PRIVATE KEY", bytes("300f020100300506032b65700403010203"))
        let mlDSA65Error: KeyError? = #expect(throws: KeyError.self) {
            try PrivateKey(pem: mlDSA65, passphrase: nil)
        }
        #expect((mlDSA65Error == .unavailableAlgorithm(.mlDSA65)) == !SignatureAlgorithm.mlDSA65.isAvailable)
        #expect(throws: KeyError.unsupportedAlgorithm(name: "1.2.3.4")) {
            try PrivateKey(pem: unlisted, passphrase: nil)
        }
        let error = #expect(throws: KeyError.self) { try PrivateKey(pem: damaged, passphrase: nil) }
        guard case .damaged = error else {
            Issue.record("told as \(String(describing: error))")
            return
        }
    }

    @Test("a private key whose stored public key is another's is refused")
    func mismatchedHalves() throws {
        for algorithm in [SignatureAlgorithm.ecdsaP256, .ecdsaP384] {
            let pointBytes = algorithm == .ecdsaP256 ? 65 : 97
            let mine = der(try PrivateKey.generate(algorithm).pem(passphrase: nil))
            let other = try PrivateKey.generate(algorithm).publicKey.spki.suffix(pointBytes)
            let mixed = mine.dropLast(pointBytes) + other
            #expect(throws: KeyError.mismatchedKeyPair) {
                try PrivateKey(pem: pem("PRIVATE KEY", Array(mixed)), passphrase: nil)
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("every error says what to do, in one sentence")
    func words() {
        let errors: [KeyError] = [
            .notPEM, .tooLong(byteCount: 1), .severalPEMBlocks, .isPublicKey, .isPrivateKey,
            .traditionalPEM(label: "EC PRIVATE KEY"), .otherPEM(label: "CERTIFICATE"), .damaged(reasons: []),
            .passphraseNeeded, .wrongPassphrase, .unsupportedEncryption(reasons: []),
            .malformedSPKI(byteCount: 3), .malformedRawKey(byteCount: 31), .unsupportedAlgorithm(name: "RSA"),
            .unavailableAlgorithm(.mlDSA65), .invalidPoint(.ecdsaP256), .smallOrderPoint, .nonCanonicalPoint,
            .mismatchedKeyPair, .noKeyInStore, .severalKeysInStore, .storeFailed(reasons: []),
        ]
        for error in errors {
            #expect(error.description.contains(";"), "\(error) names no remedy")
            #expect(!error.description.hasSuffix("."))
        }
        #expect(Set(errors.map(\.description)).count == errors.count)
    }
}
