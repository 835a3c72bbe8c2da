/// The characters that no string of the format may hold, besides those below U+0020 and U+007F.
enum ForbiddenCharacters {
    /// C1 controls, bidirectional controls (Unicode Bidi_Control) and noncharacters.
    static func contains(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar & 0xFFFE == 0xFFFE
        }
    }
}

extension Span where Element == UInt8 {
    /// The character of more than one byte that begins at a place, and how many bytes it has; nil where it is not
    /// one of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
    func scalar(at place: Int, before end: Int) -> (scalar: UInt32, length: Int)? {
        let length: Int
        let smallest: UInt32
        let lead = self[place]
        var scalar: UInt32
        switch lead {
        case 0xC2...0xDF: (length, smallest, scalar) = (2, 0x80, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, smallest, scalar) = (3, 0x800, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, smallest, scalar) = (4, 0x10000, UInt32(lead & 0x07))
        default: return nil
        }
        guard place + length <= end else { return nil }
        for offset in 1..<length {
            let byte = self[place + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
        return (scalar, length)
    }
}
