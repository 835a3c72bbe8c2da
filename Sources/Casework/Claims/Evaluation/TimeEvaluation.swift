internal import LedgerCrypto
internal import LedgerFormat

/// Holds orders, lengths of time and days against the evidence.
struct TimeEvaluation {
    let selector: FactSelector
    let level: EvidenceLevel
    /// The claim as a statement of a ledger; nil where it stands in none.
    let testimony: Testimony?

    private var evidence: Evidence { selector.evidence }
    private var claim: PublishedClaim { selector.claim }

    // MARK: Order

    /// References prove an order, since nobody can name what was not yet recorded; where nothing refers, the
    /// times do.
    func order(_ sequence: [EventSelection], _ order: ClaimStatement.Sequence, beforeClaim: Bool)
        -> StatementOutcome
    {
        let steps = sequence.map { ($0.statement, selector.select($0, at: level)) }
        var findings: [(ClaimVerdict, String)] = []
        for (name, selected) in steps where selected.sure.isEmpty {
            findings.append((.undetermined, "nothing is sure of \(name)"))
        }
        for (earlier, later) in zip(steps, steps.dropFirst()) {
            findings.append(step(from: earlier, to: later, order))
        }
        if beforeClaim, let last = steps.last { findings.append(toClaim(last.0, last.1.sure)) }
        let references = steps.flatMap { $0.1.sure }.flatMap { evidence.facts[$0].references }
        let decisive =
            findings.first { $0.0 == .fails } ?? findings.first { $0.0 == .undetermined } ?? (
                .holds, "each follows"
            )
        return StatementOutcome(decisive.0, decisive.1, restsOn: references)
    }

    private typealias Step = (StatementID, FactSelector.Selected)

    private func step(from earlier: Step, to later: Step, _ order: ClaimStatement.Sequence) -> (
        ClaimVerdict, String
    ) {
        var isOpen = earlier.1.sure.isEmpty || later.1.sure.isEmpty
        var compared = 0
        let byPerson = Dictionary(grouping: earlier.1.sure) { evidence.facts[$0].person }
        for after in later.1.sure {
            let fact = evidence.facts[after]
            let known = reach(from: fact.statements, order)
            // Of two events about children, those of one child have an order that matters.
            let before =
                fact.person == nil ? earlier.1.sure : (byPerson[nil] ?? []) + (byPerson[fact.person] ?? [])
            for number in before where number != after {
                let other = evidence.facts[number]
                compared += 1
                if other.statements.contains(where: { known.contains($0.reference.event) }) { continue }
                if isInOrder(other.span, fact.span, order) { continue }
                if isInOrder(fact.span, other.span, order == .before ? .notAfter : .before) {
                    return (.fails, "something of \(later.0) came before \(earlier.0)")
                }
                isOpen = true
            }
        }
        if isOpen || compared == 0 {
            return (.undetermined, "which of \(earlier.0) and \(later.0) came first is not known for all")
        }
        return (.holds, "\(later.0) followed \(earlier.0)")
    }

    private func isInOrder(
        _ first: ClosedRange<Timestamp>, _ second: ClosedRange<Timestamp>, _ order: ClaimStatement.Sequence
    ) -> Bool {
        order == .before
            ? first.upperBound < second.lowerBound : first.upperBound <= second.lowerBound
    }

    /// The ways of referring that say nothing of what came first.
    private static let timeless: Set<String> = ["corroborates", "disputes", "corrects", "reaffirms"]

    /// Every event that statements refer to, directly or through others.
    private func reach(from statements: [Testimony], _ order: ClaimStatement.Sequence) -> Set<SHA256Digest> {
        var reached: Set<SHA256Digest> = []
        var open = statements.filter(\.isSound)
        while let statement = open.popLast() {
            for reference in statement.refs
            where !TimeEvaluation.timeless.contains(reference.rel)
                && !(order == .before && reference.rel == "during") && reached.insert(reference.event).inserted
            {
                if let next = evidence.statement(reference.event), next.isSound { open.append(next) }
            }
        }
        return reached
    }

    private func toClaim(_ name: StatementID, _ facts: [Int]) -> (ClaimVerdict, String) {
        let known = testimony.map { reach(from: [$0], .notAfter) } ?? []
        var isOpen = false
        for fact in facts.map({ evidence.facts[$0] }) {
            if fact.statements.contains(where: { known.contains($0.reference.event) }) { continue }
            if fact.span.lowerBound > claim.uttered.latest {
                return (.fails, "something of \(name) came after the claim")
            }
            if fact.span.upperBound > claim.uttered.earliest { isOpen = true }
        }
        return isOpen
            ? (.undetermined, "whether all of \(name) came before the claim is not known, to the hour")
            : (.holds, "all of \(name) came before the claim")
    }

    // MARK: Length

    func duration(
        _ begin: EventSelection, _ end: EventSelection?, _ comparison: ClaimStatement.Comparison,
        _ length: StatedDuration
    ) -> StatementOutcome {
        let first = selector.select(begin, at: level)
        let last = end.map { selector.select($0, at: level) }
        let references = (first.sure + (last?.sure ?? [])).flatMap { evidence.facts[$0].references }
        guard let starts = starts(first), let stops = last.map({ stops($0) }) ?? uttered else {
            return StatementOutcome(.undetermined, "when it began or ended is not sure", restsOn: references)
        }
        let unit = length.unit
        let reached =
            starts.lowerBound.moved(by: length).cut(
                to: unit)...starts.upperBound.moved(by: length).cut(to: unit)
        let ended = stops.lowerBound.cut(to: unit)...stops.upperBound.cut(to: unit)
        let verdict = TimeEvaluation.verdict(reached, ended, comparison, isComplete: selector.isComplete)
        return StatementOutcome(
            verdict,
            "from \(TimeEvaluation.phrase(starts)) to \(TimeEvaluation.phrase(stops)); \(length.words) would end on "
                + TimeEvaluation.phrase(reached), restsOn: references)
    }

    /// - Parameters:
    ///   - reached: when the length that was said would have passed.
    ///   - ended: when it ended.
    private static func verdict(
        _ reached: ClosedRange<Timestamp>, _ ended: ClosedRange<Timestamp>,
        _ comparison: ClaimStatement.Comparison, isComplete: Bool
    ) -> ClaimVerdict {
        let isLong = ended.lowerBound >= reached.upperBound, isShort = ended.upperBound <= reached.lowerBound
        switch comparison {
        // An event that is not at hand could only have begun it earlier.
        case .ge:
            if isLong { return .holds }
            return ended.upperBound < reached.lowerBound && isComplete ? .fails : .undetermined
        case .le:
            if ended.lowerBound > reached.upperBound { return .fails }
            return isShort && isComplete ? .holds : .undetermined
        case .eq:
            if ended.lowerBound > reached.upperBound { return .fails }
            guard isComplete else { return .undetermined }
            if ended.upperBound < reached.lowerBound { return .fails }
            return isLong && isShort ? .holds : .undetermined
        }
    }

    /// When the first of the events can have been; nil where none is sure.
    private func starts(_ selected: FactSelector.Selected) -> ClosedRange<Timestamp>? {
        guard let latest = selected.sure.map({ evidence.facts[$0].span.upperBound }).min() else { return nil }
        let earliest = selected.all.map { evidence.facts[$0].span.lowerBound }.min() ?? latest
        return min(earliest, latest)...latest
    }

    /// When the last of the events can have been.
    private func stops(_ selected: FactSelector.Selected) -> ClosedRange<Timestamp>? {
        guard let earliest = selected.sure.map({ evidence.facts[$0].span.lowerBound }).max() else { return nil }
        let latest = selected.all.map { evidence.facts[$0].span.upperBound }.max() ?? earliest
        return earliest...max(earliest, latest)
    }

    private var uttered: ClosedRange<Timestamp>? { claim.uttered.earliest...claim.uttered.latest }

    /// `2025-08-15`, or `2025-08-15 to 2025-08-17`.
    static func phrase(_ moments: ClosedRange<Timestamp>) -> String {
        let (first, last) = (moments.lowerBound.dayText, moments.upperBound.dayText)
        return first == last ? first : "\(first) to \(last)"
    }

    // MARK: Day

    /// A day of the calendar begins fourteen hours before it does in UTC in one place, and ends twelve hours
    /// after in another.
    func date(_ day: Occurred, _ weekday: ClaimStatement.Weekday?) -> StatementOutcome {
        if let weekday, weekday != ClaimStatement.Weekday(of: day.earliest) {
            return StatementOutcome(.fails, "\(day) is no \(weekday.name)")
        }
        let references = testimony.map { [$0.reference] } ?? []
        let uttered = claim.uttered
        if uttered.earliest >= day.earliest, uttered.latest <= day.latest {
            return StatementOutcome(.holds, "it was said on \(uttered)", restsOn: references)
        }
        let (first, last) = (
            day.earliest.moved(bySeconds: -14 * 3_600), day.latest.moved(bySeconds: 12 * 3_600)
        )
        let isPossible = uttered.latest >= first && uttered.earliest <= last
        return StatementOutcome(
            isPossible ? .undetermined : .fails, "it was said on \(uttered), in UTC", restsOn: references)
    }
}

extension Timestamp {
    /// The day, where a length is one of days or more.
    fileprivate func cut(to unit: StatedDuration.Unit) -> Timestamp {
        switch unit {
        case .second, .minute, .hour: self
        case .day, .month, .year: startOfDay
        }
    }

    /// `2025-10-10`.
    var dayText: String { String(description.prefix(10)) }
}
