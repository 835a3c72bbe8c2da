/// A random UUID of version 4 in lower case: the id of an event, or the reference of a case (RFC 9562,
/// section 5.4).
public struct EventID: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Nil where the bytes are not 36 characters of that form, or not version 4 with the variant of RFC 9562.
    public init?(_ text: some Collection<UInt8>) {
        guard text.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (position, byte) in text.enumerated() {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            if digits < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        guard halves.0 >> 12 & 0xF == 4, halves.1 >> 62 == 0b10 else { return nil }
        (high, low) = halves
    }

    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// Reads the 16 bytes of a UUID; nil where they are not version 4 with the variant of RFC 9562.
    public init?(uuid: RawSpan) {
        guard uuid.byteCount == 16 else { return nil }
        let high = UInt64(bigEndian: uuid.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self))
        let low = UInt64(bigEndian: uuid.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self))
        guard high >> 12 & 0xF == 4, low >> 62 == 0b10 else { return nil }
        (self.high, self.low) = (high, low)
    }

    /// The 16 bytes of the UUID.
    public var bytes: [UInt8] {
        [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    }

    public var description: String {
        let digits = [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var result = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { result.append("-") }
            result.append(digit)
        }
        return result
    }
}

extension EventID: Comparable {
    /// Orders by the bytes.
    public static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
