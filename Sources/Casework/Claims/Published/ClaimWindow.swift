internal import LedgerFormat

/// A stretch of time beside an anchor: `-PT24H` to `PT0S` beside the utterance is "the past 24 hours".
public struct ClaimWindow: Hashable, Sendable {
    public let anchor: Anchor
    public let from: StatedDuration
    public let to: StatedDuration
    public let ends: Ends

    /// What it hangs on (``CodeList/windowAnchor``).
    public enum Anchor: String, Sendable {
        case utterance, publication
        /// The start of the day, in UTC, on which the claim was made.
        case calendarDay = "calendar_day"
    }

    /// Whether its ends belong to it (``CodeList/windowEnds``).
    public enum Ends: String, Sendable {
        case closed, open
        case closedOpen = "closed_open"
        case openClosed = "open_closed"

        var includesFirst: Bool { self == .closed || self == .closedOpen }
        var includesLast: Bool { self == .closed || self == .openClosed }
    }
}

/// Where a stretch of time lies to a window whose anchor is not known exactly.
enum Containment: Comparable {
    /// Outside, whatever the times mean.
    case outside
    /// Inside for some moments that the times can mean.
    case possible
    /// Inside for every moment that the times can mean.
    case inside

    /// What holds of two conditions together.
    static func && (left: Containment, right: Containment) -> Containment { min(left, right) }
}

extension ClaimWindow {
    /// The moments that the anchor can mean; nil where the claim does not say when it was published.
    func anchorMoments(of claim: PublishedClaim) -> ClosedRange<Timestamp>? {
        switch anchor {
        case .utterance: claim.uttered.earliest...claim.uttered.latest
        case .publication: claim.published.map { $0.earliest...$0.latest }
        case .calendarDay: claim.uttered.earliest.startOfDay...claim.uttered.latest.startOfDay
        }
    }

    /// Where a happening lies that is known to have lain within `span`.
    func containment(of span: ClosedRange<Timestamp>, anchoredAt moments: ClosedRange<Timestamp>) -> Containment
    {
        let starts = moments.lowerBound.moved(by: from)...moments.upperBound.moved(by: from)
        let stops = moments.lowerBound.moved(by: to)...moments.upperBound.moved(by: to)
        let (first, last) = (ends.includesFirst, ends.includesLast)
        let isInside =
            isAfter(span.lowerBound, starts.upperBound, orEqual: first)
            && isAfter(stops.lowerBound, span.upperBound, orEqual: last)
        if isInside { return .inside }
        let canBeInside =
            isAfter(span.upperBound, starts.lowerBound, orEqual: first)
            && isAfter(stops.upperBound, span.lowerBound, orEqual: last)
        return canBeInside ? .possible : .outside
    }

    private func isAfter(_ later: Timestamp, _ earlier: Timestamp, orEqual: Bool) -> Bool {
        later > earlier || (orEqual && later == earlier)
    }
}

extension Timestamp {
    static let distantPast = Timestamp("0001-01-01T00:00:00Z")
    static let distantFuture = Timestamp("9999-12-31T23:59:59Z")

    /// The first second of the day, in UTC.
    var startOfDay: Timestamp {
        Timestamp(secondsSinceEpoch: secondsSinceEpoch.flooredQuotient(by: 86_400) * 86_400) ?? self
    }

    /// The moment that lies so far off; months and years by the calendar, to the last day of a shorter month.
    /// What would lie outside the years 0001 to 9999 is moved to their end.
    func moved(by duration: StatedDuration) -> Timestamp {
        switch duration.unit {
        case .second: moved(bySeconds: duration.amount)
        case .minute: moved(bySeconds: duration.amount * 60)
        case .hour: moved(bySeconds: duration.amount * 3_600)
        case .day: moved(bySeconds: duration.amount * 86_400)
        case .month: moved(byMonths: duration.amount)
        case .year: moved(byMonths: duration.amount * 12)
        }
    }

    func moved(bySeconds seconds: Int) -> Timestamp {
        let end = seconds < 0 ? Timestamp.distantPast : .distantFuture
        return Timestamp(secondsSinceEpoch: secondsSinceEpoch + seconds) ?? end ?? self
    }

    private func moved(byMonths months: Int) -> Timestamp {
        let parts = description.split { "-T".contains($0) }.map(String.init)
        guard parts.count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return self }
        let months = year * 12 + month - 1 + months
        let target = (year: months.flooredQuotient(by: 12), month: months - months.flooredQuotient(by: 12) * 12)
        guard (1...9999).contains(target.year) else {
            return (target.year < 1 ? Timestamp.distantPast : .distantFuture) ?? self
        }
        for lastDay in stride(from: day, through: min(day, 28), by: -1) {
            let text = [target.year.padded(4), (target.month + 1).padded(2), lastDay.padded(2)]
            if let moved = Timestamp(text.joined(separator: "-") + "T" + parts[3]) { return moved }
        }
        return self
    }
}

extension Int {
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
