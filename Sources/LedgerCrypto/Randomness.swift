internal import COpenSSL

/// Random bytes from OpenSSL's generator, fit for keys, salts and identifiers.
///
/// - Throws: ``CryptoError`` when the system gives no randomness.
public func randomBytes(count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let status = bytes.withUnsafeMutableBufferPointer { RAND_bytes_ex(nil, $0.baseAddress, $0.count, 0) }
    guard status == 1 else { throw CryptoError.drainingQueue(during: .randomBytes) }
    return bytes
}

/// A random identifier: a version 4 UUID (RFC 9562), of which 122 bits are random.
public struct RandomUUID: Hashable, Sendable, CustomStringConvertible {
    /// 36 characters: 32 lower-case hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens between.
    public let description: String

    /// Draws a new identifier.
    ///
    /// - Throws: ``CryptoError`` when the system gives no randomness.
    public init() throws(CryptoError) {
        var bytes = try randomBytes(count: 16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(HexDigits.digit(of: byte >> 4))
            text.append(HexDigits.digit(of: byte & 15))
        }
        description = String(decoding: text, as: UTF8.self)
    }
}
