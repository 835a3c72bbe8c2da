/// That a question about figures is too large to be answered exactly. It is said, never passed over.
struct Intractable: Error {
    /// What was too large, in a few words.
    let reason: String
}

/// A rational number, exact or not at all: what no longer fits is an error and never rounded.
struct Fraction: Comparable {
    let numerator: Int
    /// Above 0, without a common divisor.
    let denominator: Int

    static let zero = Fraction(0)
    static let one = Fraction(1)

    init(_ whole: Int) {
        numerator = whole
        denominator = 1
    }

    private init(_ numerator: Int, over denominator: Int) throws(Intractable) {
        let divisor = Fraction.commonDivisor(numerator, denominator)
        let sign = denominator < 0 ? -1 : 1
        guard divisor > 0, numerator != .min, denominator != .min else { throw Fraction.overflow }
        self.numerator = sign * (numerator / divisor)
        self.denominator = sign * (denominator / divisor)
    }

    static func + (left: Fraction, right: Fraction) throws(Intractable) -> Fraction {
        try Fraction(
            sum(product(left.numerator, right.denominator), product(right.numerator, left.denominator)),
            over: product(left.denominator, right.denominator))
    }

    static func - (left: Fraction, right: Fraction) throws(Intractable) -> Fraction {
        try left + Fraction(product(right.numerator, -1), over: right.denominator)
    }

    static func * (left: Fraction, right: Fraction) throws(Intractable) -> Fraction {
        if left.numerator == 0 || right.numerator == 0 { return .zero }
        return try Fraction(
            product(left.numerator, right.numerator), over: product(left.denominator, right.denominator))
    }

    static func / (left: Fraction, right: Fraction) throws(Intractable) -> Fraction {
        try Fraction(
            product(left.numerator, right.denominator), over: product(left.denominator, right.numerator))
    }

    /// By the products of full width, which cannot overflow.
    static func < (left: Fraction, right: Fraction) -> Bool {
        let one = left.numerator.multipliedFullWidth(by: right.denominator)
        let other = right.numerator.multipliedFullWidth(by: left.denominator)
        return (one.high, one.low) < (other.high, other.low)
    }

    var isWhole: Bool { denominator == 1 }

    /// The greatest whole number that is not above it.
    var floor: Int { numerator.flooredQuotient(by: denominator) }

    private static let overflow = Intractable(reason: "the figures are too large for exact arithmetic")

    private static func product(_ left: Int, _ right: Int) throws(Intractable) -> Int {
        let (value, isLost) = left.multipliedReportingOverflow(by: right)
        if isLost { throw overflow }
        return value
    }

    private static func sum(_ left: Int, _ right: Int) throws(Intractable) -> Int {
        let (value, isLost) = left.addingReportingOverflow(right)
        if isLost { throw overflow }
        return value
    }

    private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
        var (one, other) = (left.magnitude, right.magnitude)
        while other != 0 { (one, other) = (other, one % other) }
        return Int(exactly: one) ?? 0
    }
}
