/// Padded base64 of RFC 4648, section 4, in its one canonical spelling.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// For each byte the six bits that it spells; ``noDigit`` where it spells none.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: noDigit, count: 256)
        for (value, digit) in alphabet.enumerated() { digits[Int(digit)] = UInt8(value) }
        return digits
    }()
    private static let noDigit: UInt8 = 0x80

    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for first in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[first..<min(first + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for digit in 0..<4 {
                text.append(digit <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * digit) & 63)] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil unless encoding the result gives the same text again: unused bits, line breaks and missing padding
    /// are refused.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        let text = Array(text)
        return decode(text.span, into: &bytes) ? bytes : nil
    }

    /// The same into a buffer that is used again and again.
    ///
    /// - Returns: whether the text is base64 in its one spelling; if not, what is in the buffer means nothing.
    package static func decode(_ text: Span<UInt8>, into bytes: inout [UInt8]) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        guard text.count % 4 == 0 else { return false }
        if text.isEmpty { return true }
        let padded = text[text.count - 1] != padding ? 0 : text[text.count - 2] != padding ? 1 : 2
        let digits = Base64.digits
        var refused: UInt8 = 0
        var bits: UInt32 = 0
        for place in 0..<text.count - padded {
            let digit = digits[Int(text[place])]
            refused |= digit
            bits = bits &<< 6 | UInt32(digit & 63)
            if place & 3 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: bits &>> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits &>> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
            }
        }
        // Of the last digit before padding, 2 or 4 bits belong to no byte.
        if padded > 0 {
            if bits & (padded == 1 ? 0b11 : 0b1111) != 0 { return false }
            bits &<<= UInt32(6 * padded)
            bytes.append(UInt8(truncatingIfNeeded: bits &>> 16))
            if padded == 1 { bytes.append(UInt8(truncatingIfNeeded: bits &>> 8)) }
        }
        return refused & noDigit == 0
    }
}
