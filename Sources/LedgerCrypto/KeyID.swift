/// The name of a public key: the SHA-256 of its SPKI encoding, in lower-case hexadecimal what
/// `openssl pkey -pubin -outform DER | sha256sum` prints (rule 10 of the format).
public struct KeyID: Hashable, Sendable {
    /// The SHA-256 of the SPKI encoding.
    public let digest: SHA256Digest

    /// The name that has this digest.
    public init(digest: SHA256Digest) {
        self.digest = digest
    }

    /// Reads exactly 64 lower-case hexadecimal digits; nil for anything else. Allocates nothing.
    public init?(hexBytes digits: RawSpan) {
        guard let digest = SHA256Digest(hexBytes: digits) else { return nil }
        self.digest = digest
    }

    /// Reads exactly 64 lower-case hexadecimal digits; nil for anything else.
    public init?(_ hex: some StringProtocol) {
        guard let digest = SHA256Digest(hex: hex) else { return nil }
        self.digest = digest
    }
}

extension KeyID: Comparable, CustomStringConvertible {
    /// Orders by the bytes, which is also the order of the hexadecimal spellings.
    public static func < (left: KeyID, right: KeyID) -> Bool { left.digest < right.digest }

    /// 64 lower-case hexadecimal digits.
    public var description: String { digest.hex }
}
