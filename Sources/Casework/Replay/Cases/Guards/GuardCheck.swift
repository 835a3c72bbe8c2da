internal import LedgerCrypto
internal import LedgerFormat

/// Holds the steps of one child's cases against ``CaseTransition/table``.
struct GuardCheck {
    let steps: StepsByKind
    /// Of the group's cases, which are requests alone.
    let isRequest: [Bool]
    let disputes: [BlockingDisputes.Dispute]
    let parties: LedgerParties
    /// The handovers that acceptances acknowledge.
    let acknowledged: [SHA256Digest: Set<SHA256Digest>]

    /// What a condition answers where it does not hold.
    struct Failure {
        var missing: [MissingStep] = []
        var against: [PlacedStep] = []
        /// Statements that are not steps: disputes.
        var disputes: [StatementReference] = []
    }

    func isSameParty(_ one: StatementReference, _ other: StatementReference) -> Bool {
        parties.isSame(one, other)
    }

    /// Everything that runs against a guard, each once, by statement and code.
    func irregularities() -> [Irregularity] {
        var found: Set<Irregularity> = []
        for guarded in CaseTransition.guarded where steps.has(guarded.kind) {
            for step in steps.all(guarded.kind) where isWithin(guarded.course, step) {
                check(guarded.guards, step, &found)
            }
        }
        for kind in CaseTransition.advancing where steps.has(kind) {
            for step in steps.all(kind) { check(CaseTransition.everywhere, step, &found) }
        }
        for step in steps.steps where step.step != .planned {
            check(CaseTransition.always, step, &found)
        }
        return found.isEmpty ? [] : found.sorted()
    }

    private func check(_ guards: [CaseGuard], _ step: PlacedStep, _ found: inout Set<Irregularity>) {
        for one in guards {
            guard let failure = failure(of: one.condition, at: step) else { continue }
            found.insert(
                Irregularity(
                    code: one.code, statement: step.reference, missing: failure.missing,
                    against: (failure.against.map(\.reference) + failure.disputes).sorted(),
                    isAcknowledged: ([step] + failure.against).contains { $0.recorded.acknowledges(one.code) }))
        }
    }

    private func isWithin(_ course: CaseTransition.Course, _ step: PlacedStep) -> Bool {
        switch course {
        case .any: true
        case .childCase: !isRequest[step.member]
        case .journey: hasJourney(before: step)
        case .onTheSpot: !hasJourney(before: step)
        case .endOfWork: endsWork(step)
        }
    }

    private func hasJourney(before step: PlacedStep) -> Bool {
        [.planned, .released, .takenOver, .received, .crossed].contains { first($0, before: step) != nil }
    }

    private func endsWork(_ step: PlacedStep) -> Bool {
        switch CodeList.closureReason.code(numbered: step.recorded.codes.0) {
        case "reunified_and_followed_up": true
        // The child's matter goes on in another case, or with another agency.
        case "duplicate", "transferred": false
        default:
            [.received, .reunified].contains { kind in
                first(kind, before: step) { isSameParty($0.reference, step.reference) } != nil
            }
        }
    }

    // MARK: What stood at the moment of a step

    /// A step of the kind that is not certainly later, and was not certainly undone before.
    func first(
        _ kind: CaseStep, before step: PlacedStep, where holds: (PlacedStep) -> Bool = { _ in true }
    ) -> PlacedStep? {
        steps.compared(kind).first {
            !$0.isLater(than: step) && holds($0) && !isUndone($0, before: step)
        }
    }

    /// A step of the kind that certainly came before; what a doubtful key said restrains nobody.
    func certain(
        _ kind: CaseStep, before step: PlacedStep, where holds: (PlacedStep) -> Bool = { _ in true }
    ) -> PlacedStep? {
        steps.compared(kind).first {
            step.isLater(than: $0) && !$0.marks.contains(.disowned) && holds($0)
        }
    }

    private func isUndone(_ undone: PlacedStep, before step: PlacedStep) -> Bool {
        if steps.isShortened(undone.step) { return false }
        return Undoing.undoersOf[Int(undone.step.rawValue)].contains { kind in
            certain(kind, before: step) {
                $0.isLater(than: undone) && Undoing.concerns($0, undone)
            } != nil
        }
    }
}
