/// Encodings of points that OpenSSL accepts and the format refuses: as public keys, and as R in signatures.
///
/// An encoding is 32 bytes: y, little-endian, in the low 255 bits, and the sign of x in the highest bit.
/// With a key of small order a signature can hold for messages that nobody signed; with two encodings for one
/// point a key could have two names. Implementations disagree about both, and agree once these are refused.
enum Ed25519Point {
    static let byteCount = 32

    /// Whether this encodes a point whose order divides 8, whatever the sign: 14 encodings, of which 8 are
    /// canonical.
    static func hasSmallOrder(_ encoding: UnsafeRawBufferPointer) -> Bool {
        guard encoding.count == byteCount else { return false }
        let y = words(of: encoding) & withoutSign
        for place in smallOrder.indices where smallOrder[place] == y { return true }
        return false
    }

    /// The bytes as four numbers, which are compared in one step.
    private static func words(of encoding: UnsafeRawBufferPointer) -> SIMD4<UInt64> {
        var words = SIMD4<UInt64>()
        for word in words.indices {
            words[word] = UInt64(
                littleEndian: encoding.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self))
        }
        return words
    }

    private static let withoutSign = SIMD4<UInt64>(.max, .max, .max, .max >> 1)

    /// ``smallOrderY`` as numbers: every signature is held against them, and arrays of arrays would count
    /// references each time.
    private static let smallOrder = InlineArray<7, SIMD4<UInt64>> { y in
        smallOrderY[y].withUnsafeBytes { words(of: $0) }
    }

    /// Whether y is not less than p = 2^255 - 19. (The other encodings that are not canonical, those of
    /// x = 0 with a sign, have small order.)
    static func isNotReduced(_ encoding: UnsafeRawBufferPointer) -> Bool {
        encoding.count == byteCount && encoding[0] >= 0xed
            && encoding[1..<31].allSatisfy { $0 == 0xff } && encoding[31] & 0x7f == 0x7f
    }

    /// Every y of a point of small order, without the sign: 0, 1, p - 1, p and p + 1 (0 and 1 once more, not
    /// reduced), and the two of the points of order 8.
    private static let smallOrderY: [[UInt8]] = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [0xee] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
            0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
            0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
        ],
    ]
}
