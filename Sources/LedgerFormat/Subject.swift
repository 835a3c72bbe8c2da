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
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), parts[0].utf8.count <= 32,
            parts[0].utf8.allSatisfy({ isLowerAlphanumeric($0) || $0 == UInt8(ascii: "_") }),
            let reference = EventID(String(parts[1]))
        else { return nil }
        kind = String(parts[0])
        self.reference = reference
    }

    public var description: String { "\(kind)/\(reference)" }
}
