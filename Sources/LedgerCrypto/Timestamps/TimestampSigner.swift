internal import COpenSSL

/// The one signer of a token: its certificate, and the digest that its signature rests on.
struct TimestampSigner: ~Copyable {
    private let certificate: Handle

    /// Finds the signer's certificate in the token or among the given ones. That it signed is not checked here.
    ///
    /// - Throws: ``TimestampError``; ``TimestampError/weakDigest(algorithm:)`` for a signature over SHA-1.
    init(of token: borrowing Handle, among given: borrowing CertificateStack) throws(TimestampError) {
        certificate = try token.withPointer { token throws(TimestampError) in
            let token = UnsafeMutablePointer<PKCS7>(token)
            let infos = PKCS7_get_signer_info(token)
            guard OPENSSL_sk_num(infos) == 1,
                let info = OPENSSL_sk_value(infos, 0)?.assumingMemoryBound(to: PKCS7_SIGNER_INFO.self),
                Self.namesCertificate(info)
            else { throw .unreadable(.token, reasons: []) }
            try Self.requireStrongDigest(info)
            return try Self.certificate(of: token, given)
        }
    }

    /// Whether the certificate may sign time stamps and nothing else (RFC 3161, section 2.3).
    var isForTimestamping: Bool {
        certificate.withPointer { certificate in
            var isCritical: Int32 = 0
            let usage = X509_get_ext_d2i(certificate, NID_ext_key_usage, &isCritical, nil)
            guard let usage = usage.map({ OpaquePointer($0) }) else { return false }
            defer { EXTENDED_KEY_USAGE_free(usage) }
            return isCritical == 1 && OPENSSL_sk_num(usage) == 1
                && OBJ_obj2nid(OPENSSL_sk_value(usage, 0).map { OpaquePointer($0) }) == NID_time_stamp
        }
    }

    /// From when until when the certificate is valid.
    func validity() throws(TimestampError) -> (from: TimestampTime, until: TimestampTime) {
        try certificate.withPointer { certificate throws(TimestampError) in
            guard let from = TimestampTime(certificateTime: X509_get0_notBefore(certificate)),
                let until = TimestampTime(certificateTime: X509_get0_notAfter(certificate))
            else { throw .unreadable(.token, reasons: []) }
            return (from, until)
        }
    }

    /// Whether the authority that the token names, if it names one, is a name of the certificate.
    func fits(nameIn info: borrowing Handle) -> Bool {
        certificate.withPointer { certificate in
            info.withPointer { info in
                guard let name = TS_TST_INFO_get_tsa(info) else { return true }
                var kind: Int32 = 0
                let value = GENERAL_NAME_get0_value(name, &kind)
                if kind == GEN_DIRNAME, let value,
                    X509_NAME_cmp(OpaquePointer(value), X509_get_subject_name(certificate)) == 0
                {
                    return true
                }
                return Self.hasAlternativeName(certificate, name)
            }
        }
    }

    /// The certificate's subject.
    func subject() throws(TimestampError) -> String {
        try certificate.withPointer { certificate throws(TimestampError) in
            try TimestampError.passingOn { () throws(CryptoError) in
                try ASN1.distinguishedName(X509_get_subject_name(certificate))
            }
        }
    }

    /// The certificate in DER.
    func encoded() throws(TimestampError) -> [UInt8] {
        let der = certificate.withPointer { certificate in ASN1.encode { i2d_X509(certificate, &$0) } }
        guard let der else { throw .failed(.drainingQueue(during: .verifyTimestamp)) }
        return der
    }
}

extension TimestampSigner {
    private static func certificate(
        of token: UnsafeMutablePointer<PKCS7>?, _ given: borrowing CertificateStack
    ) throws(TimestampError) -> Handle {
        let signers = given.withPointer { PKCS7_get0_signers(token, $0, 0) }
        defer { OPENSSL_sk_free(signers) }
        guard let signer = OPENSSL_sk_value(signers, 0).map({ OpaquePointer($0) }), X509_up_ref(signer) == 1
        else { throw .signerNotFound }
        return try TimestampError.passingOn { () throws(CryptoError) in
            try Handle(signer, release: X509_free, for: .verifyTimestamp)
        }
    }

    private static func requireStrongDigest(
        _ info: UnsafeMutablePointer<PKCS7_SIGNER_INFO>
    ) throws(TimestampError) {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        PKCS7_SIGNER_INFO_get0_algs(info, nil, &digest, nil)
        guard let digest else { throw .unreadable(.token, reasons: []) }
        do throws(TimestampError) {
            _ = try DigestFunction(digest)
        } catch .unsupportedImprint(let algorithm) { throw .weakDigest(algorithm: algorithm) }
    }

    /// Whether an attribute names the signer's certificate, in a form that can be compared: releases of
    /// OpenSSL before 3.0.19 take what stands there for a sequence without looking.
    private static func namesCertificate(_ info: UnsafeMutablePointer<PKCS7_SIGNER_INFO>) -> Bool {
        let attributes = [NID_id_smime_aa_signingCertificate, NID_id_smime_aa_signingCertificateV2]
            .compactMap { PKCS7_get_signed_attribute(info, $0) }
        return !attributes.isEmpty && attributes.allSatisfy { ASN1_TYPE_get($0) == V_ASN1_SEQUENCE }
    }

    private static func hasAlternativeName(
        _ certificate: OpaquePointer, _ name: UnsafeMutablePointer<GENERAL_NAME>
    ) -> Bool {
        let names = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil).map { OpaquePointer($0) }
        defer { GENERAL_NAMES_free(names) }
        return (0..<max(0, OPENSSL_sk_num(names))).contains { index in
            let other = OPENSSL_sk_value(names, index)?.assumingMemoryBound(to: GENERAL_NAME.self)
            return GENERAL_NAME_cmp(other, name) == 0
        }
    }
}
