internal import LedgerFormat

/// What follows from the published figures alone, without any ledger: sums, subsets, the day of the week, and
/// whether all figures can be true together.
public struct ClaimArithmetic: Sendable {
    /// One relation between figures, and whether it holds.
    public struct Result: Sendable {
        /// The statement that says the relation; nil for the figures as a whole.
        public let statement: StatementID?
        public let verdict: ClaimVerdict
        /// The sum as people write it, `7 + 1 = 8`, or a sentence.
        public let sentence: String
    }

    /// In the order of the statements, what is said of all figures last.
    public let results: [Result]

    public var fails: Bool { results.contains { $0.verdict == .fails } }

    /// The result for one statement; nil where it says nothing that can be reckoned.
    public subscript(_ statement: StatementID) -> Result? { results.first { $0.statement == statement } }

    public init(_ claim: PublishedClaim) {
        let figures = claim.figures
        var results = claim.statements.compactMap { statement -> Result? in
            switch statement.form {
            case .sum(let parts, let whole):
                ClaimArithmetic.sum(statement.id, parts, whole, claim)
            case .subset(let inner, let outer):
                ClaimArithmetic.subset(statement.id, figures[inner.statement], figures[outer.statement])
            case .date(let day, let weekday):
                weekday.map { ClaimArithmetic.date(statement.id, day.description, $0, .init(of: day.earliest)) }
            default: nil
            }
        }
        // A contradiction of single relations is named by itself; only one of all figures together is news.
        if !results.contains(where: { $0.verdict == .fails }), let together = ClaimArithmetic.together(claim) {
            results.append(together)
        }
        self.results = results
    }

    private static func sum(_ id: StatementID, _ parts: [Figure], _ whole: Figure, _ claim: PublishedClaim)
        -> Result
    {
        let terms = parts.map(\.phrase).joined(separator: " + ")
        var ranges = CountRange(agreed: 0, atMost: 0)
        for part in parts { ranges = ranges + part.range }
        if let (one, other) = claim.overlap(among: parts) {
            return Result(
                statement: id, verdict: .fails,
                sentence: "\(terms) counts some twice: \(one) is among \(other), as the claim itself says")
        }
        if let sum = ranges.exact, let number = whole.range.exact {
            return Result(
                statement: id, verdict: sum == number ? .holds : .fails,
                sentence: sum == number
                    ? "\(terms) = \(number)" : "\(terms) is \(sum), and not \(number)")
        }
        return Result(
            statement: id, verdict: ranges.overlaps(whole.range) ? .undetermined : .fails,
            sentence: ranges.overlaps(whole.range)
                ? "\(terms) can be \(whole.phrase)" : "\(terms) cannot be \(whole.phrase)")
    }

    private static func subset(_ id: StatementID, _ inner: Figure?, _ outer: Figure?) -> Result? {
        guard let inner, let outer else { return nil }
        let verdict: ClaimVerdict
        if let least = outer.range.atMost, inner.range.agreed > least {
            verdict = .fails
        } else if let most = inner.range.atMost, most <= outer.range.agreed {
            verdict = .holds
        } else {
            verdict = .undetermined
        }
        let words =
            switch verdict {
            case .holds: "can be among"
            case .fails: "cannot be among"
            default: "may be among"
            }
        return Result(statement: id, verdict: verdict, sentence: "\(inner.phrase) \(words) \(outer.phrase)")
    }

    private static func date(
        _ id: StatementID, _ day: String, _ said: ClaimStatement.Weekday, _ found: ClaimStatement.Weekday
    ) -> Result {
        Result(
            statement: id, verdict: said == found ? .holds : .fails,
            sentence: said == found
                ? "\(day) is a \(found.name)"
                : "\(day) is a \(found.name), and no \(said.name)")
    }

    private static func together(_ claim: PublishedClaim) -> Result? {
        for population in Population.all(of: claim) {
            guard let system = try? CellSystem(population), (try? system.isSolvable()) == false else {
                continue
            }
            let ids = population.sets.map(\.id.description).joined(separator: ", ")
            return Result(
                statement: nil, verdict: .fails, sentence: "The figures \(ids) cannot all be true together")
        }
        return nil
    }
}

/// What a check of a statement concludes.
public enum ClaimVerdict: String, CaseIterable, Sendable {
    case holds, fails, undetermined
    case notCheckable = "not_checkable"
}

extension PublishedClaim {
    /// The figures of the claim, by statement.
    var figures: [StatementID: Figure] {
        var figures: [StatementID: Figure] = [:]
        for case .count(let figure) in statements.map(\.form) { figures[figure.id] = figure }
        return figures
    }

    /// Two parts of a sum of which the claim says elsewhere that one is among the other.
    func overlap(among parts: [Figure]) -> (StatementID, StatementID)? {
        let ids = Set(parts.map(\.id))
        for case .subset(let inner, let outer) in statements.map(\.form)
        where ids.contains(inner.statement) && ids.contains(outer.statement)
            && parts.contains(where: { $0.id == inner.statement && $0.range.agreed > 0 })
        {
            return (inner.statement, outer.statement)
        }
        return nil
    }
}

extension Figure {
    /// `8`, `at least 3`.
    var phrase: String {
        switch comparison {
        case .eq: "\(number)"
        case .ge: "at least \(number)"
        case .le: "at most \(number)"
        }
    }
}

extension CountRange {
    static func + (left: CountRange, right: CountRange) -> CountRange {
        CountRange(
            agreed: left.agreed + right.agreed,
            atMost: left.atMost.flatMap { one in right.atMost.map { one + $0 } })
    }
}
