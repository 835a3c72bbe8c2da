/// Lower-case hexadecimal digits, eight at a time.
package enum HexDigits {
    /// The four bytes that eight digits spell, both as they lie in memory: all eight digits at once, each in its
    /// own byte of one word. Every signed entry names four digests and an id, so this is where reading a ledger
    /// spends its time.
    @inlinable
    package static func bytes(_ memory: UInt64, _ allAreDigits: inout Bool) -> UInt64 {
        let eachByte: UInt64 = 0x0101_0101_0101_0101
        let digits = UInt64(littleEndian: memory)
        // Letters have bit 6, digits have not: 'a' is 0x61, '0' is 0x30.
        let nibbles = (digits & (eachByte &* 0x0F)) &+ ((digits >> 6) & eachByte) &* 9
        // Written again from their values, they must be the same characters.
        let letters = ((nibbles &+ eachByte &* 6) >> 4) & eachByte
        let spelt = nibbles &+ eachByte &* 0x30 &+ letters &* 39
        if spelt != digits || nibbles & (eachByte &* 0xF0) != 0 { allAreDigits = false }
        var bytes = ((nibbles << 4) | (nibbles >> 8)) & 0x00FF_00FF_00FF_00FF
        bytes = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF
        return (bytes | bytes >> 16) & 0xFFFF_FFFF
    }

    /// The digit of a number below 16, as ASCII.
    @inlinable
    package static func digit(of nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") &+ nibble : UInt8(ascii: "a") &+ nibble &- 10
    }
}
