/// The one spelling of a digest in text: 64 lower-case hexadecimal digits.
extension SHA256Digest: CustomStringConvertible {
    private static let digitCount = 2 * byteCount

    /// Reads exactly 64 lower-case hexadecimal digits; nil for anything else. Allocates nothing.
    public init?(hexBytes digits: RawSpan) {
        guard digits.byteCount == Self.digitCount else { return nil }
        var allAreDigits = true
        self.init { index in
            let (high, low) = (index * 16, index * 16 + 8)
            let first = HexDigits.bytes(
                digits.unsafeLoadUnaligned(fromByteOffset: high, as: UInt64.self), &allAreDigits)
            let second = HexDigits.bytes(
                digits.unsafeLoadUnaligned(fromByteOffset: low, as: UInt64.self), &allAreDigits)
            return UInt64(littleEndian: first | second << 32)
        }
        guard allAreDigits else { return nil }
    }

    /// Reads exactly 64 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: some StringProtocol) {
        var text = String(hex)
        let digest = text.withUTF8 { digits in
            SHA256Digest(hexBytes: RawSpan(_unsafeBytes: UnsafeRawBufferPointer(digits)))
        }
        guard let digest else { return nil }
        self = digest
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String {
        String(unsafeUninitializedCapacity: Self.digitCount) { digits in
            withUnsafeBytes { bytes in
                for (index, byte) in bytes.enumerated() {
                    digits[2 * index] = HexDigits.digit(of: byte >> 4)
                    digits[2 * index + 1] = HexDigits.digit(of: byte & 15)
                }
            }
            return Self.digitCount
        }
    }

    /// Appends the 64 lower-case hexadecimal digits as ASCII.
    public func appendHex(to text: inout [UInt8]) {
        withUnsafeBytes { bytes in
            for byte in bytes {
                text.append(HexDigits.digit(of: byte >> 4))
                text.append(HexDigits.digit(of: byte & 15))
            }
        }
    }

    /// The same as ``hex``.
    public var description: String { hex }
}
