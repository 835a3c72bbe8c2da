import Foundation
import LedgerCrypto
import Testing

/// Private keys named by URI, with the one scheme that every OpenSSL has, `file:`.
struct KeyStoreTests {
    @Test(
        "a key that a URI names signs as the same key from its file",
        arguments: SignatureAlgorithm.knownToCommand)
    func signs(algorithm: SignatureAlgorithm) throws {
        let command = try OpenSSLCommand()
        let key = try PrivateKey.generate(algorithm)
        for passphrase in [Passphrase("grüße"), nil] {
            try command.write(key.pem(passphrase: passphrase), to: "key")
            let stored = try PrivateKey(storeURI: command.uri("key"), passphrase: passphrase)
            #expect(stored.publicKey == key.publicKey)
            #expect(try key.publicKey.isValid(signature: stored.sign([1, 2, 3]), of: [1, 2, 3]))
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a passphrase that is wrong or missing is told apart from a store that fails")
    func passphrases() throws {
        let command = try OpenSSLCommand()
        let key = try PrivateKey.generate(.ecdsaP256)
        try command.write(key.pem(passphrase: Passphrase("right")), to: "key")
        try command.write(key.pem(passphrase: nil), to: "plain")
        try command.run("req -x509 -new -key plain -subj /CN=x -out crt")
        try command.run("pkcs12 -export -inkey plain -in crt -passout pass:right -out p12")
        for name in ["key", "p12"] {
            let uri = command.uri(name)
            #expect(throws: KeyError.passphraseNeeded) { try PrivateKey(storeURI: uri, passphrase: nil) }
            #expect(throws: KeyError.wrongPassphrase) {
                try PrivateKey(storeURI: uri, passphrase: Passphrase("wrong"))
            }
            #expect(try PrivateKey(storeURI: uri, passphrase: Passphrase("right")).publicKey == key.publicKey)
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("exactly one private key of a listed algorithm is taken")
    func oneKey() throws {
        let command = try OpenSSLCommand()
        let key = try PrivateKey.generate(.ed25519)
        let text = try key.pem(passphrase: nil)
        try command.write(text, to: "key")
        try command.write(text + text, to: "two")
        try command.write(key.publicKey.pem, to: "public")
        try command.write("no key here", to: "nothing")
        try command.run("genpkey -algorithm ED448 -out other")
        #expect(throws: KeyError.severalKeysInStore) {
            try PrivateKey(storeURI: command.uri("two"), passphrase: nil)
        }
        #expect(throws: KeyError.unsupportedAlgorithm(name: "ED448")) {
            try PrivateKey(storeURI: command.uri("other"), passphrase: nil)
        }
        for name in ["public", "nothing", "absent", ""] {
            #expect(throws: KeyError.self, "\(name)") {
                try PrivateKey(storeURI: command.uri(name), passphrase: nil)
            }
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test("a private key whose stored public key is another's is refused")
    func mismatchedHalves() throws {
        let command = try OpenSSLCommand()
        let mine = der(try PrivateKey.generate(.ecdsaP256).pem(passphrase: nil))
        let other = try PrivateKey.generate(.ecdsaP256).publicKey.spki.suffix(65)
        try command.write(pem("PRIVATE KEY", mine.dropLast(65) + other), to: "key")
        #expect(throws: KeyError.mismatchedKeyPair) {
            try PrivateKey(storeURI: command.uri("key"), passphrase: nil)
        }
    }

    @Test("an error never repeats the URI, which may hold a PIN", arguments: ["nosuch", "file", "pkcs11"])
    func secrets(scheme: String) throws {
        let error = try #require(throws: KeyError.self) {
            try PrivateKey(storeURI: "\(scheme):/id=1?pin-value=4711secret", passphrase: nil)
        }
        #expect(!"\(error)".contains("4711") && !String(reflecting: error).contains("4711"))
        #expect(ErrorQueue.isEmpty)
    }
}
