internal import LedgerFormat

/// Journeys of one child whose countries contradict each other, whoever states them.
enum DirectionFindings {
    private static let journeys: Set<String> = [
        "movement.planned", "custody.released", "custody.accepted", "border.crossed",
    ]

    static func found(in web: StatementWeb) -> [AuditFinding] {
        let persons = Set(journeys.sorted().flatMap { web.facts($0) }.compactMap(\.person)).sorted()
        return persons.compactMap { person in
            let facts = web.facts(about: person)
            let group = web.evidence.state.cases[person]
            guard !group.contradictoryDirections.isEmpty || isReversed(facts) else { return nil }
            let statements = facts.filter { journeys.contains($0.type) }.flatMap(\.statements).filter(\.isSound)
            return AuditFinding(
                .directionContradictory, restsOn: statements.map(\.reference), persons: 1,
                "of one child's journey " + accounts(statements, web))
        }
    }

    /// Whether some statements say one way and others the way back, and nothing says that the child went
    /// back.
    private static func isReversed(_ facts: [Fact]) -> Bool {
        let wentBack = facts.contains { $0.type == "movement.failed" || $0.type == "reunification.ended" }
        if wentBack { return false }
        let ways = Set(
            facts.filter { journeys.contains($0.type) }.flatMap(\.statements).filter(\.isSound)
                .compactMap(\.way))
        return ways.contains { ways.contains(Direction(from: $0.to, to: $0.from)) }
    }

    /// `ru-office states RU to UA and ua-office states UA to RU`.
    private static func accounts(_ statements: [Testimony], _ web: StatementWeb) -> String {
        let byWay = Dictionary(grouping: statements.filter { $0.way != nil }) { $0.way }
        return byWay.compactMap { way, statements in
            way.map { (way: $0, statements: statements) }
        }.sorted { $0.way < $1.way }.map {
            "\(web.names(of: $0.statements)) \($0.statements.states) \($0.way)"
        }.listed
    }
}

extension Testimony {
    /// From which country to which, where it says.
    var way: Direction? {
        guard let from = attributes["from"].first.flatMap({ Country(Array($0.utf8)) }),
            let to = attributes["to"].first.flatMap({ Country(Array($0.utf8)) })
        else { return nil }
        return Direction(from: from, to: to)
    }
}

extension [Testimony] {
    /// The verb for one ledger or for several.
    var states: String { Set(map(\.reference.ledger)).count == 1 ? "states" : "state" }
}
