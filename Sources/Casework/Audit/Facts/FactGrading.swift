internal import LedgerCrypto
internal import LedgerFormat

/// Finds who stands behind each fact, and grades it.
///
/// Nobody can sign first hand what it did not see, so where a fact has two halves the other half counts: the
/// receipt of a letter, the acceptance of a child that was released. That a child is with the family only the
/// side can state that brought it there; the other side's half is the release (domain, section 6.1).
struct FactGrading {
    private let signatories: Signatories
    private let contests: Contests
    private var facts: [Fact]
    /// Which fact a statement belongs to.
    private var factOf: [SHA256Digest: Int] = [:]
    /// The statements that refer to a fact, by the fact.
    private var referring: [Int: [Testimony]] = [:]
    private var byPerson: [Int: [Int]] = [:]

    init(_ facts: [Fact], _ signatories: Signatories, _ contests: Contests) {
        (self.facts, self.signatories, self.contests) = (facts, signatories, contests)
        for (number, fact) in facts.enumerated() {
            for statement in fact.statements { factOf[statement.reference.event] = number }
            if let person = fact.person { byPerson[person, default: []].append(number) }
        }
        for fact in facts {
            for statement in fact.statements where statement.isSound {
                for target in Set(
                    statement.refs.filter { $0.rel != "disputes" }.compactMap { factOf[$0.event] })
                {
                    referring[target, default: []].append(statement)
                }
            }
        }
    }

    /// The facts, each with its grade and standing.
    func graded() -> [Fact] {
        facts.indices.map { number in
            var fact = facts[number]
            grade(&fact, number)
            return fact
        }
    }

    private func grade(_ fact: inout Fact, _ number: Int) {
        var support = FactSupport(signatories, named: named(in: fact))
        for statement in fact.statements where statement.isSound {
            support.take(statement, isNeutral: isNeutral(statement, in: fact))
        }
        for half in otherHalves(of: number) { support.take(half: half) }
        let attesting = referring[number, default: []].filter { $0.type == "attestation.made" }
        for attestation in attesting { support.take(attestation: attestation) }
        for statement in referring[number, default: []] where statement.type != "attestation.made" {
            support.take(mention: statement)
        }
        fact.companions = support.companions.subtracting(fact.references).sorted()
        fact.witnesses = support.witnessing(isConveyed(fact) ? conveyances(of: number) : [])
        fact.standing = standing(of: fact, support)
        fact.grade = support.grade(hasWitness: !fact.witnesses.isEmpty)
        if fact.standing != .sound || fact.isTornInTime { fact.grade = min(fact.grade, .acknowledged) }
        if fact.grade == .witnessed, fact.type == "child.reunified", isFollowedUp(fact) {
            fact.grade = .followedUp
        }
    }

    /// The parties that the fact's statements name and, of a fact about a child, those with a case of it.
    private func named(in fact: Fact) -> Set<Signatories.ID> {
        var named: Set<Signatories.ID> = []
        for statement in fact.statements {
            for id in statement.attributes.by + statement.attributes.toward + statement.attributes.givers {
                if case .signatory(let party) = signatories.party(id, in: statement.reference.ledger) {
                    named.insert(party)
                }
            }
        }
        for number in fact.person.flatMap({ byPerson[$0] }) ?? [] where facts[number].type == "case.opened" {
            named.formUnion(
                facts[number].statements.compactMap { signatories.signatory(of: $0.reference.ledger) })
        }
        return named
    }

    private func standing(of fact: Fact, _ support: FactSupport) -> FactStanding {
        let events = fact.statements.map(\.reference.event) + support.companions.map(\.event)
        if fact.statements.allSatisfy({ $0.marks.contains(.disowned) }) { return .disowned }
        // A ledger that nobody of this fact knows cannot unsettle it.
        let isContested = contests.contesting(events).contains { author in
            support.sides.contains { $0 == author || signatories.recognise($0, author) }
        }
        if isContested { return .contested }
        return contests.isErased(events) ? .erased : .sound
    }

    // MARK: Neutrals

    /// In a child's matter whoever acts in neutral roles alone; elsewhere whoever is not a party to what it
    /// states.
    private func isNeutral(_ statement: Testimony, in fact: Fact) -> Bool {
        guard let own = signatories.signatory(of: statement.reference.ledger) else { return false }
        if fact.person != nil { return signatories.isNeutral(own) }
        let parties = statement.attributes.by + statement.attributes.toward
        return !parties.contains {
            signatories.party($0, in: statement.reference.ledger) == .signatory(own)
        }
    }

    private func isConveyed(_ fact: Fact) -> Bool {
        fact.type == "correspondence.issued" || fact.type == "correspondence.received"
    }

    /// The first-hand deliveries of the letter by a third party.
    private func conveyances(of number: Int) -> [Testimony] {
        var letters = [number]
        if facts[number].type == "correspondence.received" {
            letters = facts[number].statements.flatMap { $0.targets("acknowledges") }.compactMap { factOf[$0] }
        }
        return letters.flatMap { referring[$0, default: []] + own($0, "correspondence.conveyed") }.filter {
            $0.type == "correspondence.conveyed" && $0.isSound && $0.knowledge == .firstHand
        }
    }

    private func own(_ number: Int, _ type: String) -> [Testimony] {
        facts[number].type == type ? facts[number].statements : []
    }

    // MARK: The other half

    /// Statements of other types by which the other side states its half of the fact.
    private func otherHalves(of number: Int) -> [Testimony] {
        let fact = facts[number]
        switch fact.type {
        case "correspondence.issued", "information.shared", "case.offered":
            return receipts(of: number)
        case "correspondence.conveyed":
            let letters = fact.statements.flatMap { $0.targets("conveys") }.compactMap { factOf[$0] }
            return receipts(of: number) + letters.flatMap { receipts(of: $0) }
        case "correspondence.received", "information.received", "case.taken", "case.declined":
            return acknowledged(by: fact)
        case "custody.released": return sameJourney(fact, "custody.accepted")
        case "custody.accepted": return sameJourney(fact, "custody.released")
        case "child.reunified": return lastRelease(before: fact)
        case "border.crossed":
            return sameJourney(fact, "custody.released") + sameJourney(fact, "custody.accepted")
        default: return []
        }
    }

    private static let receiptTypes: Set<String> = [
        "correspondence.received", "information.received", "case.taken", "case.declined",
    ]

    /// Receipts by those to whom it was directed.
    private func receipts(of number: Int) -> [Testimony] {
        let direct = referring[number, default: []]
        let ofDeliveries = direct.filter { $0.type == "correspondence.conveyed" }.compactMap {
            factOf[$0.reference.event]
        }.flatMap { referring[$0, default: []] }
        return (direct + ofDeliveries).filter {
            FactGrading.receiptTypes.contains($0.type) && !$0.targets("acknowledges").isEmpty
        }
    }

    /// What the receipt acknowledges, and of a delivery the letter.
    private func acknowledged(by fact: Fact) -> [Testimony] {
        let targets = fact.statements.flatMap { $0.targets("acknowledges") }.compactMap { factOf[$0] }
        return Set(targets).sorted().flatMap { target -> [Testimony] in
            guard facts[target].type == "correspondence.conveyed" else { return facts[target].statements }
            let letters = facts[target].statements.flatMap { $0.targets("conveys") }.compactMap { factOf[$0] }
            return Set(letters).sorted().flatMap { facts[$0].statements }
        }.filter(\.isSound)
    }

    /// The other half of the same journey of the same child: the same countries, and no acceptance that
    /// certainly came before its release.
    private func sameJourney(_ fact: Fact, _ type: String) -> [Testimony] {
        guard let person = fact.person, let first = fact.statements.first else { return [] }
        let way = (first.attributes["from"], first.attributes["to"])
        return byPerson[person, default: []].filter { other in
            guard facts[other].type == type, let said = facts[other].statements.first,
                (said.attributes["from"], said.attributes["to"]) == way
            else { return false }
            return type == "custody.accepted"
                ? facts[other].span.upperBound >= fact.span.lowerBound
                : facts[other].span.lowerBound <= fact.span.upperBound
        }.flatMap { facts[$0].statements }.filter(\.isSound)
    }

    /// The releases for the journey that ended in the country of the reunification.
    private func lastRelease(before fact: Fact) -> [Testimony] {
        guard let person = fact.person, let country = fact.statements.first?.attributes["country"] else {
            return []
        }
        return byPerson[person, default: []].filter { other in
            facts[other].type == "custody.released" && facts[other].standingJourney(to: country)
                && facts[other].span.lowerBound <= fact.span.upperBound
        }.flatMap { facts[$0].statements }.filter(\.isSound)
    }

    private func isFollowedUp(_ fact: Fact) -> Bool {
        guard let person = fact.person else { return false }
        return byPerson[person, default: []].contains { other in
            facts[other].type == "followup.done" && facts[other].statements.contains(where: \.isSound)
                && facts[other].span.upperBound >= fact.span.lowerBound
        }
    }
}

extension Fact {
    fileprivate func standingJourney(to country: [String]) -> Bool {
        statements.contains { $0.isSound && $0.attributes["to"] == country }
    }
}
