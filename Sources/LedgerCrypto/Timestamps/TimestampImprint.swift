internal import COpenSSL

/// The digest that is stamped in place of the bytes themselves (RFC 3161, `MessageImprint`).
public struct TimestampImprint: Hashable, Sendable {
    let function: DigestFunction
    /// The digest of the stamped bytes.
    public let digest: [UInt8]

    /// The digest's function: `SHA256`, `SHA384` or `SHA512`.
    public var algorithm: String { function.rawValue }

    /// The imprint of bytes that are to be stamped: their SHA-256.
    init(of bytes: [UInt8]) throws(CryptoError) {
        function = .sha256
        digest = try SHA256.digest(of: bytes).bytes
    }

    /// Reads the imprint of a request or a token.
    init(_ imprint: OpaquePointer?, in part: TimestampError.Part) throws(TimestampError) {
        guard let imprint, let algorithm = TS_MSG_IMPRINT_get_algo(imprint) else {
            throw .unreadable(part, reasons: [])
        }
        function = try DigestFunction(algorithm)
        digest = ASN1.bytes(TS_MSG_IMPRINT_get_msg(imprint))
        guard digest.count == function.byteCount else { throw .unreadable(part, reasons: []) }
    }

    /// Whether the digest is that of these bytes.
    public func isImprint(of bytes: [UInt8]) throws(CryptoError) -> Bool {
        let context = try MessageDigest(function)
        return bytes.withUnsafeBytes { bytes in
            context.withDigest(of: bytes) { $0.elementsEqual(digest) }
        }
    }
}

extension DigestFunction {
    /// OpenSSL's number for the function.
    var identifier: Int32 {
        switch self {
        case .sha256: NID_sha256
        case .sha384: NID_sha384
        case .sha512: NID_sha512
        }
    }

    /// The function that an `AlgorithmIdentifier` names, with no parameters or the NULL that stands for none.
    init(_ algorithm: UnsafePointer<X509_ALGOR>) throws(TimestampError) {
        var object: OpaquePointer?
        var parameters: Int32 = 0
        X509_ALGOR_get0(&object, &parameters, nil, algorithm)
        let identifier = OBJ_obj2nid(object)
        guard let function = Self.allCases.first(where: { $0.identifier == identifier }),
            parameters == V_ASN1_NULL || parameters == V_ASN1_UNDEF
        else { throw .unsupportedImprint(algorithm: ASN1.objectIdentifier(object)) }
        self = function
    }
}
