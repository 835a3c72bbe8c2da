/// Where one child's case stands, computed from its steps by ``CaseStateRule``.
struct CaseProgress {
    let state: CaseState
    /// How far it came, whatever then became of it.
    let furthest: CaseState
    let restsOn: [PlacedStep]
    /// The steps that bring the case as far as ``furthest``.
    let furthestRestsOn: [PlacedStep]
    let missing: [MissingStep]
    let direction: Direction?
    /// The steps that say which way the journey goes.
    let journey: [PlacedStep]
    /// Where the statements of the journey contradict each other.
    let contradictoryDirections: [Direction]

    init(_ steps: StandingSteps) {
        journey = CaseProgress.journey(steps)
        let directions = Set(journey.compactMap(\.recorded.direction))
        let direction = Direction.journey(of: directions)
        self.direction = direction
        contradictoryDirections = direction == nil ? directions.sorted() : []

        let needs = NeedCheck(steps: steps, direction: direction)
        let table = CaseStateRule.table
        let reached = table.lastIndex { rule in rule.enteredBy.allSatisfy { needs.answer(to: $0) != nil } }
        furthest = reached.map { table[$0].state } ?? .sought
        missing = table.prefix((reached ?? -1) + 1).flatMap(\.needs).compactMap { needs.missing($0) }
        let basis = reached.map { index in table[index].enteredBy.compactMap { needs.answer(to: $0) } } ?? []

        if let closing = CaseProgress.closing(steps) {
            (state, restsOn) = closing
        } else if let aside = CaseProgress.aside(steps, reached ?? 0) {
            (state, restsOn) = aside
        } else {
            (state, restsOn) = (furthest, basis)
        }
        furthestRestsOn = basis
    }

    /// The journey is told best by the handovers, then by the plan, then by the borders.
    private static func journey(_ steps: StandingSteps) -> [PlacedStep] {
        let sources: [[CaseStep]] = [[.released, .takenOver, .received], [.planned], [.crossed]]
        for source in sources {
            let legs = source.flatMap { steps.all($0) }.filter { $0.recorded.direction != nil }
            if !legs.isEmpty { return legs }
        }
        return []
    }

    private static func aside(_ steps: StandingSteps, _ reached: Int) -> (CaseState, [PlacedStep])? {
        for (state, step, limit) in CaseStateRule.aside {
            guard let place = CaseStateRule.table.firstIndex(where: { $0.state == limit }), reached < place
            else { continue }
            if let basis = steps.unanswered(step).first { return (state, [basis]) }
        }
        return nil
    }

    /// A party closes its own case; the child's matter is closed where every party that has a case has closed
    /// it.
    private static func closing(_ steps: StandingSteps) -> (CaseState, [PlacedStep])? {
        let closings = steps.all(.closed)
        let closed = Set(closings.map(\.member))
        let open = Set(steps.all(.opened).map(\.member)).subtracting(closed)
        guard !closings.isEmpty, open.isEmpty else { return nil }
        let reasons = Set(closings.map { CodeList.closureReason.code(numbered: $0.recorded.codes.0) ?? "" })
        let special =
            reasons.count == 1 ? CaseStateRule.closings.first { reasons.contains($0.reason) }?.state : nil
        return (special ?? .closed, closings.sorted { $0.reference < $1.reference })
    }
}

/// Which of a state's needs the steps at hand answer.
private struct NeedCheck {
    let steps: StandingSteps
    let direction: Direction?

    /// The soundest step that answers the need; nil where none does.
    func answer(to need: CaseNeed) -> PlacedStep? {
        switch need {
        case .step(let step): steps.first(step)
        case .any(let choices): choices.lazy.compactMap { steps.first($0) }.first
        case .clearanceOfOrigin: clearance(0)
        case .clearanceOfDestination: clearance(1)
        }
    }

    /// Where the direction is not known, clearances of two States are those of both.
    private func clearance(_ place: Int) -> PlacedStep? {
        let clearances = steps.all(.cleared)
        if let direction {
            let country = place == 0 ? direction.from : direction.to
            return clearances.first { $0.recorded.country == country }
        }
        let countries = Set(clearances.compactMap(\.recorded.country)).sorted()
        guard place < countries.count else { return nil }
        return clearances.first { $0.recorded.country == countries[place] }
    }

    func missing(_ need: CaseNeed) -> MissingStep? {
        guard answer(to: need) == nil else { return nil }
        switch need {
        case .step(let step): return MissingStep(step: step, country: nil)
        case .any(let choices): return choices.first.map { MissingStep(step: $0, country: nil) }
        case .clearanceOfOrigin: return MissingStep(step: .cleared, country: direction?.from)
        case .clearanceOfDestination: return MissingStep(step: .cleared, country: direction?.to)
        }
    }
}
