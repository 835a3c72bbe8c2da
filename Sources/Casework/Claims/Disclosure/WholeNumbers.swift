/// The least and the greatest whole number that a sum can be under linear constraints: branch and bound over
/// exact simplex steps.
struct WholeNumbers {
    private let constraints: [LinearConstraint]
    private let variableCount: Int
    private let relaxed: Simplex

    /// How many subproblems are looked at before it is said that a question is too large.
    static let subproblemsMax = 500

    /// Nil where no point meets all constraints, whole or not.
    init?(_ constraints: [LinearConstraint], variableCount: Int) throws(Intractable) {
        guard let relaxed = try Simplex(constraints, variableCount: variableCount) else { return nil }
        (self.constraints, self.variableCount, self.relaxed) = (constraints, variableCount, relaxed)
    }

    enum Extreme: Equatable {
        case infeasible, unbounded
        case at(Int)
    }

    func maximum(of objective: [Int]) throws(Intractable) -> Extreme {
        var search = Search(objective: objective, variableCount: variableCount)
        try search.look(at: relaxed, constraints)
        return search.best
    }

    func minimum(of objective: [Int]) throws(Intractable) -> Extreme {
        let extreme = try maximum(of: objective.map { -$0 })
        return if case .at(let value) = extreme { .at(-value) } else { extreme }
    }

    private struct Search {
        let objective: [Int]
        let variableCount: Int
        var best = Extreme.infeasible
        var looked = 0

        mutating func look(at simplex: Simplex, _ constraints: [LinearConstraint]) throws(Intractable) {
            looked += 1
            guard looked <= WholeNumbers.subproblemsMax else {
                throw Intractable(reason: "the figures leave too many possibilities")
            }
            guard case .at(let value, let point) = try simplex.maximum(of: objective) else {
                best = .unbounded
                return
            }
            if case .at(let known) = best, value.floor <= known { return }
            guard let split = point.firstIndex(where: { !$0.isWhole }) else {
                best = .at(value.floor)
                return
            }
            let below = point[split].floor
            for (relation, bound) in [(LinearConstraint.Relation.atMost, below), (.atLeast, below + 1)]
            where best != .unbounded {
                let branch = LinearConstraint(
                    coefficients: (0..<variableCount).map { $0 == split ? 1 : 0 }, relation: relation,
                    bound: bound)
                let narrowed = constraints + [branch]
                if let next = try Simplex(narrowed, variableCount: variableCount) {
                    try look(at: next, narrowed)
                }
            }
        }
    }
}
