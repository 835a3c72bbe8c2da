internal import COpenSSL

/// The signature algorithms of format 1. Which one a key uses follows from the key itself: its SPKI encoding
/// begins with the bytes that are given here, and has exactly the given size.
public enum SignatureAlgorithm: String, CaseIterable, Hashable, Sendable {
    /// Ed25519 (RFC 8032): the default. Signatures are 64 bytes, R and then S.
    case ed25519 = "ed25519"
    /// ECDSA on NIST P-256 with SHA-256. Signatures are DER.
    case ecdsaP256 = "ecdsa-p256"
    /// ECDSA on NIST P-384 with SHA-384. Signatures are DER.
    case ecdsaP384 = "ecdsa-p384"
    /// ML-DSA-65 (FIPS 204), pure, with an empty context. Signatures are 3,309 bytes.
    case mlDSA65 = "ml-dsa-65"

    /// The size of a public key of this algorithm in its SPKI encoding, in bytes.
    public var spkiByteCount: Int { row.spkiByteCount }

    /// Whether the linked OpenSSL has this algorithm.
    public var isAvailable: Bool { Self.available.contains(self) }
}

extension SignatureAlgorithm {
    /// All that tells one algorithm from another.
    struct Row {
        /// The first bytes of every SPKI of this algorithm, up to where the key itself begins. The two EC
        /// prefixes end with 04, the sign of an uncompressed point.
        let spkiPrefix: [UInt8]
        let spkiByteCount: Int
        /// The digest that is signed instead of the message, where OpenSSL leaves the digest to its caller.
        let digest: DigestFunction?
        /// OpenSSL's names for the kind of key, for its group, and for the signature.
        let keyType: String
        let group: String?
        let signature: String
        /// The algorithm's object identifier, which PKCS#8 and SPKI begin with.
        let objectIdentifier: String
    }

    var row: Row {
        switch self {
        case .ed25519: Self.ed25519Row
        case .ecdsaP256: Self.ecdsaP256Row
        case .ecdsaP384: Self.ecdsaP384Row
        case .mlDSA65: Self.mlDSA65Row
        }
    }

    private static let ed25519Row = Row(
        spkiPrefix: [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00],
        spkiByteCount: 44, digest: nil,
        keyType: "ED25519", group: nil, signature: "ED25519", objectIdentifier: "1.3.101.112")

    private static let ecdsaP256Row = Row(
        spkiPrefix: [
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
            0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
        ],
        spkiByteCount: 91, digest: .sha256,
        keyType: "EC", group: "P-256", signature: "ECDSA", objectIdentifier: "1.2.840.10045.2.1")

    private static let ecdsaP384Row = Row(
        spkiPrefix: [
            0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
            0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04,
        ],
        spkiByteCount: 120, digest: .sha384,
        keyType: "EC", group: "P-384", signature: "ECDSA", objectIdentifier: "1.2.840.10045.2.1")

    private static let mlDSA65Row = Row(
        spkiPrefix: [
            0x30, 0x82, 0x07, 0xb2, 0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
            0x03, 0x04, 0x03, 0x12, 0x03, 0x82, 0x07, 0xa1, 0x00,
        ],
        spkiByteCount: 1974, digest: nil,
        keyType: "ML-DSA-65", group: nil, signature: "ML-DSA-65",
        objectIdentifier: "2.16.840.1.101.3.4.3.18")

    /// The algorithm whose keys begin like these bytes and have their size; nil when there is none.
    static func ofKey(spki: [UInt8]) -> SignatureAlgorithm? {
        allCases.first { spki.count == $0.row.spkiByteCount && spki.starts(with: $0.row.spkiPrefix) }
    }

    private static let available: Set<SignatureAlgorithm> = {
        defer { ErrorQueue.clear() }
        return Set(
            allCases.filter { algorithm in
                let signature = EVP_SIGNATURE_fetch(nil, algorithm.row.signature, nil)
                let keys = EVP_KEYMGMT_fetch(nil, algorithm.row.keyType, nil)
                defer {
                    EVP_SIGNATURE_free(signature)
                    EVP_KEYMGMT_free(keys)
                }
                return signature != nil && keys != nil
            })
    }()
}
