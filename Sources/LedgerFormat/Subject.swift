/// What an event is about: a kind and a random reference, `case/<UUIDv4>`.
///
/// References are random, so that they say nothing about a child, an office or an order.
public struct Subject: Hashable, Sendable, CustomStringConvertible {
    /// Lower-case letters, digits and underscores, beginning with a letter: `case`, `request`.
    public let kind: String
    public let reference: EventID

    public init(kind: String, reference: EventID) {
        self.kind = kind
        self.reference = reference
    }

    public init?(_ text: String) {
        guard let parts = Subject.parts(text.utf8Span.span) else { return nil }
        kind = String(decoding: text.utf8.prefix(parts.kindCount), as: UTF8.self)
        reference = parts.reference
    }

    /// How many bytes the kind has, and the reference; nil where the text is no subject.
    static func parts(_ text: Span<UInt8>) -> (kindCount: Int, reference: EventID)? {
        let kindCount = text.count - 37
        guard (1...32).contains(kindCount), text[kindCount] == UInt8(ascii: "/"),
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[0])
        else { return nil }
        for place in 0..<kindCount {
            guard isLowerAlphanumeric(text[place]) || text[place] == UInt8(ascii: "_") else { return nil }
        }
        guard let reference = EventID(text.extracting(droppingFirst: kindCount + 1)) else { return nil }
        return (kindCount, reference)
    }

    public var description: String { "\(kind)/\(reference)" }
}
