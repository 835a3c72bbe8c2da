internal import COpenSSL

/// Owns one `EVP_PKEY`, which many threads may use at the same time, and frees it once.
///
/// `@unchecked`, with this proof: the pointer is set once and never replaced; this module calls no function
/// that changes a key after it is made; what OpenSSL itself keeps inside the key while it is used (the
/// reference count, the form it has in each provider) OpenSSL guards with atomics and a lock of the key.
final class KeyHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes ownership of the key that an OpenSSL function just returned; nil when it could not make it.
    init(_ pointer: OpaquePointer?, for operation: CryptoError.Operation) throws(CryptoError) {
        guard let pointer else { throw CryptoError.drainingQueue(during: operation) }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Lends the pointer, which must not be stored or returned. The key lives at least until `body` returns.
    func withPointer<Value: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        defer { withExtendedLifetime(self) {} }
        return try body(pointer)
    }

    /// A context for one kind of operation with this key.
    func makeContext(for operation: CryptoError.Operation) throws(CryptoError) -> Handle {
        try withPointer { key throws(CryptoError) in
            try Handle(EVP_PKEY_CTX_new_from_pkey(nil, key, nil), release: EVP_PKEY_CTX_free, for: operation)
        }
    }

    /// The SPKI encoding of the public half.
    func encodedSPKI() throws(CryptoError) -> [UInt8] {
        try withPointer { key throws(CryptoError) in
            var start: UnsafeMutablePointer<UInt8>?
            let count = i2d_PUBKEY(key, &start)
            guard count > 0, let start else { throw CryptoError.drainingQueue(during: .writePublicKey) }
            defer { COpenSSL_free(start) }
            return [UInt8](UnsafeBufferPointer(start: start, count: Int(count)))
        }
    }

    /// What OpenSSL calls this key: the curve of an EC key (`secp521r1`), or else its kind (`RSA`).
    var nameInOpenSSL: String {
        withPointer { key in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 80) { name in
                defer { ErrorQueue.clear() }
                if EVP_PKEY_get_group_name(key, name.baseAddress, name.count, nil) == 1,
                    let start = name.baseAddress
                {
                    return String(cString: start)
                }
                return EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown"
            }
        }
    }
}
