internal import LedgerCrypto

/// The steps of one child's case that stand: neither taken back by their author nor undone by a later step.
struct StandingSteps: Sendable {
    /// Everything that was not taken back, whether or not it was undone.
    let steps: [PlacedStep]
    /// What is left where each step that undoes another has done so: kind by kind, the soundest first, and
    /// where each kind begins.
    private let standing: [PlacedStep]
    private let starts: [Int32]
    private let undoing: Undoing

    /// - Parameter ends: the events that a rejection of a match names, by the rejection.
    init(_ placed: [PlacedStep], ends: [SHA256Digest: Set<SHA256Digest>]) {
        let steps = placed.filter { !$0.marks.contains(.corrected) }
        let undoing = Undoing(steps, ends: ends)
        self.steps = steps
        self.undoing = undoing
        let left = undoing.isEmpty ? steps : steps.filter { !undoing.undoes($0) }
        standing = left.sorted {
            $0.step == $1.step ? PlacedStep.isSounder($0, $1) : $0.step.rawValue < $1.step.rawValue
        }
        var starts = [Int32](repeating: 0, count: CaseStep.allCases.count + 1)
        for step in left { starts[Int(step.step.rawValue) + 1] += 1 }
        for kind in 1..<starts.count { starts[kind] += starts[kind - 1] }
        self.starts = starts
    }

    /// The standing steps of a kind, the soundest first.
    func all(_ step: CaseStep) -> ArraySlice<PlacedStep> {
        standing[Int(starts[Int(step.rawValue)])..<Int(starts[Int(step.rawValue) + 1])]
    }

    /// The soundest standing step of a kind.
    func first(_ step: CaseStep) -> PlacedStep? {
        has(step) ? standing[Int(starts[Int(step.rawValue)])] : nil
    }

    func has(_ step: CaseStep) -> Bool { starts[Int(step.rawValue)] < starts[Int(step.rawValue) + 1] }

    /// The soundest step of a kind that undoes others, after which nothing of what it undoes certainly came.
    func unanswered(_ step: CaseStep) -> PlacedStep? { all(step).first { !undoing.isAnswered($0) } }
}

/// Which steps undo which, in about as much time as there are steps.
struct Undoing: Sendable {
    /// What two steps have in common, one of which undoes the other.
    struct Matter: Hashable, Sendable {
        let undoer: CaseStep
        /// A decider, a kind of clearance, one of the group's cases.
        let detail: Int
        let country: Country?
        /// The one event that the undoing step names.
        let event: SHA256Digest?
    }

    /// Whoever undoes, by what it is about.
    private var undoers: [Matter: Moments] = [:]
    /// Whatever can be undone, by what it is about.
    private var undone: [Matter: Moments] = [:]

    init(_ steps: [PlacedStep], ends: [SHA256Digest: Set<SHA256Digest>]) {
        let undoing = steps.filter { Undoing.isUndoer[Int($0.step.rawValue)] }
        if undoing.isEmpty { return }
        for step in undoing where !step.marks.contains(.disowned) {
            for matter in Undoing.matters(ofUndoer: step, ends) {
                undoers[matter, default: Moments()].add(step.placement)
            }
        }
        for step in steps {
            for matter in Undoing.matters(of: step) { undone[matter, default: Moments()].add(step.placement) }
        }
        for matter in undoers.keys { undoers[matter]?.seal() }
        for matter in undone.keys { undone[matter]?.seal() }
    }

    /// Whether nothing undoes anything.
    var isEmpty: Bool { undoers.isEmpty }

    /// Whether a step undoes this one and is not certainly the earlier of the two.
    func undoes(_ step: PlacedStep) -> Bool {
        if undoers.isEmpty { return false }
        return Undoing.matters(of: step).contains { matter in
            undoers[matter].map { !$0.areAllEarlier(than: step.placement) } ?? false
        }
    }

    /// Whether something of what the step undoes certainly came after it.
    func isAnswered(_ undoer: PlacedStep) -> Bool {
        Undoing.matters(ofUndoer: undoer, [:]).contains { matter in
            undone[matter]?.hasLater(than: undoer.placement) ?? false
        }
    }

    /// Whether the undoing step is about the other.
    static func concerns(_ undoer: PlacedStep, _ step: PlacedStep) -> Bool {
        let about = matters(of: step)
        return matters(ofUndoer: undoer, [:]).contains(where: about.contains)
    }

    private static let isUndoer = CaseStep.allCases.map { step in
        CaseStepRule.undoing.contains { $0.undoes == step }
    }

    /// The steps that undo a step, by its position.
    static let undoersOf = CaseStep.allCases.map { step in
        CaseStepRule.undoing.filter { $0.what.contains(step) }.map(\.undoes)
    }

    private static func matters(ofUndoer step: PlacedStep, _ ends: [SHA256Digest: Set<SHA256Digest>])
        -> [Matter]
    {
        // A rejection that names no match rejects what its case had before.
        if step.step == .matchRejected, let named = ends[step.reference.event] {
            return named.map { Matter(undoer: .matchRejected, detail: 0, country: nil, event: $0) }
        }
        return [matter(step.step, step)]
    }

    private static func matters(of step: PlacedStep) -> [Matter] {
        let undoers = undoersOf[Int(step.step.rawValue)]
        if undoers.isEmpty { return [] }
        let named =
            step.step == .matched
            ? [Matter(undoer: .matchRejected, detail: 0, country: nil, event: step.reference.event)] : []
        return undoers.map { matter($0, step) } + named
    }

    private static func matter(_ undoer: CaseStep, _ step: PlacedStep) -> Matter {
        switch undoer {
        case .consentRefused, .consentWithdrawn, .tracingRefused:
            Matter(undoer: undoer, detail: Int(step.recorded.codes.0), country: nil, event: nil)
        case .clearanceRefused:
            Matter(
                undoer: undoer, detail: Int(step.recorded.codes.0), country: step.recorded.country, event: nil)
        case .reopened, .matchRejected:
            Matter(undoer: undoer, detail: step.member, country: nil, event: nil)
        default: Matter(undoer: undoer, detail: 0, country: nil, event: nil)
        }
    }
}
