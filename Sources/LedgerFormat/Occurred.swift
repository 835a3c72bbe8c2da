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
        self.init(Array(text.utf8)[...], text: text)
    }

    /// The same, from bytes that are the text's.
    init?(_ bytes: ArraySlice<UInt8>, text: @autoclosure () -> String) {
        guard let (first, last) = Occurred.ends(of: bytes) else { return nil }
        precision = first.precision
        isInterval = last != nil
        earliest = first.earliest
        latest = last?.latest ?? first.latest
        description = text()
    }

    /// How the bytes state a time, where they do.
    static func form(of bytes: ArraySlice<UInt8>) -> (precision: Precision, isInterval: Bool)? {
        ends(of: bytes).map { ($0.first.precision, $0.last != nil) }
    }

    private typealias Moment = (precision: Precision, earliest: Timestamp, latest: Timestamp)

    /// What stands before and after the slash of an interval, or the one moment that there is.
    private static func ends(of bytes: ArraySlice<UInt8>) -> (first: Moment, last: Moment?)? {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
            return moment(bytes).map { ($0, nil) }
        }
        guard let first = moment(bytes[..<slash]), let last = moment(bytes[(slash + 1)...]),
            first.precision == last.precision, first.earliest <= last.earliest
        else { return nil }
        return (first, last)
    }

    private static func moment(_ text: ArraySlice<UInt8>) -> Moment? {
        switch text.count {
        case 20:
            guard let instant = Timestamp(text) else { return nil }
            return (.instant, instant, instant)
        case 10:
            guard let day = CalendarDay(text) else { return nil }
            return span(.day, from: day.daysSinceEpoch, days: 1)
        case 7:
            guard text[text.startIndex + 4] == UInt8(ascii: "-"), let year = decimal(text.prefix(4)), year > 0,
                let month = decimal(text.suffix(2)), (1...12).contains(month)
            else { return nil }
            return span(
                .month, from: CalendarDay.days(before: year, month),
                days: CalendarDay.days(inMonth: month, of: year))
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
