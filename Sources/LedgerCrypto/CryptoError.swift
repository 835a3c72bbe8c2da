/// Why OpenSSL could not do what it was asked to do. Never thrown for a signature that is merely wrong:
/// that is a result, `false`.
public enum CryptoError: Error, Hashable, Sendable {
    /// OpenSSL failed during `operation`; `reasons` is its error queue, the oldest first, and may be empty.
    case failed(Operation, reasons: [OpenSSLReason])

    /// The linked OpenSSL does not have this algorithm (ML-DSA-65 needs version 3.5 or later).
    case unavailable(SignatureAlgorithm)

    /// What was being done. The raw value completes the sentence "OpenSSL could not …".
    public enum Operation: String, Sendable {
        case digest = "compute a digest"
        case randomBytes = "give random bytes"
        case generateKey = "generate a key"
        case readKeyFile = "read the key file"
        case readPublicKey = "read the public key"
        case readPrivateKey = "read the private key"
        case writePublicKey = "write the public key"
        case writePrivateKey = "write the private key"
        case sign = "make a signature"
        case prepareVerification = "prepare to verify signatures"
        case openKeyStore = "open the key store"
        case writeTimestampRequest = "make a time-stamp request"
        case readTimestamp = "read a time stamp"
        case verifyTimestamp = "verify a time stamp"
    }
}

/// One entry of OpenSSL's error queue, in words.
public struct OpenSSLReason: Hashable, Sendable, CustomStringConvertible {
    /// The part of OpenSSL that failed: `digital envelope routines`.
    public let library: String
    /// What failed: `unsupported`.
    public let reason: String
    /// What OpenSSL adds to it, such as the name of an algorithm; often empty.
    public let detail: String

    public var description: String {
        detail.isEmpty ? "\(library): \(reason)" : "\(library): \(reason) (\(detail))"
    }
}

extension CryptoError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .failed(let operation, let reasons) where reasons.isEmpty:
            "OpenSSL could not \(operation.rawValue) and gave no reason"
        case .failed(let operation, let reasons):
            "OpenSSL could not \(operation.rawValue): "
                + reasons.map(\.description).joined(separator: "; ")
        case .unavailable(let algorithm):
            "the linked \(OpenSSL.version) does not have \(algorithm.rawValue);"
                + " use a later OpenSSL or a key of another algorithm"
        }
    }
}

extension CryptoError {
    /// The error for an OpenSSL call that has just failed on this thread; leaves the error queue empty.
    static func drainingQueue(during operation: Operation) -> CryptoError {
        .failed(operation, reasons: ErrorQueue.drain().map(\.reason))
    }
}
