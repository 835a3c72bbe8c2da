internal import COpenSSL

/// Signs messages with one key, on one thread. Make one for each thread and keep it: nothing is looked up
/// again from one message to the next.
public struct MessageSigner: ~Copyable {
    // Not private, for the reason that is given in SignatureVerifier.
    enum Scheme: ~Copyable {
        case message(MessageSigning)
        case digest(DigestSigning)
    }

    private let scheme: Scheme
    private let signatureBytesMax: Int

    /// Prepares to sign with a key.
    ///
    /// - Throws: ``CryptoError``.
    public init(_ key: PrivateKey) throws(CryptoError) {
        scheme =
            if let function = key.algorithm.row.digest {
                .digest(try DigestSigning(key.handle, function))
            } else {
                .message(try MessageSigning(key.handle))
            }
        signatureBytesMax = key.handle.withPointer { Int(EVP_PKEY_get_size($0)) }
    }

    /// Signs one message: 64 bytes for Ed25519, DER for ECDSA, 3,309 bytes for ML-DSA-65.
    ///
    /// - Throws: ``CryptoError``.
    public mutating func sign(_ message: borrowing RawSpan) throws(CryptoError) -> [UInt8] {
        let signature = message.withUnsafeBytes { message in
            [UInt8](unsafeUninitializedCapacity: signatureBytesMax) { output, count in
                count = sign(message, into: output) ?? 0
            }
        }
        guard !signature.isEmpty else { throw CryptoError.drainingQueue(during: .sign) }
        return signature
    }

    /// The size of the signature; nil when OpenSSL made none.
    private func sign(
        _ message: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        switch scheme {
        case .message(let signing): signing.sign(message, into: output)
        case .digest(let signing): signing.sign(message, into: output)
        }
    }
}

/// The algorithms for which OpenSSL takes the message itself.
struct MessageSigning: ~Copyable {
    private let key: KeyHandle
    private let context: Handle

    init(_ key: KeyHandle) throws(CryptoError) {
        let context = try Handle(EVP_MD_CTX_new(), release: EVP_MD_CTX_free, for: .sign)
        guard Self.start(context, with: key) else { throw CryptoError.drainingQueue(during: .sign) }
        self.key = key
        self.context = context
    }

    /// Started again for every message, as in verifying and for the same reason. Where the key's provider
    /// cannot start again without the key (PKCS#11 tokens), it starts from the beginning.
    func sign(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard Self.start(context, with: nil) || restart() else { return nil }
        let message = message.bindMemory(to: UInt8.self)
        var count = output.count
        let isMade = context.withPointer { context in
            EVP_DigestSign(context, output.baseAddress, &count, message.baseAddress, message.count) == 1
        }
        return isMade ? count : nil
    }

    /// - Parameter key: nil where the context keeps the key that it has.
    private static func start(_ context: borrowing Handle, with key: KeyHandle?) -> Bool {
        context.withPointer { context in
            guard let key else { return EVP_DigestSignInit_ex(context, nil, nil, nil, nil, nil, nil) == 1 }
            return key.withPointer { EVP_DigestSignInit_ex(context, nil, nil, nil, nil, $0, nil) == 1 }
        }
    }

    private func restart() -> Bool {
        ErrorQueue.clear()
        return context.withPointer { EVP_MD_CTX_reset($0) == 1 } && Self.start(context, with: key)
    }
}

/// The algorithms for which OpenSSL takes the digest of the message.
struct DigestSigning: ~Copyable {
    private let digest: MessageDigest
    private let context: Handle

    init(_ key: KeyHandle, _ function: DigestFunction) throws(CryptoError) {
        let context = try key.makeContext(for: .sign)
        let isReady = context.withPointer { context in
            EVP_PKEY_sign_init(context) == 1
                && EVP_PKEY_CTX_set_signature_md(context, function.implementation) == 1
        }
        guard isReady else { throw CryptoError.drainingQueue(during: .sign) }
        digest = try MessageDigest(function)
        self.context = context
    }

    func sign(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        var count = output.count
        let isMade = digest.withDigest(of: message) { digest in
            context.withPointer { context in
                EVP_PKEY_sign(context, output.baseAddress, &count, digest.baseAddress, digest.count) == 1
            }
        }
        return isMade ? count : nil
    }
}
