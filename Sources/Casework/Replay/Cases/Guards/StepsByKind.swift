internal import LedgerCrypto

/// A group's steps by their kinds, for the questions that guards ask.
///
/// A ledger that states the same step of one case very often is compared by its first and last such
/// statements, so that nobody can make the guards slow: their work grows with the steps, not with its square.
struct StepsByKind {
    /// Neither taken back nor left out, in the order in which they were placed.
    let steps: [PlacedStep]
    /// The same kind by kind, and where each kind begins.
    private let byKind: [PlacedStep]
    private let starts: [Int32]
    /// Those to compare with, where that is not all.
    private var shortened: [CaseStep: ArraySlice<PlacedStep>] = [:]

    /// How many of one ledger's steps of a kind are compared, half of them the first, half the last.
    static let comparedMax = 16

    init(_ steps: [PlacedStep]) {
        self.steps = steps
        var starts = [Int32](repeating: 0, count: CaseStep.allCases.count + 1)
        for step in steps { starts[Int(step.step.rawValue) + 1] += 1 }
        for kind in 1..<starts.count { starts[kind] += starts[kind - 1] }
        var order = [Int32](repeating: 0, count: steps.count)
        var next = starts
        for (place, step) in steps.enumerated() {
            let kind = Int(step.step.rawValue)
            order[Int(next[kind])] = Int32(place)
            next[kind] += 1
        }
        self.starts = starts
        byKind = order.map { steps[Int($0)] }
        if steps.count <= StepsByKind.comparedMax { return }
        for kind in CaseStep.allCases where range(kind).count > StepsByKind.comparedMax {
            shortened[kind] = shorten(order[range(kind)])
        }
    }

    private func range(_ kind: CaseStep) -> Range<Int> {
        Int(starts[Int(kind.rawValue)])..<Int(starts[Int(kind.rawValue) + 1])
    }

    private func shorten(_ places: ArraySlice<Int32>) -> ArraySlice<PlacedStep> {
        let byLedger = Dictionary(grouping: places) { steps[Int($0)].reference.ledger }
        let half = StepsByKind.comparedMax / 2
        return byLedger.values.flatMap { own in
            own.count <= StepsByKind.comparedMax ? own : Array(own.prefix(half) + own.suffix(half))
        }.sorted().map { steps[Int($0)] }[...]
    }

    /// Every step of a kind, in the order in which they were placed.
    func all(_ kind: CaseStep) -> ArraySlice<PlacedStep> { byKind[range(kind)] }

    /// The steps of a kind that others are held against.
    func compared(_ kind: CaseStep) -> ArraySlice<PlacedStep> {
        shortened.isEmpty ? all(kind) : shortened[kind] ?? all(kind)
    }

    /// Whether some of a kind are not compared.
    func isShortened(_ kind: CaseStep) -> Bool { !shortened.isEmpty && shortened[kind] != nil }

    func has(_ kind: CaseStep) -> Bool { !range(kind).isEmpty }
}
