internal import LedgerFormat

/// A country as a party names it, ISO 3166-1 alpha-2, in two bytes.
public struct Country: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first letter in the higher byte.
    let code: UInt16

    /// Nil for anything but two capital letters.
    public init?(_ letters: some Collection<UInt8>) {
        guard letters.count == 2, let first = letters.first,
            let country = Country(first, letters[letters.index(after: letters.startIndex)])
        else { return nil }
        self = country
    }

    init?(_ first: UInt8, _ second: UInt8) {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard capitals.contains(first), capitals.contains(second) else { return nil }
        code = UInt16(first) << 8 | UInt16(second)
    }

    init?(_ value: JSONValue?) {
        guard let value, value.kind == .string else { return nil }
        self.init(value.bytes)
    }

    public var description: String {
        String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
    }

    public static func < (left: Country, right: Country) -> Bool { left.code < right.code }
}

/// From which country to which, as parties name them.
public struct Direction: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let from: Country
    public let to: Country

    public init(from: Country, to: Country) {
        self.from = from
        self.to = to
    }

    init?(from: JSONValue?, to: JSONValue?) {
        guard let from = Country(from), let to = Country(to) else { return nil }
        self.init(from: from, to: to)
    }

    /// `RU to UA`.
    public var description: String { "\(from) to \(to)" }

    public static func < (left: Direction, right: Direction) -> Bool {
        left.from == right.from ? left.to < right.to : left.from < right.from
    }

    /// The journey that legs make up, from the one place where none of them ends to the one where none
    /// begins; nil where the legs contradict each other.
    static func journey(of legs: Set<Direction>) -> Direction? {
        let starts = Set(legs.map(\.from)), ends = Set(legs.map(\.to))
        let first = starts.subtracting(ends), last = ends.subtracting(starts)
        guard first.count == 1, last.count == 1, let from = first.first, let to = last.first else {
            return nil
        }
        return Direction(from: from, to: to)
    }
}
