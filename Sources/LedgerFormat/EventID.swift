internal import LedgerCrypto

/// A random UUID of version 4 in lower case: the id of an event, or the reference of a case (RFC 9562,
/// section 5.4).
public struct EventID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Nil where the bytes are not 36 characters of that form, or not version 4 with the variant of RFC 9562.
    public init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        self.init(bytes.span)
    }

    init?(_ text: Span<UInt8>) {
        guard text.count == 36, text[8] == UInt8(ascii: "-"), text[13] == UInt8(ascii: "-"),
            text[18] == UInt8(ascii: "-"), text[23] == UInt8(ascii: "-")
        else { return nil }
        var allAreDigits = true
        let words = (
            HexDigits.bytes(text.word(0, 8).littleEndian, &allAreDigits),
            HexDigits.bytes((text.word(9, 4) | text.word(14, 4) << 32).littleEndian, &allAreDigits),
            HexDigits.bytes((text.word(19, 4) | text.word(24, 4) << 32).littleEndian, &allAreDigits),
            HexDigits.bytes(text.word(28, 8).littleEndian, &allAreDigits)
        )
        high = (words.0 | words.1 << 32).byteSwapped
        low = (words.2 | words.3 << 32).byteSwapped
        guard allAreDigits, high >> 12 & 0xF == 4, low >> 62 == 0b10 else { return nil }
    }

    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// The two halves of an id, or of none.
    package struct Words: Equatable, Sendable {
        package let high: UInt64
        package let low: UInt64

        package init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

        package static let none = Words(high: 0, low: 0)
    }

    package var words: Words { Words(high: high, low: low) }

    /// Nil for the halves of no id.
    package init?(_ words: Words) {
        guard words.high >> 12 & 0xF == 4, words.low >> 62 == 0b10 else { return nil }
        (high, low) = (words.high, words.low)
    }

    /// The 16 bytes of the UUID.
    public var bytes: [UInt8] {
        [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    }

    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the 36 characters of ``description`` as ASCII.
    package func append(to text: inout [UInt8]) {
        for (half, word) in [high, low].enumerated() {
            for place in 0..<16 {
                if half == 0 ? place == 8 || place == 12 : place == 0 || place == 4 {
                    text.append(UInt8(ascii: "-"))
                }
                text.append(HexDigits.digit(of: UInt8(truncatingIfNeeded: word >> (60 - 4 * place)) & 15))
            }
        }
    }
}

extension EventID: Comparable {
    /// Orders by the bytes.
    public static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
