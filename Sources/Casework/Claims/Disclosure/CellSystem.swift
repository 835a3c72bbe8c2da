/// The numbers behind the figures of one population: every combination of sets that one person can be in is a
/// variable, every figure a constraint.
struct CellSystem {
    private let population: Population
    /// Which sets a person is in, one bit a set, for each combination that the ties allow.
    private let combinations: [UInt64]
    /// The same where only filters and sums count, and no inclusion that the claim states.
    private let conceivable: [UInt64]
    /// Nil where the figures contradict each other.
    private let numbers: WholeNumbers?

    /// The most sets of one population, and the most combinations of them, that are looked through.
    static let setsMax = 24
    static let combinationsMax = 256

    init(_ population: Population) throws(Intractable) {
        self.population = population
        guard population.sets.count <= CellSystem.setsMax else {
            throw Intractable(reason: "\(population.sets.count) figures are tied to each other")
        }
        combinations = try CellSystem.combinations(population, pairs: population.statedInclusions)
        conceivable = try CellSystem.combinations(population, pairs: [])
        let found = combinations
        let constraints = population.sets.indices.flatMap { place -> [LinearConstraint] in
            let row = found.map { $0 & (1 << UInt64(place)) == 0 ? 0 : 1 }
            let range = population.sets[place].range
            if let exact = range.exact {
                return [LinearConstraint(coefficients: row, relation: .equal, bound: exact)]
            }
            return
                (range.agreed > 0
                ? [LinearConstraint(coefficients: row, relation: .atLeast, bound: range.agreed)] : [])
                + (range.atMost.map { [LinearConstraint(coefficients: row, relation: .atMost, bound: $0)] }
                    ?? [])
        }
        numbers = try WholeNumbers(constraints, variableCount: combinations.count)
    }

    func isSolvable() throws(Intractable) -> Bool {
        try numbers?.maximum(of: combinations.map { _ in 0 }) == .at(0)
    }

    /// The persons who are in some sets and not in others.
    struct Cell: Hashable {
        let inside: [Int]
        var outside: [Int] = []

        func holds(_ combination: UInt64) -> Bool {
            inside.allSatisfy { combination & (1 << UInt64($0)) != 0 }
                && outside.allSatisfy { combination & (1 << UInt64($0)) == 0 }
        }
    }

    /// How many persons a cell can hold; nil where the figures contradict each other.
    func range(of cell: Cell) throws(Intractable) -> CountRange? {
        let objective = combinations.map { cell.holds($0) ? 1 : 0 }
        guard let numbers, case .at(let least) = try numbers.minimum(of: objective) else { return nil }
        let most = try numbers.maximum(of: objective)
        return if case .at(let value) = most { CountRange(agreed: least, atMost: value) } else {
            CountRange(agreed: least, atMost: nil)
        }
    }

    /// Whether filters and sums alone let somebody be in the cell.
    func isConceivable(_ cell: Cell) -> Bool { conceivable.contains(where: cell.holds) }

    /// Whether filters and sums alone make the two the same.
    func areSameByDefinition(_ one: Cell, _ other: Cell) -> Bool {
        conceivable.allSatisfy { one.holds($0) == other.holds($0) }
    }

    /// Whether both hold the same persons, by all that the claim says.
    func areSame(_ one: Cell, _ other: Cell) -> Bool {
        combinations.allSatisfy { one.holds($0) == other.holds($0) }
    }

    private static func combinations(_ population: Population, pairs stated: [(inner: Int, outer: Int)])
        throws(Intractable) -> [UInt64]
    {
        let parts = population.sums.flatMap { sum in sum.parts.map { (inner: $0, outer: sum.whole) } }
        let inclusions = population.filterInclusions + stated + parts
        let exclusions =
            population.filterExclusions
            + population.sums.flatMap { sum in
                sum.parts.flatMap { one in sum.parts.filter { one < $0 }.map { (one, $0) } }
            }
        var partial: [UInt64] = [0]
        for place in population.sets.indices {
            let bit = UInt64(1) << UInt64(place), below = bit << 1
            var next: [UInt64] = []
            for pattern in partial.flatMap({ [$0, $0 | bit] }) {
                let breaksInclusion = inclusions.contains { inner, outer in
                    1 << UInt64(inner) < below && 1 << UInt64(outer) < below
                        && pattern & (1 << UInt64(inner)) != 0 && pattern & (1 << UInt64(outer)) == 0
                }
                let breaksExclusion = exclusions.contains { one, other in
                    pattern & (1 << UInt64(one)) != 0 && pattern & (1 << UInt64(other)) != 0
                }
                if !breaksInclusion && !breaksExclusion { next.append(pattern) }
            }
            guard next.count <= 4 * combinationsMax else {
                throw Intractable(reason: "the figures have too many cells to look through")
            }
            partial = next
        }
        let whole = partial.filter { pattern in
            pattern != 0
                && population.sums.allSatisfy { sum in
                    pattern & (1 << UInt64(sum.whole)) == 0
                        || sum.parts.contains { pattern & (1 << UInt64($0)) != 0 }
                }
        }
        guard whole.count <= combinationsMax else {
            throw Intractable(reason: "the figures have \(whole.count) cells, more than are looked through")
        }
        return whole
    }
}
