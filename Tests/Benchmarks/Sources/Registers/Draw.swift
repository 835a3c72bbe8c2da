public import LedgerCrypto
public import LedgerFormat

/// Draws everything that a register leaves to chance; the same seed draws the same (SplitMix64).
public struct Draw: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    mutating func pick<Element>(_ choices: [Element]) throws(RegisterError) -> Element {
        guard let choice = choices.randomElement(using: &self) else { throw .nothingToDraw }
        return choice
    }

    /// A UUID of version 4.
    public mutating func eventID() throws(RegisterError) -> EventID {
        let high = next() & 0xffff_ffff_ffff_0fff | 0x4000
        let low = next() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
            let half = place < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - place % 16 * 4)) & 0xf
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        guard let id = EventID(text) else { throw .nothingToDraw }
        return id
    }

    mutating func digest() throws(RegisterError) -> SHA256Digest {
        guard let digest = SHA256Digest(bytes(count: SHA256Digest.byteCount)) else { throw .nothingToDraw }
        return digest
    }

    /// An Ed25519 key (RFC 8410): a fixed DER prefix and 32 drawn bytes. It signs registers and nothing else.
    public mutating func key() throws -> PrivateKey {
        let prefix: [UInt8] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]
        let block = Base64.encode(prefix + bytes(count: 32))
        return try PrivateKey(
            pem: "-----BEGIN PRIVATE KEY-----\n\(block)\n-----END PRIVATE KEY-----\n", passphrase: nil)
    }
}
