internal import LedgerFormat

/// Handovers of a child of which only one half is stated, and children of whom nothing is stated since.
enum CustodyObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        let handovers = web.places("custody.released") + web.places("custody.accepted")
        let persons = Set(handovers.compactMap { web.evidence.facts[$0].person }).sorted()
        return persons.flatMap { person in
            let facts = web.facts(about: person)
            let released = facts.filter { $0.type == "custody.released" }
            let accepted = facts.filter { $0.type == "custody.accepted" }
            return released.compactMap { acceptanceOwed($0, accepted, facts, web) }
                + accepted.compactMap { releaseOwed($0, released, web) }
                + [whereaboutsOwed(person, accepted, facts, web)].compactMap { $0 }
        }
    }

    private static func acceptanceOwed(
        _ release: Fact, _ accepted: [Fact], _ facts: [Fact], _ web: StatementWeb
    ) -> Obligation? {
        guard let statement = release.statements.first(where: \.isSound),
            !accepted.contains(where: { areHalves(release, $0, web) }), !hasFailed(release, facts)
        else { return nil }
        let recipient = name(statement, "recipient", web)
        return Obligation(
            .handoverNotAccepted, owedBy: web.parties("recipient", in: statement), restsOn: [statement],
            in: web, person: release.person,
            sentence: "\(name(statement, "by", web)) states that it handed a child to \(recipient) "
                + "(\(statement.time.text)); nobody states that the child was taken over")
    }

    private static func releaseOwed(_ acceptance: Fact, _ released: [Fact], _ web: StatementWeb) -> Obligation?
    {
        guard let statement = acceptance.statements.first(where: \.isSound),
            !released.contains(where: { areHalves($0, acceptance, web) })
        else { return nil }
        let giver = name(statement, "giver", web)
        return Obligation(
            .acceptanceWithoutRelease, owedBy: web.parties("giver", in: statement), restsOn: [statement],
            in: web, person: acceptance.person,
            sentence: "\(name(statement, "by", web)) states that it took a child over from \(giver) "
                + "(\(statement.time.text)); nobody states that the child was handed over")
    }

    /// The states in which a child that was taken over is expected with its family.
    private static let awaiting: Set<CaseState> = [.received, .suspended]

    /// A child that was taken over in the country of destination, and is nowhere stated as with its family.
    private static func whereaboutsOwed(
        _ person: Int, _ accepted: [Fact], _ facts: [Fact], _ web: StatementWeb
    ) -> Obligation? {
        let group = web.evidence.state.cases[person]
        let arrivals = accepted.filter { fact in
            fact.statements.first(where: \.isSound).map { $0.attributes["country"] == $0.attributes["to"] }
                ?? false
        }
        guard awaiting.contains(group.state),
            let arrival = arrivals.max(by: { $0.span.upperBound < $1.span.upperBound }),
            let statement = arrival.statements.first(where: \.isSound),
            !hasFailed(arrival, facts), !isInCare(since: arrival, facts),
            !group.members.contains(where: { $0.isClosed && $0.first.ledger == statement.reference.ledger })
        else { return nil }
        return Obligation(
            .receivedNotReunified, owedBy: web.parties("by", in: statement), restsOn: [statement], in: web,
            person: person,
            sentence: "\(name(statement, "by", web)) states that it took a child over in the country of "
                + "destination (\(statement.time.text)); nobody states where the child is now")
    }

    /// Whether a party states in whose care the child is since it was taken over.
    private static func isInCare(since arrival: Fact, _ facts: [Fact]) -> Bool {
        facts.contains { fact in
            fact.type == "care.arranged" && fact.span.lowerBound >= arrival.span.lowerBound
                && fact.statements.contains(where: \.isSound)
        }
    }

    /// Whether a release and an acceptance are of one handover: the one acknowledges the other, or they name
    /// each other's parties, on one way, and the acceptance did not certainly come first.
    private static func areHalves(_ release: Fact, _ acceptance: Fact, _ web: StatementWeb) -> Bool {
        let events = Set(release.statements.map(\.reference.event))
        if acceptance.statements.contains(where: { !events.isDisjoint(with: $0.targets("acknowledges")) }) {
            return true
        }
        guard acceptance.span.upperBound >= release.span.lowerBound,
            let given = release.statements.first(where: \.isSound),
            let taken = acceptance.statements.first(where: \.isSound),
            given.attributes["from"] == taken.attributes["from"],
            given.attributes["to"] == taken.attributes["to"]
        else { return false }
        return isNamed("recipient", in: given, actingIn: taken, web)
            || isNamed("giver", in: taken, actingIn: given, web)
    }

    /// Whether the party that one statement names in a member is the one whose own word the other is.
    private static func isNamed(
        _ member: String, in statement: Testimony, actingIn other: Testimony, _ web: StatementWeb
    ) -> Bool {
        web.parties(member, in: statement).contains {
            web.isWord(other, of: $0, namedIn: statement.reference.ledger)
        }
    }

    /// A journey that failed is owed nothing further.
    private static func hasFailed(_ handover: Fact, _ facts: [Fact]) -> Bool {
        let events = Set(handover.statements.map(\.reference.event))
        return facts.contains { fact in
            fact.type == "movement.failed"
                && fact.statements.contains { failure in
                    failure.isSound
                        && (!events.isDisjoint(with: failure.targets("ends"))
                            || failure.time.latest >= handover.span.lowerBound)
                }
        }
    }

    private static func name(_ statement: Testimony, _ member: String, _ web: StatementWeb) -> String {
        web.names(of: Set(web.parties(member, in: statement)))
    }
}
