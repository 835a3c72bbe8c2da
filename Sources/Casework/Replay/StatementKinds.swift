internal import LedgerFormat

/// What becomes of the events of each type in a replay: steps of a case, or statements of their own.
final class StatementKinds: Sendable {
    enum Kind: Sendable {
        /// Rules of ``StepTable``.
        case steps(Range<Int>)
        /// A place in ``StatementKinds/takers``.
        case statement(Int)
    }

    let takers: [LedgerStatements.Taker]
    private let table: TypeTable
    private let kinds: [Kind]

    static let shared = StatementKinds()

    private init() {
        let (steps, statements) = (StepTable.shared.rulesByType, LedgerStatements.takers)
        let table = TypeTable(wireNames: Array(Set(steps.keys).union(statements.keys)))
        var takers: [LedgerStatements.Taker] = []
        kinds = table.wireNames.map { name in
            if let rules = steps[name] { return .steps(rules) }
            takers += statements[name].map { [$0] } ?? []
            return .statement(takers.count - 1)
        }
        self.takers = takers
        self.table = table
    }

    /// Nil for a type that is not known.
    func kind(of event: Event) -> Kind? { table.position(of: event).map { kinds[$0] } }
}
