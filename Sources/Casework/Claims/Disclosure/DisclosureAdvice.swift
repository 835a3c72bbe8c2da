/// What to leave out of a claim so that nothing in it identifies: the fewest statements, and what to say
/// instead.
public struct DisclosureAdvice: Sendable {
    /// The fewest statements without which no cell identifies; empty where leaving out does not help.
    public let leaveOut: [StatementID]
    /// Whether the search found the fewest for sure, or stopped at a set that suffices.
    public let isFewest: Bool
    /// What to do, in sentences.
    public let suggestions: [String]

    /// How many sets of statements are tried before the search stops at one that suffices.
    static let triesMax = 2_000

    init(_ claim: PublishedClaim, threshold: Int) {
        var search = DropSearch(claim, threshold: threshold)
        let found = search.smallest()
        leaveOut = found ?? []
        isFewest = found != nil && !search.stopped
        suggestions = DisclosureAdvice.suggestions(for: claim, without: found)
    }

    private static func suggestions(for claim: PublishedClaim, without dropped: [StatementID]?) -> [String] {
        guard let dropped else {
            return ["Publish no figure of this claim: no set of its statements is safe."]
        }
        var suggestions: [String] = []
        let figures = claim.selections
        let groups: [(words: String, members: Set<ValueFilter.Member>)] = [
            ("in both directions", [.from, .to]),
            ("for all causes together", [.circumstance, .configuration, .characterisation]),
            ("whatever their care was", [.careStatus]),
        ]
        var left = dropped
        for (words, members) in groups {
            let ids = left.filter { id in
                guard let filter = figures[id]?.filter, !filter.values.isEmpty else { return false }
                return filter.values.allSatisfy { members.contains($0.member) }
            }
            guard !ids.isEmpty else { continue }
            left.removeAll { ids.contains($0) }
            suggestions.append("Say \"\(words)\" instead of \(ids.list).")
        }
        if !left.isEmpty { suggestions.append("Leave out \(left.list), or say it of a larger group.") }
        if let window = dropped.lazy.compactMap({ figures[$0]?.window }).first(where: \.isShort) {
            suggestions.append(
                "Or count over a week or a month instead of \(window.lengthPhrase), with larger groups.")
        }
        return suggestions
    }
}

/// Looks for the fewest statements whose leaving out makes a claim safe. Totals are kept as long as that
/// helps: they say most and tell nobody apart.
private struct DropSearch {
    private let claim: PublishedClaim
    private let threshold: Int
    private var tries = 0
    private(set) var stopped = false

    init(_ claim: PublishedClaim, threshold: Int) {
        (self.claim, self.threshold) = (claim, threshold)
    }

    /// Nil where no set was found.
    mutating func smallest() -> [StatementID]? {
        // What is small in itself must go in any case.
        let small = claim.countedPersons.filter { $0.range.atMost.map { $0 < threshold } ?? false }.map(\.id)
        let totals = Set(claim.selections.filter { $0.value.filter.isEmpty }.keys)
        let others = candidates.filter { !small.contains($0) }
        return smallest(of: others.filter { !totals.contains($0) }, besides: small)
            ?? smallest(of: others, besides: small)
    }

    /// Relations first: leaving one out takes no number away.
    private var candidates: [StatementID] {
        let relations = claim.statements.filter { ["sum", "subset"].contains($0.kind) }
        let figures = claim.statements.filter { ["count", "exists"].contains($0.kind) }
        return (relations + figures).map(\.id)
    }

    private mutating func smallest(of candidates: [StatementID], besides forced: [StatementID])
        -> [StatementID]?
    {
        for size in 0...candidates.count {
            var found: [StatementID]?
            combinations(of: candidates, size) { chosen in
                tries += 1
                if tries > DisclosureAdvice.triesMax { stopped = true }
                if !stopped, isSafe(without: Set(forced + chosen)) { found = forced + chosen }
                return found == nil && !stopped
            }
            if let found { return claim.statements.map(\.id).filter(found.contains) }
            if stopped { break }
        }
        let all = Set(forced + candidates)
        return isSafe(without: all) ? claim.statements.map(\.id).filter(all.contains) : nil
    }

    private func isSafe(without dropped: Set<StatementID>) -> Bool {
        let rest = claim.without(dropped)
        return DisclosureCheck.populations(of: rest).allSatisfy { population in
            (try? CellSearch(population, threshold: threshold).identifies()) == false
        }
    }

    /// Hands on every choice of `size` elements in order, until it is told to stop.
    private func combinations(of all: [StatementID], _ size: Int, _ isGoingOn: ([StatementID]) -> Bool) {
        var places = Array(0..<size)
        while isGoingOn(places.map { all[$0] }) {
            guard let moving = places.indices.last(where: { places[$0] < all.count - size + $0 }) else {
                return
            }
            places[moving] += 1
            for later in places.indices where later > moving { places[later] = places[later - 1] + 1 }
        }
    }
}

extension PublishedClaim {
    /// The selections of counts and of statements that something took place, by statement.
    var selections: [StatementID: EventSelection] {
        var selections: [StatementID: EventSelection] = [:]
        for statement in statements {
            switch statement.form {
            case .count(let figure): selections[statement.id] = figure.selection
            case .exists(let selection): selections[statement.id] = selection
            default: break
            }
        }
        return selections
    }

    var countedPersons: [Population.CountedSet] {
        DisclosureCheck.populations(of: self).flatMap(\.sets).filter(\.selection.isAboutChildren)
    }

    /// The claim without some statements and what names them.
    func without(_ dropped: Set<StatementID>) -> PublishedClaim {
        PublishedClaim(
            speaker: speaker, uttered: uttered, published: published, country: country, countedBy: countedBy,
            medium: medium, language: language, definition: definition, window: window,
            statements: statements.filter {
                !dropped.contains($0.id) && dropped.isDisjoint(with: $0.form.named)
            })
    }
}

extension ClaimStatement.Form {
    /// The statements that a relation names.
    var named: [StatementID] {
        switch self {
        case .sum(let parts, let whole): parts.map(\.id) + [whole.id]
        case .order(let selections, _, _): selections.map(\.statement)
        case .duration(let first, let last, _, _): [first.statement] + (last.map { [$0.statement] } ?? [])
        case .subset(let inner, let outer): [inner.statement, outer.statement]
        case .parties(_, let selection): [selection.statement]
        case .count, .exists, .date, .attribution: []
        }
    }
}

extension [StatementID] {
    /// `C17 and C18`.
    var list: String {
        guard count > 1, let last else { return first?.description ?? "" }
        return dropLast().map(\.description).joined(separator: ", ") + " and \(last)"
    }
}
