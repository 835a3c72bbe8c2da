/// When something happened, only as precisely as the party knows it (format, rule 14): an instant, a day, a
/// month, or an interval `A/B` between two of one kind, both ends included.
public struct Occurred: Hashable, Sendable, CustomStringConvertible {
    public enum Precision: String, Sendable {
        case instant, day, month
    }

    public let precision: Precision
    /// Whether it was written as `A/B`.
    public let isInterval: Bool
    /// The first second that it can mean, and the last.
    public let earliest: Timestamp
    public let latest: Timestamp
    /// As it was written.
    public let description: String

    /// Nil where the text is none of the forms, holds a date that does not exist, or ends before it begins.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        guard let first = Occurred.moment(bytes[..<(slash ?? bytes.count)]),
            let last = slash.map({ Occurred.moment(bytes[($0 + 1)...]) }) ?? first,
            first.precision == last.precision, first.earliest <= last.earliest
        else { return nil }
        precision = first.precision
        isInterval = slash != nil
        earliest = first.earliest
        latest = last.latest
        description = text
    }

    private static func moment(_ text: ArraySlice<UInt8>) -> (
        precision: Precision, earliest: Timestamp, latest: Timestamp
    )? {
        switch text.count {
        case 20:
            guard let instant = Timestamp(text) else { return nil }
            return (.instant, instant, instant)
        case 10:
            guard let day = CalendarDay(text) else { return nil }
            return span(.day, from: day.daysSinceEpoch, days: 1)
        case 7:
            guard let first = CalendarDay(text + "-01".utf8),
                let year = decimal(text.prefix(4)), let month = decimal(text.suffix(2))
            else { return nil }
            return span(.month, from: first.daysSinceEpoch, days: CalendarDay.days(inMonth: month, of: year))
        default: return nil
        }
    }

    private static func span(_ precision: Precision, from day: Int, days: Int) -> (
        Precision, Timestamp, Timestamp
    )? {
        guard let earliest = Timestamp(secondsSinceEpoch: day * 86_400),
            let latest = Timestamp(secondsSinceEpoch: (day + days) * 86_400 - 1)
        else { return nil }
        return (precision, earliest, latest)
    }
}
