internal import LedgerFormat

/// Undertakings that nothing fulfils: commitments, and apart from them those that somebody else reports, and
/// what was no more than a readiness or an intention.
enum UndertakingObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        web.places("undertaking.stated").compactMap { number in
            let fact = web.evidence.facts[number]
            guard let said = fact.statements.first, said.isSound, !isFulfilled(number, web) else { return nil }
            let modality = said.attributes["modality"].first ?? ""
            let parties = said.attributes.by.map { web.party($0, in: said) }
            if modality == "commitment", isReportedAlone(fact, parties, web) {
                return reported(fact, said, parties, web)
            }
            let names = web.names(of: Set(parties))
            let matter = said.attributes["matter"].first?.words ?? "something"
            let target = said.attributes["target"].first.map { ", by \($0)" } ?? ""
            let conditional = said.attributes["conditional"].contains("true") ? ", under conditions" : ""
            return Obligation(
                modality == "commitment" ? .commitmentOpen : .intentionOpen, owedBy: parties,
                restsOn: fact.statements.filter(\.isSound), in: web, person: fact.person,
                sentence:
                    "\(modality.words) of \(names) on \(matter)\(target)\(conditional) (\(said.time.text))"
                    + hearsay(fact, web) + "; nothing states that it was fulfilled"
                    + (isFulfilledInPart(number, web) ? " in full" : ""))
        }
    }

    /// Who says so, where the one who undertakes does not.
    private static func hearsay(_ fact: Fact, _ web: StatementWeb) -> String {
        if fact.statements.contains(where: { $0.knowledge == .firstHand }) { return "" }
        let tellers = Set(fact.statements.map { web.name(of: $0.reference) })
        return ", as \(tellers.sorted().listed) \(tellers.count == 1 ? "has" : "have") word of it"
    }

    /// Whether nobody states it first hand, and nothing of it is the word of whoever is said to undertake it.
    private static func isReportedAlone(_ fact: Fact, _ parties: [NamedParty], _ web: StatementWeb) -> Bool {
        fact.statements.filter(\.isSound).allSatisfy { statement in
            statement.knowledge != .firstHand
                && !parties.contains {
                    web.isWord(statement, of: $0, namedIn: statement.reference.ledger)
                }
        }
    }

    private static func reported(
        _ fact: Fact, _ said: Testimony, _ parties: [NamedParty], _ web: StatementWeb
    ) -> Obligation? {
        let sound = fact.statements.filter(\.isSound)
        let tellers = Set(sound.map { web.name(of: $0.reference) })
        let matter = said.attributes["matter"].first.map { ", on \($0.words)" } ?? ""
        let (named, whether) = (Set(parties), Set(parties).count == 1 ? "it" : "they")
        return Obligation(
            .commitmentReported, owedBy: parties, restsOn: sound, in: web, person: fact.person,
            sentence: "Ask \(web.names(of: named)) whether \(whether) made the commitment that "
                + "\(tellers.sorted().listed) \(tellers.count == 1 ? "reports" : "report")\(matter) "
                + "(\(said.time.text))")
    }

    private static func fulfilments(_ number: Int, _ web: StatementWeb) -> [Testimony] {
        web.statements(thatRefer: "fulfils", to: number)
    }

    private static func isFulfilled(_ number: Int, _ web: StatementWeb) -> Bool {
        fulfilments(number, web).contains { !isPartial($0) }
    }

    private static func isFulfilledInPart(_ number: Int, _ web: StatementWeb) -> Bool {
        fulfilments(number, web).contains(where: isPartial)
    }

    private static func isPartial(_ fulfilment: Testimony) -> Bool {
        fulfilment.attributes["share"] == ["part"]
    }
}
