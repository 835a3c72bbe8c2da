internal import LedgerCrypto

/// A step of one of a group's cases, with what is said about the statement.
struct PlacedStep: Sendable {
    let recorded: RecordedStep
    /// Which of the group's cases.
    let member: Int
    let reference: StatementReference
    let marks: Marks

    var step: CaseStep { recorded.step }

    /// Whether it certainly came after the other: by when the two happened, and where that leaves it open by
    /// their order in one ledger.
    func isLater(than other: PlacedStep) -> Bool {
        if recorded.time.earliest > other.recorded.time.latest { return true }
        if recorded.time.latest < other.recorded.time.earliest { return false }
        return reference.ledger == other.reference.ledger && recorded.index > other.recorded.index
    }
}

/// The steps of one child's case that stand: neither taken back by their author nor undone by a later step.
struct StandingSteps: Sendable {
    /// Everything that was not taken back, whether or not it was undone.
    private let steps: [PlacedStep]
    /// What is left where each step that undoes another has done so.
    private let standing: [PlacedStep]

    /// - Parameter ends: the events that a rejection of a match names, by the rejection.
    init(_ placed: [PlacedStep], ends: [SHA256Digest: Set<SHA256Digest>]) {
        let steps = placed.filter { !$0.marks.contains(.corrected) }
        var standing = steps
        for (undoing, undone) in CaseStepRule.undoing {
            for undoer in steps where undoer.step == undoing && !undoer.marks.contains(.disowned) {
                standing.removeAll { step in
                    undone.contains(step.step) && StandingSteps.concerns(undoer, step, ends)
                        && !step.isLater(than: undoer)
                }
            }
        }
        self.steps = steps
        self.standing = standing.sorted(by: StandingSteps.isSounder)
    }

    /// Whether two steps, one of which undoes the other, speak of the same thing.
    private static func concerns(
        _ undoer: PlacedStep, _ step: PlacedStep, _ ends: [SHA256Digest: Set<SHA256Digest>]
    ) -> Bool {
        switch undoer.step {
        case .consentRefused, .consentWithdrawn: return undoer.recorded.codes.0 == step.recorded.codes.0
        case .clearanceRefused:
            return undoer.recorded.country == step.recorded.country
                && undoer.recorded.codes.0 == step.recorded.codes.0
        case .reopened: return undoer.member == step.member
        case .matchRejected:
            // A rejection that names no match rejects what its case had before.
            if let named = ends[undoer.reference.event] { return named.contains(step.reference.event) }
            return undoer.member == step.member
        default: return true
        }
    }

    /// The standing steps of a kind, the soundest first.
    func all(_ step: CaseStep) -> [PlacedStep] {
        standing.filter { $0.step == step }
    }

    /// The soundest standing step of a kind.
    func first(_ step: CaseStep) -> PlacedStep? { standing.first { $0.step == step } }

    private static func isSounder(_ left: PlacedStep, _ right: PlacedStep) -> Bool {
        let weak: Marks = [.disputed, .disowned]
        let (leftIsWeak, rightIsWeak) = (
            !left.marks.isDisjoint(with: weak), !right.marks.isDisjoint(with: weak)
        )
        if leftIsWeak != rightIsWeak { return rightIsWeak }
        if left.recorded.knowledge != right.recorded.knowledge {
            return left.recorded.knowledge < right.recorded.knowledge
        }
        return left.reference < right.reference
    }

    func has(_ step: CaseStep) -> Bool { standing.contains { $0.step == step } }

    /// The steps of a kind that undo others, and after which nothing of what they undo certainly came.
    func unanswered(_ step: CaseStep) -> [PlacedStep] {
        let undone = CaseStepRule.undoing.first { $0.undoes == step }?.what ?? []
        return all(step).filter { undoer in
            !steps.contains {
                undone.contains($0.step) && StandingSteps.concerns(undoer, $0, [:])
                    && $0.isLater(than: undoer)
            }
        }
    }
}
