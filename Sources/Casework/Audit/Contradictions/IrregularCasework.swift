/// Casework that runs against the guards of a case, as the state reports it: the one place where an
/// irregularity becomes a finding.
struct IrregularCasework {
    /// What another rule finds for statements of every type, and not for casework alone.
    private static let foundElsewhere: Set<IrregularityCode> = [.recordedBeforeItHappened]

    /// One for each irregularity.
    static let codes: [AuditFindingCode] = IrregularityCode.allCases.filter {
        !foundElsewhere.contains($0)
    }.map(code)

    private static func code(_ irregularity: IrregularityCode) -> AuditFindingCode {
        AuditFindingCode(
            irregularity.rawValue.split(separator: "_").joined(separator: "-"), .irregularity,
            "A child's case: \(irregularity.label).", then: advice(irregularity))
    }

    private static func advice(_ irregularity: IrregularityCode) -> String {
        switch irregularity {
        case .releasedDespiteDispute, .reunifiedDespiteDispute:
            "Find out how the child is, and settle the dispute before anything else goes on."
        case .custodyClaimedTwice:
            "Find out with whom the child is; whoever no longer has the child states the handover."
        default:
            "Ask the author for the missing step or for the reason; what is true stays, and stays irregular."
        }
    }

    private(set) var found: [AuditFinding] = []
    /// What rests on the absence of a step that a file which is not at hand may hold.
    private(set) var undetermined: [AuditFinding] = []

    init(_ web: StatementWeb) {
        var (certain, open): ([Kind: Cases], [Kind: Cases]) = ([:], [:])
        for (person, group) in web.evidence.state.cases.enumerated() where !group.irregularities.isEmpty {
            let lacksStatements = IrregularCasework.lacksStatements(group, person, web)
            for irregularity in group.irregularities {
                guard !IrregularCasework.foundElsewhere.contains(irregularity.code) else { continue }
                let kind = Kind(irregularity, web)
                if !irregularity.missing.isEmpty && lacksStatements {
                    open[kind, default: Cases()].add(irregularity, person)
                } else {
                    certain[kind, default: Cases()].add(irregularity, person)
                }
            }
        }
        found = certain.map { $0.finding($1) }
        undetermined = open.map { $0.finding($1) }
    }

    /// Whether statements about the child refer to one that is not at hand, or a ledger that has a case of
    /// the child withholds entries or holds some that nobody can read.
    private static func lacksStatements(_ group: CaseGroup, _ person: Int, _ web: StatementWeb) -> Bool {
        let ledgers = Set(group.members.map(\.first.ledger))
        let isIncomplete = web.evidence.gaps.contains { gap in
            switch gap {
            case .ledgerNotAtHand: false
            case .withheld(let ledger, _), .unreadable(let ledger, _): ledgers.contains(ledger)
            }
        }
        return isIncomplete
            || web.facts(about: person).contains { fact in
                fact.statements.contains { statement in
                    statement.refs.contains {
                        $0.event != $0.ledger && web.evidence.statement($0.event) == nil
                    }
                }
            }
    }

    /// Irregularities that read alike: they make one finding, however many children there are.
    private struct Kind: Hashable {
        let code: IrregularityCode
        let parties: String
        let missing: [String]
        let isAcknowledged: Bool

        init(_ irregularity: Irregularity, _ web: StatementWeb) {
            code = irregularity.code
            parties = web.names(of: [irregularity.statement] + irregularity.against)
            missing = Set(irregularity.missing.map(\.phrase)).sorted()
            isAcknowledged = irregularity.isAcknowledged
        }

        func finding(_ cases: Cases) -> AuditFinding {
            let children = cases.persons.count == 1 ? "one child" : "\(cases.persons.count) children"
            let lacking =
                missing.isEmpty ? "" : "; no statement at hand says: \(missing.joined(separator: ", "))"
            let known = isAcknowledged ? "; the author says itself that it is irregular" : ""
            return AuditFinding(
                IrregularCasework.code(code), restsOn: cases.statements, persons: cases.persons.count,
                "\(children), as \(parties) states: \(code.label)\(lacking)\(known)")
        }
    }

    private struct Cases {
        var persons: Set<Int> = []
        var statements: [StatementReference] = []

        mutating func add(_ irregularity: Irregularity, _ person: Int) {
            persons.insert(person)
            statements.append(irregularity.statement)
            statements += irregularity.against
        }
    }
}
