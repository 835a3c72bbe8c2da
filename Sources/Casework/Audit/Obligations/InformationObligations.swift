internal import LedgerFormat

/// Information that was passed and not confirmed, or asked for and neither passed nor refused.
enum InformationObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        web.places("information.shared").flatMap { receiptsOwed($0, web) }
            + web.places("information.requested").compactMap { answerOwed($0, web) }
    }

    /// One for each recipient: each holds what it received.
    private static func receiptsOwed(_ number: Int, _ web: StatementWeb) -> [Obligation] {
        let fact = web.evidence.facts[number]
        guard let share = fact.statements.first, share.isSound else { return [] }
        let receipts = web.statements(["information.received"], about: number)
        return web.parties("recipients", in: share).compactMap { party in
            if receipts.contains(where: { web.isWord($0, of: party, namedIn: share.reference.ledger) }) {
                return nil
            }
            let name = web.evidence.name(party)
            let kind = share.attributes["kind"].first?.words ?? "information"
            return Obligation(
                .shareWithoutReceipt, owedBy: [party], restsOn: [share], in: web, person: fact.person,
                sentence: "the \(kind) that \(web.name(of: share.reference)) passed (\(share.time.text)) has "
                    + "no receipt by \(name)")
        }
    }

    private static let answers: Set<String> = ["information.shared", "information.withheld"]

    private static func answerOwed(_ number: Int, _ web: StatementWeb) -> Obligation? {
        let fact = web.evidence.facts[number]
        guard let request = fact.statements.first, request.isSound else { return nil }
        let asked = request.attributes.toward.map { web.party($0, in: request) }
        let answered = web.statements(answers, about: number).contains { answer in
            asked.contains { web.isWord(answer, of: $0, namedIn: request.reference.ledger) }
        }
        guard !answered else { return nil }
        return Obligation(
            .requestUnanswered, owedBy: asked, restsOn: [request], in: web, person: fact.person,
            sentence: "\(web.name(of: request.reference)) asked \(web.names(of: Set(asked))) for information "
                + "(\(request.time.text)), which was neither passed nor withheld")
    }
}
