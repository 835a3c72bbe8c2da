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

    /// Every population of the claim, in the order of its first figure.
    static func all(of claim: PublishedClaim) -> [Population] {
        let sets = claim.statements.compactMap { statement -> CountedSet? in
            switch statement.form {
            case .count(let figure): CountedSet(selection: figure.selection, range: figure.range)
            case .exists(let selection) where selection.unit == .person:
                CountedSet(selection: selection, range: CountRange(agreed: 1, atMost: nil))
            default: nil
            }
        }
        let places = Dictionary(sets.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let whole = Population(sets, claim, places)
        return whole.components().map { whole.restricted(to: $0) }
    }

    private init(_ sets: [CountedSet], _ claim: PublishedClaim, _ places: [StatementID: Int]) {
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
            where one != other && first.selection.base == second.selection.base {
                if first.selection.filter.implies(second.selection.filter) { inclusions.append((one, other)) }
                if one < other, first.selection.filter.excludes(second.selection.filter) {
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

extension EventFilter {
    /// Whether everything that meets this filter meets the other too.
    func implies(_ other: EventFilter) -> Bool {
        if other.isEmpty { return true }
        guard other.by == nil || other.by == by, other.toward == nil || other.toward == toward,
            other.occurred == nil || other.occurred == occurred,
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
