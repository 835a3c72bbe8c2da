internal import COpenSSL

/// A time-stamp token (RFC 3161): an authority's signed statement that bytes with a given digest existed at a
/// given time. A value of this type is well formed; whether to believe it, ``TimestampAuthority`` says.
///
/// Everything that stands here is covered by the authority's signature. What is not covered, and so may differ
/// between two copies of one token that both hold: attributes that are not signed, certificates that the
/// verification does not need, and in the CMS around what is signed the version numbers, the names of the
/// signature's and an unused digest's algorithm, the case of letters in the issuer's name, and in which of
/// several encodings a part is written. So tokens are compared by what they state, never by their bytes.
public struct TimestampToken: Hashable, Sendable {
    /// The token in DER, as it is stored: a CMS `ContentInfo`.
    public let der: [UInt8]
    /// The digest that is stamped.
    public let imprint: TimestampImprint
    /// When, by the authority's clock.
    public let time: TimestampTime
    /// How far that clock may be off; nil when the token does not say.
    public let accuracy: TimestampAccuracy?
    /// The token's number with this authority, in hexadecimal.
    public let serial: String
    /// The object identifier of the policy under which it was made.
    public let policy: String
    /// The number that was asked to be repeated, in hexadecimal; nil when there is none.
    public let nonce: String?

    /// The most bytes of a serial number or a nonce. RFC 3161 asks for 20 at least.
    static let numberBytesMax = 64

    /// Reads a token.
    ///
    /// - Throws: ``TimestampError``; ``TimestampError/isResponse`` for the response that holds a token.
    public init(der: [UInt8]) throws(TimestampError) {
        defer { ErrorQueue.clear() }
        let info = try Self.info(of: Self.decode(der))
        self.der = der
        time = try info.withPointer { info throws(TimestampError) in
            let version = TS_TST_INFO_get_version(info)
            guard version == 1 else { throw .unsupported(.token, what: "version \(version)") }
            guard TS_TST_INFO_get_ext_by_critical(info, 1, -1) < 0 else {
                throw .unsupported(.token, what: "a critical extension")
            }
            guard let time = TimestampTime(TS_TST_INFO_get_time(info)) else {
                throw .unsupported(.token, what: "a time that is none of RFC 3161")
            }
            return time
        }
        (imprint, accuracy) = try info.withPointer { info throws(TimestampError) in
            (
                try TimestampImprint(TS_TST_INFO_get_msg_imprint(info), in: .token),
                try TS_TST_INFO_get_accuracy(info).map { stated throws(TimestampError) in
                    guard let accuracy = TimestampAccuracy(stated) else {
                        throw .unsupported(.token, what: "an accuracy out of range")
                    }
                    return accuracy
                }
            )
        }
        (serial, policy, nonce) = info.withPointer { info in
            (
                ASN1.hexadecimal(TS_TST_INFO_get_serial(info)) ?? "",
                ASN1.objectIdentifier(TS_TST_INFO_get_policy_id(info)),
                ASN1.hexadecimal(TS_TST_INFO_get_nonce(info))
            )
        }
        guard max(serial.utf8.count, nonce?.utf8.count ?? 0) <= 2 * Self.numberBytesMax else {
            throw .unsupported(.token, what: "a number of more than \(Self.numberBytesMax) bytes")
        }
    }

    /// The first whole second, since 1970, by which the bytes existed for certain if the authority is honest:
    /// its time, and as much later as its clock may be off.
    public var latestSecondsSinceEpoch: Int {
        let microseconds = (accuracy?.microseconds ?? 0) + (time.nanoseconds + 999) / 1_000
        return time.secondsSinceEpoch + (microseconds + 999_999) / 1_000_000
    }

    /// Whether this token answers the request: the same imprint and nonce, and the policy where one was asked
    /// for.
    public func answers(_ request: TimestampRequest) -> Bool {
        imprint == request.imprint && (request.nonce == nil || nonce == request.nonce)
            && (request.policy == nil || policy == request.policy)
    }
}

extension TimestampToken {
    func requireImprint(of bytes: [UInt8]) throws(TimestampError) {
        let isImprint = try TimestampError.passingOn { () throws(CryptoError) in
            try imprint.isImprint(of: bytes)
        }
        guard isImprint else { throw .otherData }
    }

    static func decode(_ der: [UInt8]) throws(TimestampError) -> Handle {
        do throws(TimestampError) {
            return try ASN1.decodeWhole(
                der, as: .token, release: { PKCS7_free(UnsafeMutablePointer<PKCS7>($0)) }
            ) { OpaquePointer(d2i_PKCS7(nil, &$0, $1)) }
        } catch .unreadable(let part, let reasons) {
            let response = try? ASN1.decodeWhole(der, as: .response, release: TS_RESP_free) {
                d2i_TS_RESP(nil, &$0, $1)
            }
            switch consume response {
            case .some: throw .isResponse
            case .none: throw .unreadable(part, reasons: reasons)
            }
        }
    }

    /// What the token states, `TSTInfo`.
    static func info(of token: borrowing Handle) throws(TimestampError) -> Handle {
        let info = token.withPointer { PKCS7_to_TS_TST_INFO(UnsafeMutablePointer<PKCS7>($0)) }
        guard let info else { throw .unreadable(.token, reasons: ErrorQueue.drain().map(\.reason)) }
        return try TimestampError.passingOn { () throws(CryptoError) in
            try Handle(info, release: TS_TST_INFO_free, for: .readTimestamp)
        }
    }
}
