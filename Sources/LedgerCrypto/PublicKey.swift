internal import COpenSSL

/// A public key of one of the listed algorithms, checked when it is made: a value of this type is exactly one
/// key in its one encoding (rule 10 of the format). Many threads may use it at the same time.
///
/// Ed25519 bytes that encode no point of the curve are not refused here, since OpenSSL finds out only when it
/// verifies; no signature is valid under such a key, so nobody can prove that they possess it either.
public final class PublicKey: Sendable {
    /// The SubjectPublicKeyInfo in DER: ``SignatureAlgorithm/spkiByteCount`` bytes.
    public let spki: [UInt8]
    /// The SHA-256 of ``spki``.
    public let keyID: KeyID
    /// The algorithm of this key's signatures.
    public let algorithm: SignatureAlgorithm
    /// ``spki`` as PEM with the label `PUBLIC KEY`, with a line feed at its end.
    public let pem: String

    /// nil when the linked OpenSSL does not have the algorithm.
    let handle: KeyHandle?

    /// Whether the linked OpenSSL can verify this key's signatures. If not, the key still has its name, and
    /// signatures by it are *not checked*, which is not the same as invalid.
    public var isSupported: Bool { handle != nil }

    /// Reads a public key from its SPKI encoding.
    ///
    /// - Throws: ``KeyError``, unless the bytes are exactly the encoding of a valid key of a listed
    ///   algorithm.
    public init(spki: [UInt8]) throws(KeyError) {
        guard let algorithm = SignatureAlgorithm.ofKey(spki: spki) else {
            throw .malformedSPKI(byteCount: spki.count)
        }
        if algorithm == .ed25519 { try Self.requireSafePoint(ofKey: spki) }
        handle = algorithm.isAvailable ? try Self.decode(spki, algorithm) : nil
        self.spki = spki
        self.algorithm = algorithm
        keyID = try KeyError.passingOn { () throws(CryptoError) in
            try KeyID(digest: SHA256.digest(of: spki))
        }
        pem = try KeyError.passingOn { () throws(CryptoError) in
            try PEMBlock.text(label: .publicKey, content: spki)
        }
    }

    /// Reads a public key from PEM with the label `PUBLIC KEY`.
    ///
    /// - Throws: ``KeyError``, as ``init(spki:)`` does, or when this is not the PEM text of one public key.
    public convenience init(pem: String) throws(KeyError) {
        let block = try PEMBlock(onlyBlockOf: pem, accepting: [.publicKey])
        let spki = block.content.withBytes { [UInt8]($0) }
        try self.init(spki: spki)
    }

    /// Whether the signature is this key's signature of the message. To verify many, keep one
    /// ``SignatureVerifier``.
    ///
    /// - Throws: ``CryptoError/unavailable(_:)`` when the linked OpenSSL does not have the algorithm.
    public func isValid(signature: [UInt8], of message: [UInt8]) throws(CryptoError) -> Bool {
        var verifier = try SignatureVerifier(self)
        return verifier.isValid(signature: signature.span.bytes, message: message.span.bytes)
    }
}

extension PublicKey: Equatable, Hashable {
    /// Two keys are equal when their encodings are.
    public static func == (left: PublicKey, right: PublicKey) -> Bool { left.keyID == right.keyID }

    public func hash(into hasher: inout Hasher) { hasher.combine(keyID) }
}

extension PublicKey {
    private static func requireSafePoint(ofKey spki: [UInt8]) throws(KeyError) {
        let point = spki.suffix(Ed25519Point.byteCount)
        let (hasSmallOrder, isNotReduced) = point.withUnsafeBytes { point in
            (Ed25519Point.hasSmallOrder(point), Ed25519Point.isNotReduced(point))
        }
        guard !hasSmallOrder else { throw .smallOrderPoint }
        guard !isNotReduced else { throw .nonCanonicalPoint }
    }

    /// OpenSSL's key for these bytes, which it must read to their end, write again as the same bytes, and
    /// find valid.
    private static func decode(
        _ spki: [UInt8], _ algorithm: SignatureAlgorithm
    ) throws(KeyError) -> KeyHandle {
        defer { ErrorQueue.clear() }
        let (decoded, isWhole) = spki.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            let key = d2i_PUBKEY(nil, &cursor, bytes.count)
            return (key, cursor == bytes.baseAddress?.advanced(by: bytes.count))
        }
        guard let decoded else { throw .invalidPoint(algorithm) }
        let key = try KeyError.passingOn { () throws(CryptoError) in
            try KeyHandle(decoded, for: .readPublicKey)
        }
        let encoded = try KeyError.passingOn { () throws(CryptoError) in try key.encodedSPKI() }
        guard isWhole, encoded == spki else { throw .malformedSPKI(byteCount: spki.count) }
        let isValid = try KeyError.passingOn { () throws(CryptoError) in
            try key.makeContext(for: .readPublicKey).withPointer { EVP_PKEY_public_check($0) == 1 }
        }
        guard isValid else { throw .invalidPoint(algorithm) }
        return key
    }
}
