package import LedgerCrypto
package import LedgerFormat

/// What a record of a ``LookupTable`` is found by: 16 bytes, all of an id, or the beginning of a hash.
package struct LookupKey: Hashable, Comparable, Sendable {
    package static let byteCount = 16

    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    package init(_ id: EventID) { (high, low) = (id.words.high, id.words.low) }

    /// The first half of a hash.
    package init(_ digest: SHA256Digest) { (high, low) = digest.leadingWords }

    /// The first 16 bytes; what lacks counts as zero.
    package init(_ bytes: some Sequence<UInt8>) {
        var halves: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in bytes {
            if count < 8 { halves.0 |= UInt64(byte) << (56 - 8 * count) }
            if count >= 8 { halves.1 |= UInt64(byte) << (120 - 8 * count) }
            count += 1
            if count == LookupKey.byteCount { break }
        }
        (high, low) = halves
    }

    package static func < (left: LookupKey, right: LookupKey) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }

    /// The first and the last key that begin with the given hexadecimal digits, of which there are up to 32;
    /// nil where a character is no digit.
    static func range(ofHex digits: some StringProtocol) -> ClosedRange<LookupKey>? {
        let nibbles = digits.utf8.prefix(2 * byteCount).compactMap {
            Character(UnicodeScalar($0)).hexDigitValue
        }
        guard nibbles.count == min(digits.utf8.count, 2 * byteCount) else { return nil }
        func key(_ filler: Int) -> LookupKey {
            let padded = nibbles + Array(repeating: filler, count: 2 * byteCount - nibbles.count)
            return LookupKey(
                stride(from: 0, to: padded.count, by: 2).map { UInt8(padded[$0] << 4 | padded[$0 + 1]) })
        }
        return key(0)...key(0xF)
    }
}

/// One record of a ``LookupTable``.
package struct LookupRecord: Hashable, Comparable, Sendable {
    static let byteCount = 24

    package let key: LookupKey
    package let value: UInt64

    package init(_ key: LookupKey, _ value: UInt64) { (self.key, self.value) = (key, value) }

    /// By key, then value.
    package static func < (left: LookupRecord, right: LookupRecord) -> Bool {
        left.key == right.key ? left.value < right.value : left.key < right.key
    }

    init(_ bytes: [UInt8], at start: Int) {
        key = LookupKey(high: bytes.number(at: start), low: bytes.number(at: start + 8))
        value = bytes.number(at: start + 16)
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(number: key.high)
        bytes.append(number: key.low)
        bytes.append(number: value)
    }
}

extension [UInt8] {
    /// Eight bytes as a number, the first the greatest.
    func number(at start: Int) -> UInt64 {
        var number: UInt64 = 0
        for place in start..<start + 8 { number = number << 8 | UInt64(self[place]) }
        return number
    }

    mutating func append(number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
