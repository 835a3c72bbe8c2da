internal import COpenSSL

/// A private key of one of the listed algorithms, with its public key. Many threads may use it at the same
/// time. OpenSSL overwrites its memory when the last reference is gone.
public final class PrivateKey: Sendable {
    /// The public half.
    public let publicKey: PublicKey

    let handle: KeyHandle

    /// The algorithm of this key's signatures.
    public var algorithm: SignatureAlgorithm { publicKey.algorithm }

    /// Takes the key whose two halves belong together.
    init(_ handle: KeyHandle) throws(KeyError) {
        publicKey = try Self.publicHalf(of: handle)
        guard try Self.isPair(handle) else { throw .mismatchedKeyPair }
        self.handle = handle
    }

    /// Takes a key of which the private half may not be at hand, and tries that the two belong together.
    init(storeKey handle: KeyHandle) throws(KeyError) {
        publicKey = try handle.publicKeyFromParameters()
        self.handle = handle
        let isPair = try KeyError.passingOn { () throws(CryptoError) in
            let message = try randomBytes(count: 32)
            return try publicKey.isValid(signature: sign(message), of: message)
        }
        guard isPair else { throw .mismatchedKeyPair }
    }

    /// Reads a private key from PKCS#8 in PEM, plain (`PRIVATE KEY`) or encrypted (`ENCRYPTED PRIVATE KEY`).
    ///
    /// - Parameters:
    ///   - pem: the text of the key file.
    ///   - passphrase: what opens an encrypted key; not used for a plain one. Ask for it only after
    ///     ``KeyError/passphraseNeeded``.
    /// - Throws: ``KeyError``.
    public convenience init(pem: String, passphrase: Passphrase?) throws(KeyError) {
        defer { ErrorQueue.clear() }
        let block = try PEMBlock(onlyBlockOf: pem, accepting: [.privateKey, .encryptedPrivateKey])
        try self.init(PKCS8.read(block, passphrase: passphrase))
    }

    /// Makes a new key.
    ///
    /// - Throws: ``KeyError/unavailableAlgorithm(_:)`` when the linked OpenSSL does not have the algorithm.
    public static func generate(_ algorithm: SignatureAlgorithm) throws(KeyError) -> PrivateKey {
        guard algorithm.isAvailable else { throw .unavailableAlgorithm(algorithm) }
        return try PrivateKey(
            KeyError.passingOn { () throws(CryptoError) in try Self.generateHandle(algorithm) })
    }

    /// This key as PKCS#8 in PEM, with a line feed at its end.
    ///
    /// With a passphrase the key is encrypted: PBES2 with AES-256-CBC, and PBKDF2-HMAC-SHA256 with 600,000
    /// rounds. Without one, whoever reads the text can sign.
    ///
    /// - Throws: ``KeyError/failed(_:)``.
    public func pem(passphrase: Passphrase?) throws(KeyError) -> String {
        try KeyError.passingOn { () throws(CryptoError) in try PKCS8.write(handle, passphrase: passphrase) }
    }

    /// Signs one message: 64 bytes for Ed25519, DER for ECDSA, 3,309 bytes for ML-DSA-65. To sign many, use
    /// one ``MessageSigner``.
    ///
    /// - Throws: ``CryptoError``.
    public func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        var signer = try MessageSigner(self)
        return try signer.sign(message.span.bytes)
    }
}

extension PrivateKey {
    private static func generateHandle(_ algorithm: SignatureAlgorithm) throws(CryptoError) -> KeyHandle {
        let context = try Handle(
            EVP_PKEY_CTX_new_from_name(nil, algorithm.row.keyType, nil), release: EVP_PKEY_CTX_free,
            for: .generateKey)
        return try context.withPointer { context throws(CryptoError) in
            var key: OpaquePointer?
            guard EVP_PKEY_keygen_init(context) == 1,
                algorithm.row.group.map({ EVP_PKEY_CTX_set_group_name(context, $0) == 1 }) ?? true,
                EVP_PKEY_generate(context, &key) == 1
            else { throw CryptoError.drainingQueue(during: .generateKey) }
            return try KeyHandle(key, for: .generateKey)
        }
    }

    /// The public key that is stored with a private key.
    private static func publicHalf(of handle: KeyHandle) throws(KeyError) -> PublicKey {
        defer { ErrorQueue.clear() }
        let spki = try KeyError.passingOn { () throws(CryptoError) in try handle.encodedSPKI() }
        guard SignatureAlgorithm.ofKey(spki: spki) != nil else {
            throw .unsupportedAlgorithm(name: handle.nameInOpenSSL)
        }
        return try PublicKey(spki: spki)
    }

    /// Whether the private and the public half belong together.
    private static func isPair(_ handle: KeyHandle) throws(KeyError) -> Bool {
        defer { ErrorQueue.clear() }
        return try KeyError.passingOn { () throws(CryptoError) in
            try handle.makeContext(for: .readPrivateKey).withPointer { EVP_PKEY_pairwise_check($0) == 1 }
        }
    }
}
