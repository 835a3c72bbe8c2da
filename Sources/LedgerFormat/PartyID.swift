/// The id under which an organisation signs: `[a-z][a-z0-9-]*`, at most 64 bytes, no hyphen at the end or
/// doubled.
///
/// An id is the name of an office or of a role, never of a person. It identifies nobody: a party is known by
/// the fingerprint of its ledger or by its key.
public struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    public init?(_ text: String) {
        guard let first = text.utf8.first, text.utf8.count <= Limits.partyIDBytesMax,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return nil }
        var isAfterHyphen = false
        for byte in text.utf8 {
            let isHyphen = byte == UInt8(ascii: "-")
            guard isHyphen ? !isAfterHyphen : isLowerAlphanumeric(byte) else { return nil }
            isAfterHyphen = isHyphen
        }
        if isAfterHyphen { return nil }
        description = text
    }

    public static func < (left: PartyID, right: PartyID) -> Bool { left.description < right.description }
}

func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
