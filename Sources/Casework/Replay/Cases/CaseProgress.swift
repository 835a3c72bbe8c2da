/// Where one child's case stands, computed from its steps by ``CaseStateRule``.
struct CaseProgress {
    let state: CaseState
    /// How far it came, whatever then became of it.
    let furthest: CaseState
    let restsOn: [StatementReference]
    /// The statements that bring the case as far as ``furthest``.
    let furthestRestsOn: [StatementReference]
    /// What is to be known of the statements that it rests on.
    let marks: Marks
    let missing: [MissingStep]
    let direction: Direction?
    /// The statements that say which way the journey goes.
    let journey: [StatementReference]
    /// Where the statements of the journey contradict each other.
    let contradictoryDirections: [Direction]

    /// - Parameter disputes: the open disputes that block the case.
    init(_ steps: StandingSteps, disputes: [StatementReference]) {
        let legs = CaseProgress.legs(steps)
        journey = legs.map(\.reference).sorted()
        let directions = Set(legs.compactMap(\.recorded.direction))
        let direction = Direction.journey(of: directions)
        self.direction = direction
        contradictoryDirections = direction == nil ? directions.sorted() : []

        let needs = NeedCheck(steps: steps, direction: direction)
        let table = CaseStateRule.table
        let reached = table.lastIndex { rule in rule.enteredBy.allSatisfy { needs.answer(to: $0) != nil } }
        furthest = reached.map { table[$0].state } ?? .sought
        missing = table.prefix((reached ?? -1) + 1).flatMap(\.needs).compactMap { needs.missing($0) }
        let basis = reached.map { index in table[index].enteredBy.compactMap { needs.answer(to: $0) } } ?? []

        let asides = CaseProgress.asides(steps, disputes, reached ?? 0)
        if let first = asides.first, first.state == .deceased {
            (state, restsOn, marks) = first
        } else if let closing = CaseProgress.closing(steps) {
            (state, restsOn, marks) = closing
        } else if let first = asides.first {
            (state, restsOn, marks) = first
        } else {
            (state, restsOn, marks) = CaseProgress.place(furthest, basis)
        }
        furthestRestsOn = basis.map(\.reference)
    }

    /// A state with the statements that it rests on.
    private typealias Place = (state: CaseState, restsOn: [StatementReference], marks: Marks)

    private static func place(_ state: CaseState, _ steps: [PlacedStep]) -> Place {
        (state, steps.map(\.reference), steps.reduce(into: Marks()) { $0.formUnion($1.marks) })
    }

    /// The journey is told best by the handovers, then by the plan, then by the borders.
    private static func legs(_ steps: StandingSteps) -> [PlacedStep] {
        let sources: [[CaseStep]] = [[.released, .takenOver, .received], [.planned], [.crossed]]
        for source in sources {
            let legs = source.flatMap { steps.all($0) }.filter { $0.recorded.direction != nil }
            if !legs.isEmpty { return legs }
        }
        return []
    }

    private static func asides(
        _ steps: StandingSteps, _ disputes: [StatementReference], _ reached: Int
    ) -> [Place] {
        CaseStateRule.aside.compactMap { state, by, limit in
            if let limit {
                guard let place = CaseStateRule.table.firstIndex(where: { $0.state == limit }), reached < place
                else { return nil }
            }
            switch by {
            case .blockingDispute: return disputes.isEmpty ? nil : (state, disputes, .disputed)
            case .step(let step):
                guard let basis = steps.unanswered(step), !isTakenFurther(basis, steps) else { return nil }
                return place(state, [basis])
            }
        }
    }

    /// Whether the agency that took a case says anything else of the child: then the case goes on there.
    private static func isTakenFurther(_ taken: PlacedStep, _ steps: StandingSteps) -> Bool {
        taken.step == .takenByAgency
            && steps.steps.contains {
                $0.reference.ledger == taken.reference.ledger && $0.reference != taken.reference
            }
    }

    /// A party closes its own case; the child's matter is closed where every party that has a case has closed
    /// it, or named it as a duplicate or as invalid.
    private static func closing(_ steps: StandingSteps) -> Place? {
        let closings = [.closed, .merged, .invalidated].flatMap { steps.all($0) }
        let closed = Set(closings.map(\.member))
        let open = Set([.opened, .reopened].flatMap { steps.all($0) }.map(\.member)).subtracting(closed)
        guard !closings.isEmpty, open.isEmpty else { return nil }
        let states = Set(closings.map(state(ofClosing:)))
        let state = states.count == 1 ? states.first : nil
        return place(state ?? .closed, closings.sorted { $0.reference < $1.reference })
    }

    private static func state(ofClosing closing: PlacedStep) -> CaseState {
        switch closing.step {
        case .merged: return .duplicate
        case .invalidated: return .invalid
        default:
            let reason = CodeList.closureReason.code(numbered: closing.recorded.codes.0)
            return CaseStateRule.closings.first { $0.reason == reason }?.state ?? .closed
        }
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
