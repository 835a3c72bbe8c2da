public import LedgerFormat

/// One thing that a claim says, in a form that says how it is checked (domain of `claim.published`).
public struct ClaimStatement: Sendable {
    public let id: StatementID
    public let form: Form

    /// The forms of a statement. A form holds the statements that it names, not their ids, so that nothing is
    /// looked up when it is evaluated.
    public enum Form: Sendable {
        /// So many of these took place.
        case count(Figure)
        /// Such an event took place.
        case exists(EventSelection)
        /// Parts make a whole.
        case sum(parts: [Figure], whole: Figure)
        /// Events followed each other.
        case order([EventSelection], Sequence, beforeClaim: Bool)
        /// So much time passed from the first event of one statement to the last of another, or to the claim.
        case duration(from: EventSelection, to: EventSelection?, Comparison, StatedDuration)
        /// What one statement means is among what another means.
        case subset(inner: EventSelection, outer: EventSelection)
        /// Each of these parties stated the events itself.
        case parties([PartyID], of: EventSelection)
        /// The claim was made on that day.
        case date(Occurred, weekday: Weekday?)
        /// Credit, a value, or what is sealed. It is never evaluated.
        case attribution
    }

    /// How a number or a length compares with what was said (``CodeList/comparison``).
    public enum Comparison: String, Sendable { case eq, ge, le }

    /// How events follow each other (``CodeList/sequence``).
    public enum Sequence: String, Sendable {
        case before
        case notAfter = "not_after"
    }

    /// A day of the week, Monday first (``CodeList/weekday``).
    public enum Weekday: String, CaseIterable, Sendable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday

        /// For people: `Friday`.
        public var name: String { CodeList.weekday.label(of: rawValue) ?? rawValue }

        /// The weekday of a moment's day in UTC.
        init(of moment: Timestamp) {
            // 1970-01-01 was a Thursday.
            let days = moment.secondsSinceEpoch.flooredQuotient(by: 86_400)
            let place = (days + 3) - (days + 3).flooredQuotient(by: 7) * 7
            self = Weekday.allCases[place]
        }
    }

    /// The word of its form, as it stands in the claim.
    public var kind: String {
        switch form {
        case .count: "count"
        case .exists: "exists"
        case .sum: "sum"
        case .order: "order"
        case .duration: "duration"
        case .subset: "subset"
        case .parties: "parties"
        case .date: "date"
        case .attribution: "attribution"
        }
    }
}

/// A number that was said of a selection of events or persons.
public struct Figure: Sendable {
    public let selection: EventSelection
    public let comparison: ClaimStatement.Comparison
    public let number: Int

    public var id: StatementID { selection.statement }

    /// What the figure allows.
    var range: CountRange {
        switch comparison {
        case .eq: CountRange(agreed: number, atMost: number)
        case .ge: CountRange(agreed: number, atMost: nil)
        case .le: CountRange(agreed: 0, atMost: number)
        }
    }
}

/// A count that is not known exactly: this many for sure, and no more than that.
public struct CountRange: Hashable, Sendable {
    /// What counts for sure.
    public let agreed: Int
    /// What can count at most; nil where nothing at hand bounds it.
    public let atMost: Int?

    /// The number, where there is only one.
    public var exact: Int? { atMost == agreed ? agreed : nil }

    func overlaps(_ other: CountRange) -> Bool {
        (atMost ?? .max) >= other.agreed && (other.atMost ?? .max) >= agreed
    }
}

extension Int {
    func flooredQuotient(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
