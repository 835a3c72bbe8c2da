internal import COpenSSL

// Ed25519 keys as bare bytes, which is how signed notes and their verifier keys (C2SP) carry them.

extension PublicKey {
    /// Reads an Ed25519 key from the 32 bytes of its point (RFC 8032, section 5.1.5).
    ///
    /// - Throws: ``KeyError``, as ``init(spki:)`` does, or ``KeyError/malformedRawKey(byteCount:)``.
    public convenience init(ed25519 raw: [UInt8]) throws(KeyError) {
        guard raw.count == Ed25519Point.byteCount else { throw .malformedRawKey(byteCount: raw.count) }
        try self.init(spki: SignatureAlgorithm.ed25519.row.spkiPrefix + raw)
    }

    /// The 32 bytes of an Ed25519 key's point; nil for a key of another algorithm.
    public var ed25519Bytes: [UInt8]? {
        algorithm == .ed25519 ? Array(spki.suffix(Ed25519Point.byteCount)) : nil
    }
}

extension PrivateKey {
    /// Reads an Ed25519 key from its 32 bytes of seed (RFC 8032, section 5.1.5). The bytes that are handed in
    /// are not overwritten.
    ///
    /// - Throws: ``KeyError``.
    public static func ed25519(seed: [UInt8]) throws(KeyError) -> PrivateKey {
        guard seed.count == 32 else { throw .malformedRawKey(byteCount: seed.count) }
        let handle = try KeyError.passingOn { () throws(CryptoError) in
            try KeyHandle(
                EVP_PKEY_new_raw_private_key_ex(
                    nil, SignatureAlgorithm.ed25519.row.keyType, nil, seed, seed.count),
                for: .readPrivateKey)
        }
        return try PrivateKey(handle)
    }
}
