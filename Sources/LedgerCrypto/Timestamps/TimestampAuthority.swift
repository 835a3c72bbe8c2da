internal import COpenSSL

/// The certificates that an auditor brings to check an authority's tokens with: the authority's own, or those
/// that issued it. They are the trust anchors; what a token carries along is believed only through them, and
/// what the machine trusts otherwise counts for nothing.
public struct TimestampAuthority: Hashable, Sendable {
    /// The most certificates that a file may hold.
    public static let certificateCountMax = 16

    /// Each certificate in DER.
    public let certificates: [[UInt8]]

    /// Reads PEM text with one `CERTIFICATE` block or several.
    ///
    /// - Throws: ``TimestampError``, when there is none, or anything else among them.
    public init(pem: String) throws(TimestampError) {
        defer { ErrorQueue.clear() }
        guard pem.utf8.count <= TimestampError.Part.authority.byteCountMax else {
            throw .tooLarge(.authority, byteCount: pem.utf8.count)
        }
        var found: [[UInt8]] = []
        do throws(KeyError) {
            try PEMBlock.forEachBlock(of: pem, labelled: .certificate) { found.append($0) }
        } catch { throw .unreadable(.authority, reasons: []) }
        guard (1...Self.certificateCountMax).contains(found.count) else {
            throw .unreadable(.authority, reasons: [])
        }
        for certificate in found { _ = try Self.decode(certificate) }
        certificates = found
    }

    /// Whether a token is this authority's time stamp over exactly these bytes.
    ///
    /// Checked are: the imprint; if the request is given, that the token answers it; that the signer's
    /// certificate has the critical and sole usage timeStamping, was valid at the token's time, and leads to a
    /// given certificate, at that time and with nothing weaker than 112 bits; that the token was made with
    /// that certificate, and its signature. Not checked is whether a certificate had been revoked.
    ///
    /// - Throws: ``TimestampError`` with what does not hold.
    public func verify(
        _ token: TimestampToken, over bytes: [UInt8], answering request: TimestampRequest? = nil
    ) throws(TimestampError) -> VerifiedTimestamp {
        defer { ErrorQueue.clear() }
        try token.requireImprint(of: bytes)
        if let request, !token.answers(request) { throw .otherRequest }
        let signed = try TimestampToken.decode(token.der)
        let given = try CertificateStack(certificates)
        let signer = try TimestampSigner(of: signed, among: given)
        guard signer.isForTimestamping else { throw .notForTimestamping }
        let (from, until) = try signer.validity()
        guard from <= token.time, token.time <= until else {
            throw .outsideValidity(time: token.time, from: from, until: until)
        }
        try requireSignature(of: signed, given, at: token.time)
        guard signer.fits(nameIn: try TimestampToken.info(of: signed)) else { throw .otherName }
        return VerifiedTimestamp(
            token: token, authority: try signer.subject(), isGivenCertificate: try isGiven(signer),
            validFrom: from, validUntil: until)
    }

    /// Whether the chain and the signature hold, as OpenSSL's own verification of tokens judges.
    private func requireSignature(
        of token: borrowing Handle, _ given: borrowing CertificateStack, at time: TimestampTime
    ) throws(TimestampError) {
        let store = try TimestampError.passingOn { () throws(CryptoError) in
            try Handle(X509_STORE_new(), release: X509_STORE_free, for: .verifyTimestamp)
        }
        let isVerified = try store.withPointer { store throws(TimestampError) in
            let rules = X509_STORE_get0_param(store)
            X509_VERIFY_PARAM_set_time(rules, time.secondsSinceEpoch)
            X509_VERIFY_PARAM_set_depth(rules, 8)
            // 112 bits: no SHA-1, no RSA below 2,048.
            X509_VERIFY_PARAM_set_auth_level(rules, 2)
            guard X509_VERIFY_PARAM_set_flags(rules, UInt(X509_V_FLAG_PARTIAL_CHAIN)) == 1,
                given.allSatisfy({ X509_STORE_add_cert(store, $0) == 1 })
            else { throw .failed(.drainingQueue(during: .verifyTimestamp)) }
            return token.withPointer { token in
                given.withPointer { given in
                    TS_RESP_verify_signature(UnsafeMutablePointer<PKCS7>(token), given, store, nil) == 1
                }
            }
        }
        guard isVerified else { throw Self.refusal(ErrorQueue.drain()) }
    }

    private static func refusal(_ entries: [ErrorQueue.Entry]) -> TimestampError {
        let chain = entries.first {
            $0.libraryCode == ERR_LIB_TS && $0.reasonCode == TS_R_CERTIFICATE_VERIFY_ERROR
        }
        guard let chain else { return .signatureInvalid(reasons: entries.map(\.reason)) }
        let words = chain.reason.detail.split(separator: ":", maxSplits: 1).last.map(String.init)
        return .notTrusted(reason: words ?? chain.reason.reason)
    }

    private func isGiven(_ signer: borrowing TimestampSigner) throws(TimestampError) -> Bool {
        certificates.contains(try signer.encoded())
    }

    static func decode(_ certificate: [UInt8]) throws(TimestampError) -> Handle {
        try ASN1.decodeWhole(certificate, as: .authority, release: X509_free) { d2i_X509(nil, &$0, $1) }
    }
}

/// A time stamp that holds: an authority that the auditor trusts states that the bytes existed at a time.
public struct VerifiedTimestamp: Hashable, Sendable {
    /// The token that was verified.
    public let token: TimestampToken
    /// The subject of the certificate that signed: `CN=Clock,O=Office`.
    public let authority: String
    /// Whether that certificate is among the given ones itself; else one of them issued it.
    public let isGivenCertificate: Bool
    /// Since when that certificate is valid. Validity was judged at the token's time, not at today's.
    public let validFrom: TimestampTime
    /// Until when it is valid.
    public let validUntil: TimestampTime
}

/// Owns a stack of certificates, and frees each of them with it.
struct CertificateStack: ~Copyable {
    private let stack: Handle

    init(_ certificates: [[UInt8]]) throws(TimestampError) {
        let stack = try TimestampError.passingOn { () throws(CryptoError) in
            try Handle(
                OPENSSL_sk_new_null(), release: { COpenSSL_sk_X509_pop_free($0) }, for: .verifyTimestamp)
        }
        for certificate in certificates {
            let isPushed = try TimestampAuthority.decode(certificate).withPointer { certificate in
                stack.withPointer { stack in
                    X509_up_ref(certificate) == 1
                        && OPENSSL_sk_push(stack, UnsafeRawPointer(certificate)) > 0
                }
            }
            guard isPushed else { throw .failed(.drainingQueue(during: .verifyTimestamp)) }
        }
        self.stack = stack
    }

    func allSatisfy(_ body: (OpaquePointer) -> Bool) -> Bool {
        stack.withPointer { stack in
            (0..<OPENSSL_sk_num(stack)).allSatisfy { index in
                OPENSSL_sk_value(stack, index).map { body(OpaquePointer($0)) } ?? false
            }
        }
    }

    func withPointer<Value>(_ body: (OpaquePointer) -> Value) -> Value { stack.withPointer(body) }
}
