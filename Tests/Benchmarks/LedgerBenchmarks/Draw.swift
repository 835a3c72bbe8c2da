internal import LedgerCrypto
internal import LedgerFormat

/// Draws everything that a register leaves to chance; the same seed draws the same (SplitMix64).
struct Draw: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
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
    mutating func eventID() throws(RegisterError) -> EventID {
        var bytes = bytes(count: 16)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let groups = [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10...]]
        guard let id = EventID(groups.map { $0.joined() }.joined(separator: "-")) else {
            throw .nothingToDraw
        }
        return id
    }

    mutating func digest() throws(RegisterError) -> SHA256Digest {
        guard let digest = SHA256Digest(bytes(count: SHA256Digest.byteCount)) else { throw .nothingToDraw }
        return digest
    }

    /// An Ed25519 key (RFC 8410): a fixed DER prefix and 32 drawn bytes. It signs registers and nothing else.
    mutating func key() throws -> PrivateKey {
        let prefix: [UInt8] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]
        let block = Base64.encode(prefix + bytes(count: 32))
        return try PrivateKey(
            pem: "-----BEGIN PRIVATE KEY-----\n\(block)\n-----END PRIVATE KEY-----\n", passphrase: nil)
    }
}

/// Why a register cannot be made as it was asked for.
enum RegisterError: Error, CustomStringConvertible {
    case nothingToDraw
    case stepMissing(String)
    case timeOutOfRange
    case notEnough(events: Int, cases: Int)
    case notIntact(String)

    var description: String {
        switch self {
        case .nothingToDraw: "there was nothing to draw from"
        case .stepMissing(let name): "a step refers to \(name), which the case does not have yet"
        case .timeOutOfRange: "the register would last longer than the calendar"
        case .notEnough(let events, let cases):
            "\(events) events are too few for \(cases) cases: each has at least \(CaseFile.stepsMin)"
        case .notIntact(let verdict): "the register is \(verdict)"
        }
    }
}
