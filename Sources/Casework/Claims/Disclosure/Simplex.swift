/// A sum of variables with whole coefficients, and what it must be. The variables are never negative.
struct LinearConstraint {
    let coefficients: [Int]
    let relation: Relation
    /// 0 or above.
    let bound: Int

    enum Relation { case equal, atLeast, atMost }
}

/// The points that linear constraints allow, in exact fractions: a tableau that stands at one of them.
///
/// The simplex method with Bland's rule, which cannot run in circles.
struct Simplex {
    /// One row for each constraint that is not redundant; the last column is the right side.
    private var rows: [[Fraction]] = []
    /// The variable that each row gives.
    private var basis: [Int] = []
    private let variableCount: Int
    private var columnCount: Int

    /// Nil where no point meets all constraints.
    init?(_ constraints: [LinearConstraint], variableCount: Int) throws(Intractable) {
        self.variableCount = variableCount
        let slackCount = constraints.count { $0.relation != .equal }
        let own = variableCount + slackCount
        columnCount = own + constraints.count
        var slack = variableCount
        for (place, constraint) in constraints.enumerated() {
            var row = constraint.coefficients.map { Fraction($0) }
            row += Array(repeating: .zero, count: slackCount + constraints.count)
            if constraint.relation != .equal {
                row[slack] = Fraction(constraint.relation == .atMost ? 1 : -1)
                slack += 1
            }
            row[own + place] = .one
            rows.append(row + [Fraction(constraint.bound)])
            basis.append(own + place)
        }
        // First phase: every constraint starts with a variable of its own, and these must come to nothing.
        let artificial = (0..<columnCount).map { Fraction($0 < own ? 0 : -1) }
        guard case .at(let value) = try climb(artificial), value == .zero else { return nil }
        try removeColumns(from: own)
    }

    /// How far a sum can go.
    enum Optimum {
        case unbounded
        case at(Fraction, point: [Fraction])
    }

    /// The greatest value of a sum of the variables.
    func maximum(of objective: [Int]) throws(Intractable) -> Optimum {
        var copy = self
        let costs = (0..<columnCount).map { Fraction($0 < variableCount ? objective[$0] : 0) }
        guard case .at(let value) = try copy.climb(costs) else { return .unbounded }
        var point = Array(repeating: Fraction.zero, count: variableCount)
        for (row, variable) in copy.basis.enumerated() where variable < variableCount {
            point[variable] = copy.rows[row][columnCount]
        }
        return .at(value, point: point)
    }

    private enum Top {
        case unbounded
        case at(Fraction)
    }

    private mutating func climb(_ costs: [Fraction]) throws(Intractable) -> Top {
        while let entering = try improvingColumn(costs) {
            guard let leaving = try tightestRow(entering) else { return .unbounded }
            try pivot(leaving, entering)
        }
        var value = Fraction.zero
        for (row, variable) in basis.enumerated() {
            value = try value + costs[variable] * rows[row][columnCount]
        }
        return .at(value)
    }

    private func improvingColumn(_ costs: [Fraction]) throws(Intractable) -> Int? {
        for column in 0..<columnCount where !basis.contains(column) {
            var gain = costs[column]
            for (row, variable) in basis.enumerated() where costs[variable] != .zero {
                gain = try gain - costs[variable] * rows[row][column]
            }
            if gain > .zero { return column }
        }
        return nil
    }

    private func tightestRow(_ column: Int) throws(Intractable) -> Int? {
        var best: (row: Int, ratio: Fraction)?
        for (row, cells) in rows.enumerated() where cells[column] > .zero {
            let ratio = try cells[columnCount] / cells[column]
            guard let known = best else {
                best = (row, ratio)
                continue
            }
            if ratio < known.ratio || (ratio == known.ratio && basis[row] < basis[known.row]) {
                best = (row, ratio)
            }
        }
        return best?.row
    }

    private mutating func pivot(_ leaving: Int, _ entering: Int) throws(Intractable) {
        let divisor = rows[leaving][entering]
        for column in rows[leaving].indices { rows[leaving][column] = try rows[leaving][column] / divisor }
        for row in rows.indices where row != leaving && rows[row][entering] != .zero {
            let factor = rows[row][entering]
            for column in rows[row].indices where rows[leaving][column] != .zero {
                rows[row][column] = try rows[row][column] - factor * rows[leaving][column]
            }
        }
        basis[leaving] = entering
    }

    /// Ends the first phase: its variables leave, and with them the constraints that said nothing new.
    private mutating func removeColumns(from own: Int) throws(Intractable) {
        for row in rows.indices.reversed() where basis[row] >= own {
            if let column = (0..<own).first(where: { rows[row][$0] != .zero }) {
                try pivot(row, column)
            } else {
                rows.remove(at: row)
                basis.remove(at: row)
            }
        }
        for row in rows.indices { rows[row].removeSubrange(own..<columnCount) }
        columnCount = own
    }
}
