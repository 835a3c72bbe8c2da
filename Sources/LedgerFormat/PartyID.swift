/// The id under which an organisation signs: `[a-z][a-z0-9-]*`, at most 64 bytes, no hyphen at the end or
/// doubled.
///
/// An id is the name of an office or of a role, never of a person. It identifies nobody: a party is known by
/// the fingerprint of its ledger or by its key.
public struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    public init?(_ text: String) {
        guard PartyID.isWellFormed(text.utf8Span.span) else { return nil }
        description = text
    }

    /// The id that these bytes spell, which ``isWellFormed(_:)`` accepted.
    init(wellFormed bytes: ArraySlice<UInt8>) { description = String(decoding: bytes, as: UTF8.self) }

    /// Whether the bytes spell an id.
    static func isWellFormed(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, text.count <= Limits.partyIDBytesMax,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[0])
        else { return false }
        var isAfterHyphen = false
        for place in text.indices {
            let isHyphen = text[place] == UInt8(ascii: "-")
            guard isHyphen ? !isAfterHyphen : isLowerAlphanumeric(text[place]) else { return false }
            isAfterHyphen = isHyphen
        }
        return !isAfterHyphen
    }

    public static func < (left: PartyID, right: PartyID) -> Bool { left.description < right.description }
}

func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
