import LedgerCrypto
import Testing

/// The `openssl` command, which an auditor has anyway, and this module read what the other wrote.
struct OpenSSLCommandTests {
    static let message = Array("What one writes, the other must read.".utf8)

    @Test("openssl verifies our signatures", arguments: SignatureAlgorithm.knownToCommand)
    func verifiesOurs(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let command = try OpenSSLCommand()
        try command.write(key.publicKey.pem, to: "public")
        try command.write(Self.message, to: "message")
        let signature = try key.sign(Self.message)
        let verify =
            "pkeyutl -verify -pubin -inkey public -in message -sigfile signature "
            + algorithm.pkeyutlArguments
        try command.write(signature, to: "signature")
        #expect(try command.run(verify).succeeded)
        try command.write(signature.flippingBit(100), to: "signature")
        #expect(try !command.run(verify).succeeded)
    }

    @Test(
        "we read the keys of openssl and verify its signatures", arguments: SignatureAlgorithm.knownToCommand)
    func verifiesTheirs(algorithm: SignatureAlgorithm) throws {
        let command = try OpenSSLCommand()
        try command.write(Self.message, to: "message")
        try command.run("genpkey \(algorithm.genpkeyArguments) -out private")
        try command.run("pkey -in private -pubout -out public")
        try command.run(
            "pkeyutl -sign -inkey private -in message -out signature \(algorithm.pkeyutlArguments)")
        let publicKey = try PublicKey(pem: command.readText("public"))
        let privateKey = try PrivateKey(pem: command.readText("private"), passphrase: nil)
        #expect(privateKey.publicKey == publicKey)
        #expect(publicKey.algorithm == algorithm)
        #expect(try publicKey.isValid(signature: command.read("signature"), of: Self.message))
        #expect(try !publicKey.isValid(signature: command.read("signature"), of: Self.message.flippingBit(3)))
    }

    @Test(
        "openssl opens our encrypted keys with the passphrase, and not without",
        arguments: SignatureAlgorithm.knownToCommand)
    func opensOurs(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let command = try OpenSSLCommand()
        try command.write(key.pem(passphrase: Passphrase("grüße")), to: "private")
        #expect(try command.run("pkey -in private -passin pass:grüße -pubout -out public").succeeded)
        #expect(try command.readText("public") == key.publicKey.pem)
        #expect(try !command.run("pkey -in private -passin pass:grusse -noout").succeeded)
    }

    @Test("our encrypted keys are PBES2: AES-256-CBC, and 600,000 rounds of PBKDF2 with 16 bytes of salt")
    func parametersOfOurs() throws {
        let command = try OpenSSLCommand()
        try command.write(PrivateKey.generate(.ed25519).pem(passphrase: Passphrase("x")), to: "private")
        let lines = try command.run("asn1parse -in private").text.lowercased().split(separator: "\n")
        // The last word after a colon of each line that names this type; octet strings begin with the salt.
        let values = { (type: String) in
            lines.filter { $0.contains(type) }.compactMap { $0.split(separator: ":").last.map(String.init) }
        }
        #expect(values("object") == ["pbes2", "pbkdf2", "hmacwithsha256", "aes-256-cbc"])
        #expect(values("integer").compactMap { Int($0, radix: 16) } == [600_000])
        #expect(values("octet string").first?.count == 2 * 16)
    }

    @Test(
        "we open keys that openssl encrypted",
        arguments: [
            "-v2 aes-256-cbc", "-v2 aes-256-cbc -v2prf hmacWithSHA512", "-v2 aes-128-cbc -iter 600000",
            "-scrypt",
        ])
    func opensTheirs(options: String) throws {
        let command = try OpenSSLCommand()
        let passphrase = try #require(Passphrase("grüße"))
        for algorithm in SignatureAlgorithm.knownToCommand {
            try command.run("genpkey \(algorithm.genpkeyArguments) -out plain")
            try command.run("pkcs8 -topk8 -in plain \(options) -passout pass:grüße -out private")
            let plain = try PrivateKey(pem: command.readText("plain"), passphrase: nil)
            let encrypted = try PrivateKey(pem: command.readText("private"), passphrase: passphrase)
            #expect(encrypted.publicKey == plain.publicKey)
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(
        "older forms and other algorithms are refused by their names",
        arguments: [
            ("ecparam -name prime256v1 -genkey -out key", KeyError.traditionalPEM(label: "EC PARAMETERS")),
            ("ecparam -name prime256v1 -genkey -noout -out key", .traditionalPEM(label: "EC PRIVATE KEY")),
            ("genrsa -traditional -out key 2048", .traditionalPEM(label: "RSA PRIVATE KEY")),
            (
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key",
                .unsupportedAlgorithm(name: "RSA")
            ),
            ("genpkey -algorithm ED448 -out key", .unsupportedAlgorithm(name: "ED448")),
            ("genpkey -algorithm X25519 -out key", .unsupportedAlgorithm(name: "X25519")),
            (
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out key",
                .unsupportedAlgorithm(name: "secp521r1")
            ),
            (
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out key",
                .unsupportedAlgorithm(name: "secp256k1")
            ),
        ])
    func refused(arguments: String, error: KeyError) throws {
        let command = try OpenSSLCommand()
        #expect(try command.run(arguments).succeeded)
        let text = try command.readText("key")
        #expect(throws: error) { try PrivateKey(pem: text, passphrase: nil) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(
        "encryption that OpenSSL does not read is not called a wrong passphrase",
        arguments: [
            (scheme: "PBES2", identifier: "2a864886f70d01050d"), ("PBKDF2", "2a864886f70d01050c"),
            ("AES-256-CBC", "60864801650304012a"),
        ])
    func unknownEncryption(scheme: String, identifier: String) throws {
        let passphrase = try #require(Passphrase("x"))
        var content = der(try PrivateKey.generate(.ed25519).pem(passphrase: passphrase))
        let identifier = bytes(identifier)
        let start = try #require(content.indices.first { content[$0...].starts(with: identifier) })
        content[start + identifier.count - 1] = 0x7f
        let error = #expect(throws: KeyError.self, "\(scheme)") {
            try PrivateKey(pem: pem("ENCRYPTED PRIVATE KEY", content), passphrase: passphrase)
        }
        guard case .unsupportedEncryption(let reasons) = error else {
            Issue.record("\(scheme) was told as \(String(describing: error))")
            return
        }
        #expect(!reasons.isEmpty)
        #expect(ErrorQueue.isEmpty)
    }

    @Test("the version is that of the library at run time")
    func version() {
        #expect(OpenSSL.version.wholeMatch(of: /OpenSSL [3-9]\.\d+\.\d+.*/) != nil)
    }
}
