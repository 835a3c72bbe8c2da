/// Whether the figures of a claim point to single children: every cell that the figures imply, said or not,
/// those that identify, and what to leave out (`claims lint`).
///
/// A figure identifies where a cell holds fewer than the threshold, where it holds nobody, or where it holds
/// everybody of a larger group: then one word about the group is one about each child in it.
public struct DisclosureCheck: Sendable {
    /// What makes a cell identify.
    public enum Danger: Hashable, Sendable {
        /// Fewer than the threshold, but somebody, or perhaps nobody.
        case small
        /// Nobody: so everybody else of the group is elsewhere.
        case empty
        /// Everybody that this statement counts.
        case everybody(of: StatementID)
    }

    /// Persons told apart by what the claim says of them.
    public struct Cell: Sendable {
        /// The statements whose persons they are, all at once.
        public let inside: [StatementID]
        /// The statements whose persons they are not.
        public let outside: [StatementID]
        /// How many there can be.
        public let range: CountRange
        /// Whether the claim gives the number itself; the others follow from it.
        public let isStated: Bool
        public let dangers: [Danger]
        /// In plain words.
        let phrase: String

        /// Whether the number follows exactly from figures and was never said.
        public var isImplied: Bool { !isStated && range.exact != nil }
    }

    /// The claim.
    let claim: PublishedClaim
    /// A cell that holds fewer identifies.
    public let threshold: Int
    /// Every cell that is stated, implied or small, in the order of the claim.
    public let cells: [Cell]
    /// Figures that could not be looked through, each with the reason in a sentence.
    public let notSolved: [String]
    /// What to leave out or widen; nil where nothing identifies, or nothing can be said about it.
    public let advice: DisclosureAdvice?

    /// Whether a child can be told from the figures, or that could not be excluded.
    public var identifies: Bool { !notSolved.isEmpty || cells.contains { !$0.dangers.isEmpty } }

    /// The threshold where none is given.
    public static let customaryThreshold = 5

    /// - Parameter threshold: 2 or more; the lowest number of persons that may be told apart.
    public init(_ claim: PublishedClaim, threshold: Int = DisclosureCheck.customaryThreshold) {
        self.claim = claim
        self.threshold = threshold
        var cells: [Cell] = []
        var notSolved: [String] = []
        for population in DisclosureCheck.populations(of: claim) {
            do {
                cells += try CellSearch(population, threshold: threshold).cells()
            } catch {
                let ids = population.sets.map(\.id.description).joined(separator: ", ")
                notSolved.append("\(ids) were not looked through: \(error.reason).")
            }
        }
        self.cells = cells
        self.notSolved = notSolved
        let isInDanger = cells.contains { !$0.dangers.isEmpty }
        advice = isInDanger && notSolved.isEmpty ? DisclosureAdvice(claim, threshold: threshold) : nil
    }

    /// The populations that are children, whatever is counted.
    static func populations(of claim: PublishedClaim) -> [Population] {
        Population.all(of: claim, tiedBy: .likely).filter {
            $0.sets.contains(where: \.selection.isAboutChildren)
        }
    }
}

/// Looks through the cells of one population.
struct CellSearch {
    private let population: Population
    private let threshold: Int
    private let system: CellSystem

    /// The most cells of one population that are solved.
    static let cellsMax = 512

    init(_ population: Population, threshold: Int) throws(Intractable) {
        (self.population, self.threshold) = (population, threshold)
        system = try CellSystem(population)
    }

    /// Whether any cell identifies; looks no further than the first.
    func identifies() throws(Intractable) -> Bool {
        for candidate in try candidates() {
            if let cell = try solved(candidate), !cell.dangers.isEmpty { return true }
        }
        return false
    }

    func cells() throws(Intractable) -> [DisclosureCheck.Cell] {
        guard try system.isSolvable() else {
            throw Intractable(reason: "they contradict each other, so nothing follows from them")
        }
        var cells: [DisclosureCheck.Cell] = []
        for candidate in try candidates() {
            guard let cell = try solved(candidate) else { continue }
            let tellsApart = cell.range.atMost != 0 || candidate.places.contains(where: hasFilter)
            if cell.isStated || !cell.dangers.isEmpty || (cell.isImplied && tellsApart) { cells.append(cell) }
        }
        return cells
    }

    // MARK: Which cells there are

    /// Each figure; each crossing of figures of different kinds; each rest of one without another.
    private func candidates() throws(Intractable) -> [CellSystem.Cell] {
        let stated = population.sets.indices.map { CellSystem.Cell(inside: [$0]) }
        var crossings: [CellSystem.Cell] = []
        var partial: [[Int]] = [[]]
        for classifier in classifiers {
            partial += partial.flatMap { chosen in classifier.map { chosen + [$0] } }
            guard partial.count <= CellSearch.cellsMax else {
                throw Intractable(reason: "the figures have more than \(CellSearch.cellsMax) cells")
            }
        }
        crossings = partial.filter { $0.count > 1 }.map { CellSystem.Cell(inside: $0.sorted()) }
            .filter { cell in
                system.isConceivable(cell) && !stated.contains { system.areSameByDefinition($0, cell) }
            }
        var known = stated + crossings
        for rest in rests {
            guard system.isConceivable(rest), !known.contains(where: { system.areSame($0, rest) })
            else { continue }
            known.append(rest)
        }
        return known
    }

    /// Groups of figures that rule each other out: the parts of a sum, or one figure that is a part of none.
    private var classifiers: [[Int]] {
        let sums = population.sums.map(\.parts)
        let parts = Set(sums.flatMap { $0 })
        let alone = population.sets.indices.filter { !parts.contains($0) && hasFilter($0) }
        return sums + groupedApart(alone)
    }

    /// Sets that all rule each other out together, each in the first group that it fits.
    private func groupedApart(_ places: [Int]) -> [[Int]] {
        var groups: [[Int]] = []
        for place in places {
            if let fitting = groups.firstIndex(where: { $0.allSatisfy { areApart($0, place) } }) {
                groups[fitting].append(place)
            } else {
                groups.append([place])
            }
        }
        return groups
    }

    private func areApart(_ one: Int, _ other: Int) -> Bool {
        population.filterExclusions.contains { $0 == (one, other) || $0 == (other, one) }
    }

    /// What is left of a set without one that it includes, and without all of several that it includes and
    /// that share nothing.
    private var rests: [CellSystem.Cell] {
        let inclusions = closestInclusions
        let single = inclusions.map { CellSystem.Cell(inside: [$0.outer], outside: [$0.inner]) }
        let joint = Set(inclusions.map(\.outer)).sorted().flatMap { outer in
            groupedApart(inclusions.filter { $0.outer == outer }.map(\.inner)).filter { $0.count > 1 }
                .map { CellSystem.Cell(inside: [outer], outside: $0.sorted()) }
        }
        return single + joint
    }

    /// Inclusions without another set between: what is left out of a larger one follows from these.
    private var closestInclusions: [(inner: Int, outer: Int)] {
        let all =
            population.filterInclusions + population.statedInclusions
            + population.sums.flatMap { sum in sum.parts.map { (inner: $0, outer: sum.whole) } }
        let holds = { (inner: Int, outer: Int) in all.contains { $0.inner == inner && $0.outer == outer } }
        return all.filter { inner, outer in
            !population.sets.indices.contains { between in
                holds(inner, between) && holds(between, outer) && !holds(outer, between)
                    && !holds(between, inner)
            }
        }
    }

    private func hasFilter(_ place: Int) -> Bool { !population.sets[place].selection.filter.isEmpty }

    // MARK: What is in them

    private func solved(_ cell: CellSystem.Cell) throws(Intractable) -> DisclosureCheck.Cell? {
        let isStated = cell.inside.count == 1 && cell.outside.isEmpty
        let stated = isStated ? population.sets[cell.inside[0]].range : nil
        let given = stated.flatMap { $0.exact == nil ? nil : $0 }
        guard let range = given == nil ? try system.range(of: cell) : given else { return nil }
        return DisclosureCheck.Cell(
            inside: cell.inside.map { population.sets[$0].id },
            outside: cell.outside.map { population.sets[$0].id }, range: range, isStated: isStated,
            dangers: try dangers(of: cell, range, isStated: isStated), phrase: phrase(of: cell))
    }

    private func dangers(of cell: CellSystem.Cell, _ range: CountRange, isStated: Bool) throws(Intractable)
        -> [DisclosureCheck.Danger]
    {
        var dangers: [DisclosureCheck.Danger] = []
        if range.atMost == 0 {
            // That two counts of everybody are one tells nobody apart.
            if cell.places.contains(where: hasFilter) { dangers.append(.empty) }
        } else if let most = range.atMost, most < threshold {
            dangers.append(.small)
        }
        if !isStated, let exact = range.exact, exact > 0 {
            for row in cell.inside {
                let whole = CellSystem.Cell(inside: [row])
                if !system.areSameByDefinition(whole, cell), try system.range(of: whole)?.exact == exact {
                    dangers.append(.everybody(of: population.sets[row].id))
                }
            }
        }
        return dangers
    }

    private func phrase(of cell: CellSystem.Cell) -> String {
        let inside = cell.inside.map { population.sets[$0].selection.filter.phrase }.filter { !$0.isEmpty }
        let outside = cell.outside.map { population.sets[$0].selection.filter.phrase }.filter { !$0.isEmpty }
        let words = inside + outside.map { "not \($0)" }
        return words.isEmpty ? "all" : words.joined(separator: "; ")
    }
}
