internal import LedgerFormat

/// Follow-ups that are due, and cases that were offered to another agency.
enum CaseObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        followups(web) + web.places("case.offered").compactMap { offer($0, web) }
    }

    /// Due is what was due before the last entry of the ledgers: nothing here looks at the day of the audit.
    private static func followups(_ web: StatementWeb) -> [Obligation] {
        guard let last = web.evidence.state.ledgers.compactMap(\.coverage.lastTime).max() else { return [] }
        let persons = Set(web.facts("followup.done").compactMap(\.person)).sorted()
        return persons.compactMap { person in
            let facts = web.facts(about: person)
            let done = facts.filter { $0.type == "followup.done" }.compactMap {
                $0.statements.first(where: \.isSound)
            }
            // Of several the one that happened last says when the next is due.
            guard
                let latest = done.max(by: { ($0.time.latest, $0.reference) < ($1.time.latest, $1.reference) }),
                let due = latest.attributes["next_due"].first, let day = Occurred(due), day.latest < last,
                !hasEnded(facts, after: latest)
            else { return nil }
            return Obligation(
                .followupDue, owedBy: [web.author(of: latest)], restsOn: [latest], in: web, person: person,
                sentence: "\(web.name(of: latest.reference)) stated that the next follow-up was due on \(due); "
                    + "none is stated up to \(last.description.prefix(10))")
        }
    }

    private static func hasEnded(_ facts: [Fact], after followup: Testimony) -> Bool {
        facts.contains { fact in
            (fact.type == "case.closed" || fact.type == "reunification.ended")
                && fact.statements.contains {
                    $0.isSound && $0.reference.ledger == followup.reference.ledger
                        && $0.reference.index > followup.reference.index
                }
        }
    }

    private static func offer(_ number: Int, _ web: StatementWeb) -> Obligation? {
        let fact = web.evidence.facts[number]
        guard let offer = fact.statements.first, offer.isSound,
            web.statements(["case.taken", "case.declined"], about: number).isEmpty
        else { return nil }
        let agencies = offer.attributes.toward.map { web.party($0, in: offer) }
        return Obligation(
            .offerUnanswered, owedBy: agencies, restsOn: [offer], in: web, person: fact.person,
            sentence:
                "\(web.name(of: offer.reference)) offered a case to \(web.names(of: Set(agencies))) (\(offer.time.text)); it was "
                + "neither taken nor declined")
    }
}
