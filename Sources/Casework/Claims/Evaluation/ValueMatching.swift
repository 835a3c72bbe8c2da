internal import LedgerFormat

// Codes and countries: those of the fact itself where its type has them, those of the child's matter
// otherwise.

extension FactSelector {
    func values(of fact: Fact, _ selection: EventSelection, at level: EvidenceLevel) -> Match {
        var match = Match.inside
        var aboutChild: [ValueFilter] = []
        for value in selection.filter.values {
            if let member = selection.ownMember(for: value.member) {
                match = match && own(value, member, of: fact)
            } else {
                aboutChild.append(value)
            }
        }
        guard !aboutChild.isEmpty, match.containment != .outside else { return match }
        guard let person = fact.person else { return match && .possible(.unstated) }
        let way = aboutChild.filter { $0.member == .from || $0.member == .to }
        if !way.isEmpty { match = match && direction(of: person, way, at: level) }
        for types in Set(aboutChild.filter { !way.contains($0) }.map(\.member.typesAboutChild)) {
            let asked = aboutChild.filter { $0.member.typesAboutChild == types }
            match = match && stated(asked, about: person, in: types, at: level)
        }
        return match
    }

    /// All statements of the fact that say it must say it alike: where sides differ it may count, and does
    /// not for sure.
    private func own(_ value: ValueFilter, _ member: String, of fact: Fact) -> Match {
        let said = fact.statements.filter(\.isSound).map { $0.attributes[member] }.filter { !$0.isEmpty }
        guard !said.isEmpty else { return .possible(.unstated) }
        let matching = said.count { Set($0).isSuperset(of: value.wanted) }
        if matching == said.count { return .inside }
        return matching == 0 ? .outside : .possible(.differing)
    }

    // MARK: What is stated of a child

    /// Cause and care: statements that have all that is asked, against statements of the same kind that
    /// differ in it. What is sealed or not known speaks neither for nor against.
    private func stated(_ asked: [ValueFilter], about person: Int, in types: [String], at level: EvidenceLevel)
        -> Match
    {
        let facts = facts(about: person, of: types)
        let statements = facts.flatMap { fact in
            fact.statements.filter(\.isSound).map { (statement: $0, isSure: fact.standing == .sound) }
        }
        let matching = statements.filter { said in
            asked.allSatisfy { $0.wanted == said.statement.attributes[$0.member.rawValue] }
        }
        let differing = statements.filter { said in
            asked.contains { value in
                let values = said.statement.attributes[value.member.rawValue]
                return value.wanted != values && !values.isEmpty && values != ["sealed"]
                    && values != ["unknown"]
            }
        }
        if matching.isEmpty { return differing.isEmpty ? .possible(.unstated) : .outside }
        let sure = matching.filter(\.isSure).map(\.statement)
        if sure.isEmpty { return .possible(.contested) }
        // Asserted is what any one party states, whatever others do: an attributed difference that both keep.
        switch level {
        case .asserted: return .inside
        case .bilateral where !differing.isEmpty, .witnessed where !differing.isEmpty:
            return .possible(.differing)
        case .bilateral: return isOfBothSides(sure) ? .inside : .possible(.oneSided)
        case .witnessed:
            let events = Set(sure.map(\.reference.event))
            let isWitnessed = facts.contains { fact in
                fact.grade >= .witnessed && fact.statements.contains { events.contains($0.reference.event) }
            }
            guard isOfBothSides(sure) else { return .possible(.oneSided) }
            return isWitnessed ? .inside : .possible(.witness)
        }
    }

    /// Whether two parties that know each other's ledgers each state it first hand.
    private func isOfBothSides(_ statements: [Testimony]) -> Bool {
        let firstHand = statements.filter { $0.knowledge == .firstHand }
        let authors = Set(firstHand.compactMap { evidence.signatories.signatory(of: $0.reference.ledger) })
        return authors.contains { one in
            authors.contains { one != $0 && evidence.signatories.recognise(one, $0) }
        }
    }

    /// The child's journey, put together from its legs.
    private func direction(of person: Int, _ asked: [ValueFilter], at level: EvidenceLevel) -> Match {
        let group = evidence.state.cases[person]
        guard let whole = group.direction else {
            let said = group.contradictoryDirections
            if said.isEmpty { return .possible(.unstated) }
            return said.contains { meets($0, asked) } ? .possible(.differing) : .outside
        }
        guard meets(whole, asked) else { return .outside }
        // What holds on a stronger word holds on a weaker one: a leg that one side adds takes nothing away.
        let isSaid = EvidenceLevel.allCases.drop { $0 != level }.contains { stronger in
            let legs = legs(of: person, at: stronger)
            if let journey = Direction.journey(of: legs), meets(journey, asked) { return true }
            return stronger == .asserted && legs.contains { meets($0, asked) }
        }
        return isSaid ? .inside : .possible(level == .witnessed ? .witness : .oneSided)
    }

    /// The legs that count for sure at a level.
    private func legs(of person: Int, at level: EvidenceLevel) -> Set<Direction> {
        let facts = facts(about: person, of: ValueFilter.Member.from.typesAboutChild)
            .filter { strength(of: $0, at: level).containment == .inside }
        return Set(
            facts.flatMap { $0.statements.filter(\.isSound).compactMap(Direction.init(statedIn:)) })
    }

    private func meets(_ direction: Direction, _ asked: [ValueFilter]) -> Bool {
        asked.allSatisfy {
            $0.wanted == [($0.member == .from ? direction.from : direction.to).description]
        }
    }
}

extension Direction {
    fileprivate init?(statedIn statement: Testimony) {
        guard let from = statement.attributes["from"].first.flatMap({ Country(Array($0.utf8)) }),
            let to = statement.attributes["to"].first.flatMap({ Country(Array($0.utf8)) })
        else { return nil }
        self.init(from: from, to: to)
    }
}
