/// The id under which an organisation signs: `[a-z][a-z0-9-]*`, at most 64 bytes, no hyphen at the end or doubled.
///
/// An id is the name of an office or of a role, never of a person. It identifies nobody: a party is known by the
/// fingerprint of its ledger or by its key.
public struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= Limits.partyIDBytesMax,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), last != UInt8(ascii: "-"),
            bytes.allSatisfy({ isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }),
            !zip(bytes, bytes.dropFirst()).contains(where: { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") })
        else { return nil }
        description = text
    }

    public static func < (left: PartyID, right: PartyID) -> Bool { left.description < right.description }
}

func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
