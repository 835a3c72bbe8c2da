internal import LedgerCrypto
internal import LedgerFormat

/// Puts the cases of all ledgers together, one group a child.
struct CaseGrouping {
    private let ledgers: LedgerSet
    private var linking: CaseLinking
    private let disputes: BlockingDisputes

    init(_ ledgers: LedgerSet, _ linking: CaseLinking) {
        self.ledgers = ledgers
        self.linking = linking
        disputes = BlockingDisputes(ledgers)
    }

    /// One line a child, in the order of the parties' references to it.
    mutating func groups() -> [CaseGroup] {
        let requestsTaken = requestsBehindCases()
        let kept = members().values.filter { $0.count > 1 || !requestsTaken.contains($0[0]) }
        let grouping = self
        let groups = kept.mapPiecesConcurrently(of: CaseGrouping.groupsPerPiece) { piece in
            piece.map { grouping.group($0.sorted()) }
        }
        let order = groups.indices.sorted { left, right in
            guard let one = groups[left].members.first, let other = groups[right].members.first else {
                return groups[left].members.isEmpty
            }
            return one.first < other.first
        }
        return order.map { groups[$0] }
    }

    /// Each group is made by itself, so all cores make some.
    private static let groupsPerPiece = 64

    /// The groups to which these cases belong, with their cases.
    mutating func groups(holding cases: Set<CaseKey>) -> [(group: CaseGroup, keys: [CaseKey])] {
        var members = members()
        let held = cases.sorted().compactMap { members.removeValue(forKey: linking.root(of: $0))?.sorted() }
        let grouping = self
        return held.mapPiecesConcurrently(of: CaseGrouping.groupsPerPiece) { piece in
            piece.map { (grouping.group($0), $0) }
        }
    }

    /// The cases of each group, by the one that stands for all.
    private mutating func members() -> [CaseKey: [CaseKey]] {
        var members: [CaseKey: [CaseKey]] = [:]
        for (number, (_, replay)) in ledgers.replays.enumerated() {
            for position in replay.cases.indices {
                let key = CaseKey(ledger: number, position: position)
                members[linking.root(of: key), default: []].append(key)
            }
        }
        return members
    }

    /// Requests that led to several children's cases: each of these cases speaks for itself.
    private func requestsBehindCases() -> Set<CaseKey> {
        var taken: Set<CaseKey> = []
        for (_, replay) in ledgers.replays {
            for link in replay.links {
                guard let target = linking.key(of: link.target.event), subject(of: target).kind == "request"
                else { continue }
                taken.insert(target)
            }
        }
        return taken
    }

    private func subject(of key: CaseKey) -> Subject {
        ledgers.cases[key.ledger].subject(of: key.position)
    }

    private func group(_ keys: [CaseKey]) -> CaseGroup {
        let placed = keys.enumerated().flatMap { place(member: $0, $1) }
        let steps = StandingSteps(placed, ends: linking.ends)
        let blocking = disputes.about(steps.steps, keys.map(subject(of:)))
        let open = blocking.filter(\.settlements.isEmpty).map(\.raised.reference)
        let progress = CaseProgress(steps, disputes: open)
        var marks = progress.marks
        let isDisputed =
            placed.contains { $0.marks.contains(.disputed) && !$0.marks.contains(.corrected) }
            || keys.contains { ledgers.standing.isDisputed(subject(of: $0)) }
        if isDisputed { marks.insert(.disputed) }
        let merged = Set(steps.all(.merged).map(\.member))
        let own = keys.enumerated().filter { subject(of: $1).kind == "case" && !merged.contains($0) }
        return CaseGroup(
            members: keys.enumerated().compactMap { member($0, $1, placed, steps) }, state: progress.state,
            furthest: progress.furthest, restsOn: progress.restsOn,
            furthestRestsOn: progress.furthestRestsOn, missing: progress.missing,
            direction: progress.direction, journey: progress.journey,
            contradictoryDirections: progress.contradictoryDirections,
            causes: placed.filter { $0.step == .causeAsserted }.compactMap(CaseGrouping.cause),
            reunifications: steps.all(.reunified).map(\.reference),
            majority: steps.all(.cameOfAge).map(\.reference),
            marks: marks, irregularities: irregularities(keys, steps, blocking),
            hasSeveralOfOneLedger: Set(own.map(\.element.ledger)).count < own.count)
    }

    private func irregularities(
        _ keys: [CaseKey], _ steps: StandingSteps, _ disputes: [BlockingDisputes.Dispute]
    ) -> [Irregularity] {
        GuardCheck(
            steps: StepsByKind(steps.steps), isRequest: keys.map { subject(of: $0).kind == "request" },
            disputes: disputes, parties: ledgers.parties, acknowledged: linking.acknowledged
        ).irregularities()
    }

    private func place(member: Int, _ key: CaseKey) -> [PlacedStep] {
        let (ledger, party) = (ledgers.fingerprints[key.ledger], ledgers.owners[key.ledger])
        let log = ledgers.cases[key.ledger]
        return log.steps(of: key.position).map { step in
            PlacedStep(
                recorded: step, member: member,
                reference: StatementReference(
                    ledger: ledger, index: Int(step.index), event: step.event, party: party),
                marks: ledgers.standing.marks(
                    step.event, in: ledger, at: Int(step.index), step.knowledge),
                giver: log.giver(of: step))
        }
    }

    private func member(
        _ number: Int, _ key: CaseKey, _ placed: [PlacedStep], _ steps: StandingSteps
    ) -> CaseGroup.Member? {
        guard let first = placed.first(where: { $0.member == number }) else { return nil }
        let closing = steps.all(.closed).first { $0.member == number }
        return CaseGroup.Member(
            subject: subject(of: key), first: first.reference, closing: closing?.reference,
            closingReason: closing.flatMap { CodeList.closureReason.code(numbered: $0.recorded.codes.0) })
    }

    private static func cause(_ placed: PlacedStep) -> CaseGroup.Cause? {
        let codes = placed.recorded.codes
        guard let circumstance = CodeList.circumstance.code(numbered: codes.0),
            let configuration = CodeList.configuration.code(numbered: codes.1),
            let characterisation = CodeList.characterisation.code(numbered: codes.2)
        else { return nil }
        return CaseGroup.Cause(
            reference: placed.reference, circumstance: circumstance, configuration: configuration,
            characterisation: characterisation, marks: placed.marks)
    }
}
