internal import COpenSSL

/// Verifies signatures by one key, on one thread. Make one for each thread and key and keep it: nothing is
/// looked up again and nothing of its own is allocated from one signature to the next.
public struct SignatureVerifier: ~Copyable {
    // Not private, nor are its two cases' types: the optimiser of Swift 6.3 crashes in modules that import a
    // noncopyable struct with private types inside.
    enum Scheme: ~Copyable {
        case message(MessageVerification)
        case digest(DigestVerification)
    }

    private let scheme: Scheme
    private let refusesSmallOrder: Bool

    /// Prepares to verify signatures by a key.
    ///
    /// - Throws: ``CryptoError/unavailable(_:)`` when the linked OpenSSL does not have the key's algorithm.
    public init(_ key: PublicKey) throws(CryptoError) {
        guard let handle = key.handle else { throw .unavailable(key.algorithm) }
        scheme =
            if let function = key.algorithm.row.digest {
                .digest(try DigestVerification(handle, function))
            } else {
                .message(try MessageVerification(handle))
            }
        refusesSmallOrder = key.algorithm == .ed25519
    }

    /// Whether the signature is the key's signature of the message; false for whatever is wrong with it, also
    /// with its form: a size that is not exact, DER that is not canonical, or, for Ed25519, an R of small
    /// order or not canonical, or an S that is not less than L.
    public mutating func isValid(signature: borrowing RawSpan, message: borrowing RawSpan) -> Bool {
        let isValid = signature.withUnsafeBytes { signature in
            message.withUnsafeBytes { message in verify(signature, of: message) }
        }
        if !isValid { ErrorQueue.clear() }
        return isValid
    }

    private func verify(_ signature: UnsafeRawBufferPointer, of message: UnsafeRawBufferPointer) -> Bool {
        if refusesSmallOrder {
            let r = UnsafeRawBufferPointer(rebasing: signature.prefix(Ed25519Point.byteCount))
            guard !Ed25519Point.hasSmallOrder(r) else { return false }
        }
        let signature = signature.bindMemory(to: UInt8.self)
        return switch scheme {
        case .message(let verification): verification.verify(signature, of: message)
        case .digest(let verification): verification.verify(signature, of: message)
        }
    }
}

/// The algorithms for which OpenSSL takes the message itself.
struct MessageVerification: ~Copyable {
    private let context: Handle

    init(_ key: KeyHandle) throws(CryptoError) {
        let context = try Handle(EVP_MD_CTX_new(), release: EVP_MD_CTX_free, for: .prepareVerification)
        let isReady = key.withPointer { key in
            context.withPointer { EVP_DigestVerifyInit_ex($0, nil, nil, nil, nil, key, nil) == 1 }
        }
        guard isReady else { throw CryptoError.drainingQueue(during: .prepareVerification) }
        self.context = context
    }

    /// Starting again without a key keeps all that was looked up. It cannot be left out: OpenSSL 3.5 refuses
    /// a second verification, and so every signature after the first, until the context is started again.
    func verify(_ signature: UnsafeBufferPointer<UInt8>, of message: UnsafeRawBufferPointer) -> Bool {
        let message = message.bindMemory(to: UInt8.self)
        return context.withPointer { context in
            EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, nil, nil) == 1
                && EVP_DigestVerify(
                    context, signature.baseAddress, signature.count, message.baseAddress, message.count) == 1
        }
    }
}

/// The algorithms for which OpenSSL takes the digest of the message.
struct DigestVerification: ~Copyable {
    private let digest: MessageDigest
    private let context: Handle

    init(_ key: KeyHandle, _ function: DigestFunction) throws(CryptoError) {
        let context = try key.makeContext(for: .prepareVerification)
        let isReady = context.withPointer { context in
            EVP_PKEY_verify_init(context) == 1
                && EVP_PKEY_CTX_set_signature_md(context, function.implementation) == 1
        }
        guard isReady else { throw CryptoError.drainingQueue(during: .prepareVerification) }
        digest = try MessageDigest(function)
        self.context = context
    }

    func verify(_ signature: UnsafeBufferPointer<UInt8>, of message: UnsafeRawBufferPointer) -> Bool {
        digest.withDigest(of: message) { digest in
            context.withPointer { context in
                EVP_PKEY_verify(
                    context, signature.baseAddress, signature.count, digest.baseAddress, digest.count) == 1
            }
        }
    }
}
