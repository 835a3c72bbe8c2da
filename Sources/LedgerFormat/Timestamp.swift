/// An instant in UTC to the second, written `YYYY-MM-DDThh:mm:ssZ`: the one form that the format allows.
///
/// The date is a real one of the Gregorian calendar, years 0001 to 9999; there is no 24:00 and no leap second.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let secondsSinceEpoch: Int

    /// Nil where the bytes are anything but that form and a real date.
    public init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

    init?(_ text: Span<UInt8>) {
        guard text.count == 20, let date = CalendarDay(text.extracting(first: 10)),
            text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
            text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "Z"),
            let hour = text.twoDigits(11), hour < 24, let minute = text.twoDigits(14), minute < 60,
            let second = text.twoDigits(17), second < 60
        else { return nil }
        secondsSinceEpoch = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
    }

    public init?(_ text: String) { self.init(Array(text.utf8)[...]) }

    /// Nil outside the years 0001 to 9999.
    public init?(secondsSinceEpoch: Int) {
        guard (-62_135_596_800...253_402_300_799).contains(secondsSinceEpoch) else { return nil }
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the 20 characters of ``description`` as ASCII.
    func append(to text: inout [UInt8]) {
        let (days, seconds) = secondsSinceEpoch.flooredDivision(by: 86_400)
        CalendarDay(daysSinceEpoch: days).append(to: &text)
        for (mark, number) in [
            ("T" as Unicode.Scalar, seconds / 3_600), (":", seconds / 60 % 60), (":", seconds % 60),
        ] {
            text.append(UInt8(ascii: mark))
            text.append(twoDigits: number)
        }
        text.append(UInt8(ascii: "Z"))
    }
}

/// A day of the Gregorian calendar, written `YYYY-MM-DD`.
struct CalendarDay: Hashable, CustomStringConvertible {
    let daysSinceEpoch: Int

    init(daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

    init?(_ text: ArraySlice<UInt8>) { self.init(text.span) }

    init?(_ text: Span<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let century = text.twoDigits(0), let yearOfCentury = text.twoDigits(2),
            let month = text.twoDigits(5), (1...12).contains(month),
            let day = text.twoDigits(8), day >= 1
        else { return nil }
        let year = 100 * century + yearOfCentury
        guard year > 0, day <= CalendarDay.days(inMonth: month, of: year) else { return nil }
        daysSinceEpoch = CalendarDay.days(before: year, month) + day - 1
    }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days from 1970-01-01 to the first of that month; the year is counted from March, so that the leap day
    /// is its last.
    static func days(before year: Int, _ month: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let (era, yearOfEra) = shifted.flooredDivision(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        let (era, dayOfEra) = (daysSinceEpoch + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        text.append(twoDigits: year / 100)
        text.append(twoDigits: year % 100)
        for number in [month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1] {
            text.append(UInt8(ascii: "-"))
            text.append(twoDigits: number)
        }
    }
}

extension Span where Element == UInt8 {
    /// The number that two ASCII digits spell; nil where one is no digit.
    @inline(__always)
    fileprivate func twoDigits(_ place: Int) -> Int? {
        let (tens, ones) = (self[place] &- UInt8(ascii: "0"), self[place &+ 1] &- UInt8(ascii: "0"))
        return tens < 10 && ones < 10 ? 10 &* Int(tens) &+ Int(ones) : nil
    }
}

/// The number that ASCII digits spell; nil where one is no digit.
func decimal(_ digits: some Collection<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
}

extension [UInt8] {
    /// Appends a number from 0 to 99 as two ASCII digits.
    fileprivate mutating func append(twoDigits number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

extension Int {
    func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
