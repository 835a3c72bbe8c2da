internal import LedgerFormat

extension FigureEvaluation {
    /// Whether each of the parties stated each of the events itself.
    func parties(_ ids: [PartyID], of selection: EventSelection) -> StatementOutcome {
        let evidence = selector.evidence
        let facts = selector.select(selection, at: .asserted).sure
        guard !facts.isEmpty else {
            return StatementOutcome(.undetermined, "nothing is sure of \(selection.statement)")
        }
        let references = references(of: facts, selection)
        var unknown: [PartyID] = []
        var silent: [PartyID] = []
        for id in ids {
            guard case .signatory(let party)? = selector.party(id) else {
                unknown.append(id)
                continue
            }
            let hasStatedAll = facts.allSatisfy { number in
                evidence.facts[number].statements.contains {
                    $0.isSound && evidence.signatories.signatory(of: $0.reference.ledger) == party
                }
            }
            if !hasStatedAll { silent.append(id) }
        }
        if !silent.isEmpty {
            let names = silent.map(\.description).joined(separator: ", ")
            return StatementOutcome(
                selector.isComplete ? .fails : .undetermined, "not all of it is stated by \(names)",
                restsOn: references)
        }
        if !unknown.isEmpty {
            let names = unknown.map(\.description).joined(separator: ", ")
            return StatementOutcome(.undetermined, "the ledger of \(names) is not at hand", restsOn: references)
        }
        let weak = facts.count { selector.strength(of: evidence.facts[$0], at: level).containment != .inside }
        return weak == 0
            ? StatementOutcome(.holds, "each states all \(facts.count) itself", restsOn: references)
            : StatementOutcome(
                .undetermined, "\(weak) of \(facts.count) \(weak == 1 ? "is" : "are") not \(level.rawValue)",
                restsOn: references)
    }
}
