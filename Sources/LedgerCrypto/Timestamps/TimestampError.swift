/// Why a time stamp (RFC 3161) was not made, read or accepted.
public enum TimestampError: Error, Hashable, Sendable {
    /// More bytes than such a file may have.
    case tooLarge(Part, byteCount: Int)
    /// Not such a file, or a damaged one.
    case unreadable(Part, reasons: [OpenSSLReason])
    /// Such a file, with so many bytes after its end.
    case trailingBytes(Part, byteCount: Int)
    /// The authority's whole answer where the token alone is needed.
    case isResponse
    /// The token alone where the authority's whole answer is needed.
    case isToken
    /// A version, an extension or a value that this program does not know.
    case unsupported(Part, what: String)
    /// What is stamped is a digest of another kind than SHA-256, SHA-384 or SHA-512; its object identifier.
    case unsupportedImprint(algorithm: String)

    /// The authority gave no token: its status, and its words, which may be none.
    case refused(status: Int, words: [String])

    /// The token stamps other bytes.
    case otherData
    /// The token answers another request.
    case otherRequest
    /// There is no certificate of the signer, neither in the token nor among the given ones.
    case signerNotFound
    /// The signer's certificate is not for time stamps alone, or does not say so with force.
    case notForTimestamping
    /// The signer's certificate was not valid at the token's time.
    case outsideValidity(time: TimestampTime, from: TimestampTime, until: TimestampTime)
    /// The signer's certificate does not lead to a given one; OpenSSL's words for why not.
    case notTrusted(reason: String)
    /// The signature rests on a digest that is no longer safe; its object identifier.
    case weakDigest(algorithm: String)
    /// The signature is not the signer's signature of this token.
    case signatureInvalid(reasons: [OpenSSLReason])
    /// The token names another authority than its signer's certificate.
    case otherName

    /// OpenSSL failed for a reason that lies not in the time stamp.
    case failed(CryptoError)

    /// What was being read. The raw value stands in sentences.
    public enum Part: String, Sendable {
        case request = "time-stamp request"
        case response = "time-stamp response"
        case token = "time-stamp token"
        case authority = "certificate file of the authority"

        /// The most bytes that are looked at.
        public var byteCountMax: Int {
            switch self {
            case .request, .authority: 65_536
            case .response, .token: 1_048_576
            }
        }
    }
}

extension TimestampError {
    /// Whether this speaks against the token, and not merely of something that could not be checked.
    public var isEvidenceAgainst: Bool {
        switch self {
        case .otherData, .otherRequest, .notForTimestamping, .outsideValidity, .notTrusted, .signatureInvalid,
            .otherName:
            true
        case .tooLarge, .unreadable, .trailingBytes, .isResponse, .isToken, .unsupported, .unsupportedImprint,
            .refused, .signerNotFound, .weakDigest, .failed:
            false
        }
    }

    /// What is wrong, under a name that does not change.
    public var code: String {
        switch self {
        case .tooLarge: "too-large"
        case .unreadable: "unreadable"
        case .trailingBytes: "trailing-bytes"
        case .isResponse: "is-response"
        case .isToken: "is-token"
        case .unsupported: "unsupported"
        case .unsupportedImprint: "unsupported-imprint"
        case .refused: "refused"
        case .otherData: "other-data"
        case .otherRequest: "other-request"
        case .signerNotFound: "signer-not-found"
        case .notForTimestamping: "not-for-timestamping"
        case .outsideValidity: "outside-validity"
        case .notTrusted: "not-trusted"
        case .weakDigest: "weak-digest"
        case .signatureInvalid: "signature-invalid"
        case .otherName: "other-name"
        case .failed: "cryptography"
        }
    }

    /// Runs what may fail inside OpenSSL for reasons that do not lie in the time stamp.
    static func passingOn<Value: ~Copyable>(
        _ body: () throws(CryptoError) -> Value
    ) throws(TimestampError) -> Value {
        do throws(CryptoError) {
            return try body()
        } catch { throw .failed(error) }
    }
}

extension TimestampError: CustomStringConvertible {
    /// What is wrong and what to do about it, in one sentence without a full stop.
    public var description: String {
        switch self {
        case .tooLarge(let part, let byteCount):
            "\(byteCount) bytes are more than a \(part.rawValue) can have (\(part.byteCountMax));"
                + " name the right file"
        case .unreadable(let part, let reasons):
            "this is no \(part.rawValue), or a damaged one\(Self.list(reasons)); \(part.remedy)"
        case .trailingBytes(let part, let byteCount):
            "\(byteCount) bytes follow the end of the \(part.rawValue); \(part.remedy)"
        case .isResponse:
            "this is the authority's whole response, not the token in it;"
                + " goodfaith timestamp attach takes the token out"
        case .isToken:
            "this is a token, not the authority's whole response; give the response as it was received"
        case .unsupported(let part, let what):
            "the \(part.rawValue) has \(what), which this version does not know; use a later one"
        case .unsupportedImprint(let algorithm):
            "what is stamped is a digest by \(algorithm); only SHA-256, SHA-384 and SHA-512 count"
        case .refused(let status, let words):
            "the authority gave no time stamp: \(Self.meaning(ofStatus: status))"
                + (words.isEmpty ? "" : " (\(words.joined(separator: "; ")))") + "; ask it why"
        case .otherData:
            "the token stamps other bytes than these; name the file that was stamped, unchanged"
        case .otherRequest:
            "the answer is not to this request; name the request that was sent"
        case .signerNotFound:
            "the certificate that signed is neither in the token nor among the given ones;"
                + " give the authority's own certificate"
        default: descriptionOfDistrust
        }
    }

    private var descriptionOfDistrust: String {
        switch self {
        case .notForTimestamping:
            "the signer's certificate is not for time stamps alone (a critical, sole timeStamping usage);"
                + " do not accept the token"
        case .outsideValidity(let time, let from, let until):
            "at the token's time, \(time), the signer's certificate was not valid"
                + " (\(from) to \(until)); do not accept the token"
        case .notTrusted(let reason):
            "the signer's certificate does not lead to the given one (\(reason));"
                + " check that it is this authority's certificate"
        case .weakDigest(let algorithm):
            "the signature rests on the digest \(algorithm); only SHA-256, SHA-384 and SHA-512 count"
        case .signatureInvalid(let reasons):
            "the signature does not hold\(Self.list(reasons)); the token was changed"
        case .otherName:
            "the token names another authority than its signer's certificate; do not accept it"
        case .failed(let error): error.description
        default: ""
        }
    }

    /// RFC 3161, section 2.4.2, `PKIStatus`.
    private static func meaning(ofStatus status: Int) -> String {
        switch status {
        case 2: "rejection"
        case 3: "waiting"
        case 4: "revocation warning"
        case 5: "revocation notification"
        default: "status \(status)"
        }
    }

    private static func list(_ reasons: [OpenSSLReason]) -> String {
        reasons.isEmpty ? "" : " (" + reasons.map(\.description).joined(separator: "; ") + ")"
    }
}

extension TimestampError.Part {
    fileprivate var remedy: String {
        switch self {
        case .request: "name the file that goodfaith timestamp request made"
        case .response: "fetch the authority's answer again"
        case .token: "fetch it again from where it was kept"
        case .authority: "give PEM text with CERTIFICATE blocks"
        }
    }
}
