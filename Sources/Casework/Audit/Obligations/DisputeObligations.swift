/// Disputes that whoever is contested has not answered, or that nobody has settled.
enum DisputeObligations {
    static func open(_ disputes: [DisputeState], _ web: StatementWeb) -> [Obligation] {
        disputes.filter { !$0.isStrangers }.flatMap { state -> [Obligation] in
            let against = state.against.isEmpty ? "a party whose ledger is not at hand" : state.against.listed
            let what = "\(state.raisedBy) contests a statement of \(against), \(state.ground.words)"
            var open: [Obligation?] = []
            if state.progress == .open {
                open.append(
                    Obligation(
                        .disputeUnanswered, owedBy: state.contested, restsOn: [state.dispute], in: web,
                        person: state.person,
                        sentence: "\(what) (\(state.dispute.time.text)); no answer is stated"))
            }
            if state.progress != .settled, state.effect != .stands {
                open.append(
                    Obligation(
                        .disputeUnsettled, owedBy: [web.author(of: state.dispute)] + state.contested,
                        restsOn: [state.dispute], in: web, person: state.person,
                        sentence: "\(what) (\(state.dispute.time.text)); \(state.effectInWords)"))
            }
            return open.compactMap { $0 }
        }
    }
}
