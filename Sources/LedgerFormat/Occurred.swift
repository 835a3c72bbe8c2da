/// When something happened, only as precisely as the party knows it (format, rule 14): an instant, a day, a
/// month, or an interval `A/B` between two of one kind, both ends included.
public struct Occurred: Hashable, Sendable, CustomStringConvertible {
    public enum Precision: String, Sendable {
        case instant, day, month
    }

    /// What a statement of time means, without the text that it was read from.
    public struct Span: Hashable, Sendable {
        /// The first second that it can mean, and the last.
        public let earliest: Timestamp
        public let latest: Timestamp
        public let precision: Precision
        /// Whether it was written as `A/B`.
        public let isInterval: Bool

        public init(earliest: Timestamp, latest: Timestamp, precision: Precision, isInterval: Bool) {
            (self.earliest, self.latest) = (earliest, latest)
            (self.precision, self.isInterval) = (precision, isInterval)
        }
    }

    public let span: Span
    /// As it was written.
    public let description: String

    public var precision: Precision { span.precision }
    /// Whether it was written as `A/B`.
    public var isInterval: Bool { span.isInterval }
    /// The first second that it can mean, and the last.
    public var earliest: Timestamp { span.earliest }
    public var latest: Timestamp { span.latest }

    /// Nil where the text is none of the forms, holds a date that does not exist, or ends before it begins.
    public init?(_ text: String) {
        guard let span = Occurred.span(of: Array(text.utf8)[...]) else { return nil }
        self.span = span
        description = text
    }

    /// What the bytes of such a text mean.
    static func span(of bytes: ArraySlice<UInt8>) -> Span? {
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
            return moment(bytes).map {
                Span(earliest: $0.earliest, latest: $0.latest, precision: $0.precision, isInterval: false)
            }
        }
        guard let first = moment(bytes[..<slash]), let last = moment(bytes[(slash + 1)...]),
            first.precision == last.precision, first.earliest <= last.earliest
        else { return nil }
        return Span(
            earliest: first.earliest, latest: last.latest, precision: first.precision, isInterval: true)
    }

    private typealias Moment = (precision: Precision, earliest: Timestamp, latest: Timestamp)

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
