internal import COpenSSL

/// An authority's answer that grants a time stamp (RFC 3161, `TimeStampResp`). An answer that grants none is
/// an error.
public struct TimestampResponse: Hashable, Sendable {
    /// The token, in the bytes in which the answer carries it.
    public let token: TimestampToken

    /// Reads an answer: `application/timestamp-reply`.
    ///
    /// - Throws: ``TimestampError``; ``TimestampError/refused(status:words:)`` with the authority's words.
    public init(der: [UInt8]) throws(TimestampError) {
        defer { ErrorQueue.clear() }
        let response: Handle
        do throws(TimestampError) {
            response = try ASN1.decodeWhole(der, as: .response, release: TS_RESP_free) {
                d2i_TS_RESP(nil, &$0, $1)
            }
        } catch .unreadable(let part, let reasons) {
            throw (try? TimestampToken(der: der)) == nil ? .unreadable(part, reasons: reasons) : .isToken
        }
        try response.withPointer { response throws(TimestampError) in try Self.requireGranted(response) }
        token = try TimestampToken(der: Self.token(in: der))
    }

    /// The token, once it is certain that it answers this request and stamps these bytes. That it is the
    /// authority's is for ``TimestampAuthority`` to say.
    ///
    /// - Throws: ``TimestampError/otherRequest``, ``TimestampError/otherData``.
    public func token(
        answering request: TimestampRequest, over bytes: [UInt8]
    ) throws(TimestampError) -> TimestampToken {
        guard token.answers(request) else { throw .otherRequest }
        try token.requireImprint(of: bytes)
        return token
    }

    private static func requireGranted(_ response: OpaquePointer) throws(TimestampError) {
        guard let info = TS_RESP_get_status_info(response),
            let status = ASN1.number(TS_STATUS_INFO_get0_status(info))
        else { throw .unreadable(.response, reasons: []) }
        // 0 is granted; 1 is granted with changes, and what was changed shows in the token.
        guard status > 1 else { return }
        throw .refused(status: status, words: words(of: info))
    }

    /// What the authority says, as far as anybody would read it.
    private static func words(of info: OpaquePointer) -> [String] {
        let texts = TS_STATUS_INFO_get0_text(info)
        return (0..<min(4, max(0, OPENSSL_sk_num(texts)))).map { index in
            let text = OPENSSL_sk_value(texts, index)?.assumingMemoryBound(to: ASN1_STRING.self)
            return String(decoding: ASN1.bytes(text).prefix(400), as: UTF8.self)
        }
    }

    /// The bytes of the second and last element of the outer sequence. They are not encoded anew: a token of
    /// which the order of attributes is not DER's would lose its signature.
    private static func token(in der: [UInt8]) throws(TimestampError) -> [UInt8] {
        let token = der.withUnsafeBufferPointer { bytes -> [UInt8]? in
            guard let start = bytes.baseAddress else { return nil }
            let end = start + bytes.count
            guard let outer = content(at: start, before: end), outer.upperBound == end,
                let status = content(at: outer.lowerBound, before: end), status.upperBound < end
            else { return nil }
            return [UInt8](UnsafeBufferPointer(start: status.upperBound, count: end - status.upperBound))
        }
        guard let token else { throw .unreadable(.response, reasons: []) }
        return token
    }

    /// Where the content of a sequence is; nil for anything else, and for a length that is not given.
    private static func content(
        at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> Range<UnsafePointer<UInt8>>? {
        var cursor: UnsafePointer<UInt8>? = start
        var (length, tag, kind) = (0, Int32(0), Int32(0))
        let result = ASN1_get_object(&cursor, &length, &tag, &kind, end - start)
        // 0x20: constructed, of definite length, without error.
        guard result == 0x20, tag == V_ASN1_SEQUENCE, kind == V_ASN1_UNIVERSAL, let cursor,
            length <= end - cursor
        else { return nil }
        return cursor..<(cursor + length)
    }
}
