internal import COpenSSL

/// How values of ASN.1 cross from OpenSSL: copied, and shown the one way in which this module shows them.
enum ASN1 {
    /// The content of a string, a time or an integer without its sign.
    static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let start = ASN1_STRING_get0_data(string) else { return [] }
        return [UInt8](UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }

    /// An integer of any size in lower-case hexadecimal; nil when there is none.
    static func hexadecimal(_ integer: UnsafePointer<ASN1_INTEGER>?) -> String? {
        guard let integer else { return nil }
        let isNegative = ASN1_STRING_type(integer) == V_ASN1_NEG_INTEGER
        let digits = bytes(integer).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return (isNegative ? "-" : "") + digits.joined()
    }

    /// An integer that is not negative and fits; nil when it is not, or when there is none.
    static func number(_ integer: UnsafePointer<ASN1_INTEGER>?) -> Int? {
        var number: UInt64 = 0
        guard let integer, ASN1_INTEGER_get_uint64(&number, integer) == 1 else { return nil }
        return Int(exactly: number)
    }

    /// An object identifier in dotted decimal.
    static func objectIdentifier(_ object: OpaquePointer?) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
            let count = OBJ_obj2txt(text.baseAddress, Int32(text.count), object, 1)
            guard count > 0, let start = text.baseAddress else { return "unknown" }
            return String(cString: start)
        }
    }

    /// A distinguished name as RFC 2253 writes it, the most particular part first: `CN=Clock,O=Office`.
    static func distinguishedName(_ name: OpaquePointer?) throws(CryptoError) -> String {
        try PEMBlock.write(for: .readTimestamp) { output in
            X509_NAME_print_ex(output, name, 0, COpenSSL_XN_FLAG_RFC2253_UTF8())
        }
    }

    /// Reads one DER structure that fills the bytes to their end.
    static func decodeWhole(
        _ bytes: [UInt8], as part: TimestampError.Part, release: @escaping Handle.Release,
        _ decode: (inout UnsafePointer<UInt8>?, Int) -> OpaquePointer?
    ) throws(TimestampError) -> Handle {
        guard bytes.count <= part.byteCountMax else { throw .tooLarge(part, byteCount: bytes.count) }
        let (object, readCount) = bytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            let object = decode(&cursor, bytes.count)
            return (object, (cursor.map { $0 - (bytes.baseAddress ?? $0) }) ?? 0)
        }
        guard let object else { throw .unreadable(part, reasons: ErrorQueue.drain().map(\.reason)) }
        let handle = try TimestampError.passingOn { () throws(CryptoError) in
            try Handle(object, release: release, for: .readTimestamp)
        }
        guard readCount == bytes.count else {
            throw .trailingBytes(part, byteCount: bytes.count - readCount)
        }
        return handle
    }

    /// The DER that one of OpenSSL's encoders writes; nil when it fails.
    static func encode(_ encoder: (inout UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>?
        let count = encoder(&start)
        guard count > 0, let start else { return nil }
        defer { COpenSSL_free(start) }
        return [UInt8](UnsafeBufferPointer(start: start, count: Int(count)))
    }
}
