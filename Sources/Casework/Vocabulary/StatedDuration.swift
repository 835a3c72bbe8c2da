/// A length of time with one unit and a sign, in the one spelling that the vocabulary allows of ISO 8601.
///
/// `PT24H`, `PT30M`, `P14D`, `P3M`, `P1Y`; with a leading minus it reaches back. Zero is written `PT0S`.
/// There are no weeks, no fractions and no sums of units, so that one length in one unit has one spelling.
public struct StatedDuration: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable {
        case second, minute, hour, day, month, year
    }

    /// -9999 to 9999, negative for the past.
    public let amount: Int
    public let unit: Unit

    /// Nil where the text is not exactly one of the forms.
    public init?(_ text: String) {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        guard rest.popFirst() == UInt8(ascii: "P") else { return nil }
        let isTime = rest.first == UInt8(ascii: "T")
        if isTime { rest = rest.dropFirst() }
        guard let letter = rest.popLast(), let unit = StatedDuration.unit(letter, isTime: isTime),
            let amount = StatedDuration.amount(rest), amount > 0 || (unit == .second && !isNegative)
        else { return nil }
        self.amount = isNegative ? -amount : amount
        self.unit = unit
    }

    private init(amount: Int, unit: Unit) { (self.amount, self.unit) = (amount, unit) }

    /// The same length the other way.
    public var reversed: StatedDuration { StatedDuration(amount: -amount, unit: unit) }

    private static func unit(_ letter: UInt8, isTime: Bool) -> Unit? {
        switch (letter, isTime) {
        case (UInt8(ascii: "S"), true): .second
        case (UInt8(ascii: "M"), true): .minute
        case (UInt8(ascii: "H"), true): .hour
        case (UInt8(ascii: "D"), false): .day
        case (UInt8(ascii: "M"), false): .month
        case (UInt8(ascii: "Y"), false): .year
        default: nil
        }
    }

    private static func amount(_ digits: Substring.UTF8View) -> Int? {
        guard (1...4).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else {
            return nil
        }
        var amount = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            amount = amount * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return amount
    }
}
