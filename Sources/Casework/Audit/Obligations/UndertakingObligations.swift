internal import LedgerFormat

/// Undertakings that nothing fulfils: commitments, and apart from them what was no more than a readiness or
/// an intention.
enum UndertakingObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        web.places("undertaking.stated").compactMap { number in
            let fact = web.evidence.facts[number]
            guard let said = fact.statements.first, said.isSound, !isFulfilled(number, web) else { return nil }
            let modality = said.attributes["modality"].first ?? ""
            let parties = said.attributes.by.map { web.party($0, in: said) }
            let names = web.names(of: Set(parties))
            let matter = said.attributes["matter"].first?.words ?? "something"
            let target = said.attributes["target"].first.map { ", by \($0)" } ?? ""
            let conditional = said.attributes["conditional"].contains("true") ? ", under conditions" : ""
            return Obligation(
                modality == "commitment" ? .commitmentOpen : .intentionOpen, owedBy: parties,
                restsOn: fact.statements.filter(\.isSound), in: web, person: fact.person,
                sentence:
                    "\(modality.words) of \(names) on \(matter)\(target)\(conditional) (\(said.time.text))"
                    + hearsay(fact, names, web) + "; nothing states that it was fulfilled"
                    + (isFulfilledInPart(number, web) ? " in full" : ""))
        }
    }

    /// Who says so, where the one who undertakes does not.
    private static func hearsay(_ fact: Fact, _ names: String, _ web: StatementWeb) -> String {
        fact.statements.contains { $0.knowledge == .firstHand }
            ? "" : ", as \(web.names(of: fact.statements)) has word of it"
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
