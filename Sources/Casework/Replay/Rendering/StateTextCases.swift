internal import LedgerCrypto
internal import LedgerFormat

/// Cases with their counts, claims, and what parties say about statements.
extension StateText {
    mutating func addCases() {
        page.title("Cases", count: state.cases.count)
        if state.cases.isEmpty { return }
        let reunified = state.countsByDirection(where: \.isReunified)
        let ways = reunified.map {
            "\($0.count) \($0.direction.map(\.description) ?? "of unknown direction")"
        }
        let detail = ways.isEmpty ? "" : ": " + ways.joined(separator: ", ")
        page.add("\(state.reunifiedCount) reunified\(detail)")
        let irregular = state.irregularCount
        if irregular > 0 {
            page.add(
                "\(irregular) irregular: \(irregular == 1 ? "it runs" : "they run") against a rule of the casework, as said below"
            )
        }
        addCounts()
        for group in state.cases { add(group) }
    }

    /// States down, directions across.
    private mutating func addCounts() {
        let directions = state.countsByDirection().map(\.direction)
        let cells = Dictionary(
            state.cases.map { (Cell(state: $0.state, direction: $0.direction), 1) }, uniquingKeysWith: +)
        page.add(
            table: [["state"] + directions.map { $0?.description ?? "unknown" } + ["all"]]
                + state.countsByState.map { caseState, count in
                    [caseState.phrase]
                        + directions.map { "\(cells[Cell(state: caseState, direction: $0)] ?? 0)" } + [
                            "\(count)"
                        ]
                })
    }

    private struct Cell: Hashable {
        let state: CaseState
        let direction: Direction?
    }

    private mutating func add(_ group: CaseGroup) {
        let way =
            if let direction = group.direction {
                ", \(direction) \(names.list(group.journey))"
            } else if group.contradictoryDirections.isEmpty { "" } else {
                ", contradictory: "
                    + group.contradictoryDirections.map(\.description).joined(separator: " or ")
                    + " \(names.list(group.journey))"
            }
        let age = group.isAdult ? ", of age now \(names.list(group.majority))" : ""
        let further =
            group.furthest != group.state && (group.isReunified || group.state == .suspended)
            ? ", after \(group.furthest.phrase) \(names.list(group.furthestRestsOn))" : ""
        // Where nothing stands on which the state rests, the statements are named by which the case is known.
        let basis = group.restsOn.isEmpty ? group.members.map(\.first) : group.restsOn
        page.add(
            "\(group.state.phrase) \(names.list(basis))\(further)\(way)\(age)\(write(group.marks))")
        for member in group.members {
            let closing =
                member.closing.map { ", closed: \(member.closingReason?.words ?? "") \(names.list([$0]))" }
                ?? ""
            page.add("\(names[member.first])  \(member.subject)\(closing)", indent: 6)
        }
        for cause in group.causes {
            let law =
                ["none_stated", "sealed"].contains(cause.characterisation)
                ? "" : ", \(cause.characterisation.words)"
            page.add(
                "cause by \(cause.reference.party): \(cause.circumstance.words), \(cause.configuration.words)\(law) "
                    + "\(names.list([cause.reference]))\(write(cause.marks))", indent: 6)
        }
        if !group.missing.isEmpty {
            page.add(
                "not in the ledgers at hand: " + group.missing.map(\.phrase).joined(separator: "; "),
                indent: 6)
        }
        for irregularity in group.irregularities { page.add(sentence(irregularity), indent: 6) }
        if group.hasSeveralOfOneLedger {
            page.add(
                "one ledger names several of its own cases here: a link is wrong, or one child has two cases",
                indent: 6)
        }
    }

    private func sentence(_ irregularity: Irregularity) -> String {
        let against =
            irregularity.against.isEmpty ? "" : ", against " + names.list(irregularity.against)
        let known = irregularity.isAcknowledged ? "; stated all the same" : ""
        return "irregular: \(irregularity.sentence) \(names.list([irregularity.statement]))\(against)\(known)"
    }

    mutating func addClaims() {
        page.title("Claims", count: state.claims.count)
        for matter in state.claims {
            let claim = matter.principal.content
            line(matter, "\(claim.medium.words) claim of \(claim.speaker), counting \(claim.definition)")
            for statement in claim.statements { page.add(StateText.sentence(statement), indent: 6) }
        }
    }

    /// `C17: count from RU, to UA, n 7, op eq`.
    private static func sentence(_ statement: JSON) -> String {
        guard case .object(let members) = statement else { return "" }
        let rest = members.keys.sorted().filter { $0 != "id" && $0 != "kind" }
            .map { "\($0.words) \(flat(members[$0] ?? ""))" }
        return
            "\(flat(members["id"] ?? "")): \(([flat(members["kind"] ?? "")] + rest).joined(separator: ", "))"
    }

    private static func flat(_ value: JSON) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .boolean(let flag): flag ? "yes" : "no"
        case .array(let elements): elements.map(flat).joined(separator: " ")
        case .object(let members):
            "("
                + members.keys.sorted().map { "\($0.words) \(flat(members[$0] ?? ""))" }.joined(
                    separator: ", ") + ")"
        }
    }

    mutating func addAssurance() {
        page.title("Disputes", count: state.disputes.count)
        for dispute in state.disputes {
            let remedy = dispute.content.remedy.map { ", asking: \($0.words)" } ?? ""
            line(dispute, "\(dispute.content.ground.words)\(remedy); against \(targets(dispute, "disputes"))")
        }
        page.title("Attestations", count: state.attestations.count)
        for attestation in state.attestations {
            let content = attestation.content
            line(
                attestation,
                "\(content.capacity) to the \(content.scope.words) of \(targets(attestation, "corroborates"))"
            )
        }
        page.title("Corrections", count: state.corrections.count)
        for correction in state.corrections {
            let content = correction.content
            line(
                correction,
                "\(content.wrongMembers.words) wrong in \(targets(correction, "corrects")), \(content.ground.words)"
            )
        }
        page.title("Reaffirmations", count: state.reaffirmations.count)
        for stated in state.reaffirmations { line(stated, "stated again: \(targets(stated, "reaffirms"))") }
    }

    /// The events that a statement is about, by their ledgers and the first digits of their hashes.
    func targets<Content>(_ stated: Stated<Content>, _ rel: String) -> String {
        stated.refs.filter { $0.rel == rel }.map { target in
            state.places[target.event].map { names[$0] }
                ?? "\(names[target.ledger]) event \(LedgerNames.short(target.event))"
        }.joined(separator: ", ")
    }
}
