internal import COpenSSL

/// What is sent to a time-stamping authority (RFC 3161, `TimeStampReq`): a digest of the bytes, never the
/// bytes themselves.
public struct TimestampRequest: Hashable, Sendable {
    /// The request in DER, as it is sent: `application/timestamp-query`.
    public let der: [UInt8]
    /// The digest that is to be stamped.
    public let imprint: TimestampImprint
    /// The number that the answer must repeat, in hexadecimal; nil when the request has none.
    public let nonce: String?
    /// The object identifier of the policy that is asked for; nil when any will do.
    public let policy: String?

    /// Asks for a time stamp over the SHA-256 of these bytes, with a random nonce of 64 bits, and for the
    /// authority's certificates.
    ///
    /// - Throws: ``TimestampError/failed(_:)``.
    public init(stamping bytes: [UInt8]) throws(TimestampError) {
        let der = try TimestampError.passingOn { () throws(CryptoError) in
            try Self.encode(TimestampImprint(of: bytes), nonce: randomBytes(count: 8))
        }
        try self.init(der: der)
    }

    /// Reads a request, ours or another tool's.
    ///
    /// - Throws: ``TimestampError``.
    public init(der: [UInt8]) throws(TimestampError) {
        defer { ErrorQueue.clear() }
        let request = try ASN1.decodeWhole(der, as: .request, release: TS_REQ_free) {
            d2i_TS_REQ(nil, &$0, $1)
        }
        self.der = der
        (imprint, nonce, policy) = try request.withPointer { request throws(TimestampError) in
            let version = TS_REQ_get_version(request)
            guard version == 1 else { throw .unsupported(.request, what: "version \(version)") }
            guard TS_REQ_get_ext_count(request) <= 0 else { throw .unsupported(.request, what: "extensions") }
            return (
                try TimestampImprint(TS_REQ_get_msg_imprint(request), in: .request),
                ASN1.hexadecimal(TS_REQ_get_nonce(request)),
                TS_REQ_get_policy_id(request).map { ASN1.objectIdentifier($0) }
            )
        }
    }

    private static func encode(_ imprint: TimestampImprint, nonce: [UInt8]) throws(CryptoError) -> [UInt8] {
        let request = try Handle(TS_REQ_new(), release: TS_REQ_free, for: .writeTimestampRequest)
        let digested = try Handle(
            TS_MSG_IMPRINT_new(), release: TS_MSG_IMPRINT_free, for: .writeTimestampRequest)
        let number = ASN1_INTEGER_new()
        let algorithm = X509_ALGOR_new()
        defer {
            ASN1_INTEGER_free(number)
            X509_ALGOR_free(algorithm)
        }
        var digest = imprint.digest
        let value = nonce.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let der = request.withPointer { request in
            digested.withPointer { digested -> [UInt8]? in
                guard ASN1_INTEGER_set_uint64(number, value) == 1,
                    X509_ALGOR_set0(
                        algorithm, OBJ_nid2obj(imprint.function.identifier), V_ASN1_NULL, nil) == 1,
                    TS_MSG_IMPRINT_set_algo(digested, algorithm) == 1,
                    TS_MSG_IMPRINT_set_msg(digested, &digest, Int32(digest.count)) == 1,
                    TS_REQ_set_version(request, 1) == 1, TS_REQ_set_msg_imprint(request, digested) == 1,
                    TS_REQ_set_nonce(request, number) == 1, TS_REQ_set_cert_req(request, 1) == 1
                else { return nil }
                return ASN1.encode { i2d_TS_REQ(request, &$0) }
            }
        }
        guard let der else { throw CryptoError.drainingQueue(during: .writeTimestampRequest) }
        return der
    }
}
