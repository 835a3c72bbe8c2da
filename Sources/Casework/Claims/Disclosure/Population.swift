internal import LedgerFormat

/// The figures of a claim that speak of the same persons or events, with what ties them to each other.
struct Population {
    /// One set that a figure gives a size.
    struct CountedSet {
        let selection: EventSelection
        let range: CountRange
        var id: StatementID { selection.statement }
    }

    /// In the order of the claim.
    let sets: [CountedSet]
    /// Parts that make up a whole and share nothing, by places in ``sets``.
    let sums: [(parts: [Int], whole: Int)]
    /// Inclusions that follow from the filters, and pairs that their filters keep apart.
    let filterInclusions: [(inner: Int, outer: Int)]
    let filterExclusions: [(Int, Int)]
    /// Inclusions that the claim states.
    let statedInclusions: [(inner: Int, outer: Int)]

    /// What ties figures to each other.
    enum Ties {
        /// What their words say for sure: a contradiction among them is one of the claim.
        case certain
        /// Besides, what a reader will take for granted and mostly rightly: one child is counted once, in
        /// whatever unit and in one of two times that do not meet.
        case likely
    }

    /// Every population of the claim, in the order of its first figure.
    static func all(of claim: PublishedClaim, tiedBy ties: Ties = .certain) -> [Population] {
        let sets = claim.statements.compactMap { statement -> CountedSet? in
            switch statement.form {
            case .count(let figure): CountedSet(selection: figure.selection, range: figure.range)
            case .exists(let selection) where selection.isAboutChildren:
                CountedSet(selection: selection, range: CountRange(agreed: 1, atMost: nil))
            default: nil
            }
        }
        let places = Dictionary(sets.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let whole = Population(sets, claim, places, ties)
        return whole.components().map { whole.restricted(to: $0) }
    }

    private init(
        _ sets: [CountedSet], _ claim: PublishedClaim, _ places: [StatementID: Int], _ ties: Ties
    ) {
        self.sets = sets
        sums = claim.statements.compactMap { statement in
            guard case .sum(let parts, let whole) = statement.form, let place = places[whole.id] else {
                return nil
            }
            return (parts.compactMap { places[$0.id] }, place)
        }
        statedInclusions = claim.statements.compactMap { statement in
            guard case .subset(let inner, let outer) = statement.form, let one = places[inner.statement],
                let other = places[outer.statement]
            else { return nil }
            return (one, other)
        }
        var inclusions: [(inner: Int, outer: Int)] = []
        var exclusions: [(Int, Int)] = []
        for (one, first) in sets.enumerated() {
            for (other, second) in sets.enumerated()
            where one != other && first.selection.counts(like: second.selection, ties) {
                let (narrow, wide) = (first.selection, second.selection)
                if narrow.isDuring(wide, claim), narrow.filter.implies(wide.filter) {
                    inclusions.append((one, other))
                }
                let differs = narrow.isWithinWindow(of: wide, claim) && narrow.filter.excludes(wide.filter)
                if differs || (ties == .likely && narrow.isApart(from: wide, claim)) {
                    exclusions.append((one, other))
                }
            }
        }
        (filterInclusions, filterExclusions) = (inclusions, exclusions)
    }

    private init(restricting whole: Population, to kept: [Int]) {
        let places = Dictionary(kept.enumerated().map { ($1, $0) }) { first, _ in first }
        let pairs = { (pairs: [(inner: Int, outer: Int)]) in
            pairs.compactMap { pair in
                places[pair.inner].flatMap { inner in places[pair.outer].map { (inner: inner, outer: $0) } }
            }
        }
        sets = kept.map { whole.sets[$0] }
        sums = whole.sums.compactMap { sum in
            places[sum.whole].map { (parts: sum.parts.compactMap { places[$0] }, whole: $0) }
        }
        filterInclusions = pairs(whole.filterInclusions)
        statedInclusions = pairs(whole.statedInclusions)
        filterExclusions = pairs(whole.filterExclusions.map { (inner: $0.0, outer: $0.1) }).map {
            ($0.inner, $0.outer)
        }
    }

    private func restricted(to kept: [Int]) -> Population { Population(restricting: self, to: kept) }

    /// Sets that are tied to each other, however far; each component ascending.
    private func components() -> [[Int]] {
        var component = Array(sets.indices)
        func join(_ one: Int, _ other: Int) {
            let (kept, gone) = (min(component[one], component[other]), max(component[one], component[other]))
            for place in component.indices where component[place] == gone { component[place] = kept }
        }
        for sum in sums { for part in sum.parts { join(part, sum.whole) } }
        for pair in filterInclusions + statedInclusions { join(pair.inner, pair.outer) }
        for (one, other) in filterExclusions { join(one, other) }
        return Set(component).sorted().map { name in sets.indices.filter { component[$0] == name } }
    }
}

extension EventSelection {
    /// Whether it speaks of children, whatever it counts: events about one child each, or what is known of
    /// a child, tell children apart as persons do.
    var isAboutChildren: Bool {
        unit == .person || (Vocabulary.current.type(named: event)?.isAboutOneChild ?? false)
            || filter.values.contains {
                ownMember(for: $0.member) == nil && !$0.member.typesAboutChild.isEmpty
            }
    }

    /// Whether both count the same thing, so that a number of one says something of the other's.
    fileprivate func counts(like other: EventSelection, _ ties: Population.Ties) -> Bool {
        guard event == other.event else { return false }
        return unit == other.unit || (ties == .likely && isAboutChildren && other.isAboutChildren)
    }

    /// Whether everything that this counts lies in the window of the other.
    fileprivate func isWithinWindow(of other: EventSelection, _ claim: PublishedClaim) -> Bool {
        guard let outer = other.window else { return true }
        if let inner = window, inner == outer || inner.isWithin(outer, claim) { return true }
        guard let named = filter.occurred, let anchor = outer.anchorMoments(of: claim) else { return false }
        return outer.containment(of: named.earliest...named.latest, anchoredAt: anchor) == .inside
    }

    /// The same for the window and for the time that the other's filter names.
    fileprivate func isDuring(_ other: EventSelection, _ claim: PublishedClaim) -> Bool {
        guard isWithinWindow(of: other, claim) else { return false }
        guard let outer = other.filter.occurred else { return true }
        return spans(in: claim).contains {
            outer.earliest <= $0.lowerBound && $0.upperBound <= outer.latest
        }
    }

    /// Whether no moment is in the time of both, or at most the one at which they meet.
    fileprivate func isApart(from other: EventSelection, _ claim: PublishedClaim) -> Bool {
        if let own = window, let others = other.window, own.anchor == others.anchor,
            let anchor = own.anchorMoments(of: claim)
        {
            // Beside one anchor both windows move together.
            let (one, two) = (own.span(at: anchor.lowerBound), others.span(at: anchor.lowerBound))
            if one.upperBound <= two.lowerBound || two.upperBound <= one.lowerBound { return true }
        }
        return spans(in: claim).contains { one in
            other.spans(in: claim).contains { two in
                one.upperBound <= two.lowerBound || two.upperBound <= one.lowerBound
            }
        }
    }

    /// The stretches of time in each of which everything lies that this counts: that of the window, as wide
    /// as the claim's time allows, and that of the filter.
    private func spans(in claim: PublishedClaim) -> [ClosedRange<Timestamp>] {
        var spans: [ClosedRange<Timestamp>] = []
        if let window, let anchor = window.anchorMoments(of: claim) {
            let (first, last) = (window.span(at: anchor.lowerBound), window.span(at: anchor.upperBound))
            spans.append(first.lowerBound...max(first.upperBound, last.upperBound))
        }
        if let named = filter.occurred { spans.append(named.earliest...named.latest) }
        return spans
    }
}

extension ClaimWindow {
    /// Where it lies beside one moment; a window whose end comes first is the moment of its beginning.
    fileprivate func span(at anchor: Timestamp) -> ClosedRange<Timestamp> {
        let start = anchor.moved(by: from)
        return start...max(start, anchor.moved(by: to))
    }
}

extension EventFilter {
    /// Whether everything that meets this filter meets the other too, apart from when it took place.
    func implies(_ other: EventFilter) -> Bool {
        if other.isEmpty { return true }
        guard other.by == nil || other.by == by, other.toward == nil || other.toward == toward,
            other.stillOpen == nil || other.stillOpen == stillOpen
        else { return false }
        if case .to(let target, let rel)? = other.refers {
            guard case .to(let own, rel)? = refers, own.statement == target.statement else { return false }
        }
        return other.values.allSatisfy { value in
            self[value.member].map { Set($0).isSuperset(of: value.wanted) } ?? false
        }
    }

    /// Whether nothing can meet both, since one value rules the other out.
    func excludes(_ other: EventFilter) -> Bool {
        values.contains { value in
            value.member.isSingleValued && other[value.member].map { $0 != value.wanted } ?? false
        }
    }
}
