internal import LedgerCrypto
internal import LedgerFormat

/// One dispute, and what became of it.
public struct DisputeState: Sendable {
    public enum Progress: String, CaseIterable, Sendable {
        case open, answered, settled
    }

    public let dispute: Testimony
    /// A code of ``CodeList/disputeGround``.
    public let ground: String
    public let effect: DisputeEffect
    /// The statements that it contests, those at hand by their places.
    public let contests: [EventReference]
    /// Who raised it, and those whose statements it contests, by name.
    public let raisedBy: String
    public let against: [String]
    public let answers: [StatementReference]
    /// Settlements by whoever raised it, or by somebody whom both sides know.
    public let settlements: [StatementReference]
    /// Statements that it is settled, by somebody who cannot settle it alone.
    public let withoutEffect: [StatementReference]
    /// How it was settled: `upheld`, `rejected`, `both_stand` or `withdrawn`, as the last settlement says.
    public let outcome: String?
    public let progress: Progress
    /// Whether none of those whose statements it contests knows the ledger that raises it: then it changes
    /// nothing, and nobody owes an answer.
    let isStrangers: Bool
    /// Those whose statements it contests, as far as these are at hand.
    let contested: [NamedParty]
    /// The child's matter that it is about, where it is about one.
    let person: Int?

    /// What the dispute does as long as it is open, or how it was settled, in plain words.
    public var effectInWords: String {
        switch (progress, effect) {
        case _ where isStrangers: "nothing: no party to what it contests knows the ledger that raises it"
        case (.settled, _): (outcome ?? "without an outcome").words + effectOfSettlement
        case (_, .blocks): "the child's case does not go on until it is settled"
        case (_, .unsettles): "what it contests is not agreed and counts in no agreed number"
        case (_, .stands): "both statements stand side by side; no ledger settles it"
        }
    }

    /// Upheld, or left with both statements standing, a dispute goes on to unsettle what it contests.
    private var effectOfSettlement: String {
        guard effect != .stands, outcome == "upheld" || outcome == "both_stand" else { return "" }
        return "; the contested statement counts in no agreed number"
    }

    static func all(in web: StatementWeb) -> [DisputeState] {
        web.facts("dispute.raised").flatMap(\.statements).filter(\.isSound).map { DisputeState($0, web) }
            .sorted { $0.dispute.reference < $1.dispute.reference }
    }

    private init(_ dispute: Testimony, _ web: StatementWeb) {
        self.dispute = dispute
        ground = dispute.attributes["ground"].first ?? ""
        effect = DisputeEffect(ground: ground) ?? .unsettles
        contests = (dispute.refs + dispute.unheard).filter { $0.rel == "disputes" }
        isStrangers = !dispute.refs.contains { $0.rel == "disputes" }
        raisedBy = web.name(of: dispute.reference)
        let contested = contests.compactMap { web.evidence.statement($0.event) }
        self.contested = contested.map { web.author(of: $0) }
        against = Set(contested.map { web.name(of: $0.reference) }).sorted()
        person =
            contested.compactMap { web.evidence.fact(of: $0.reference.event) }
            .compactMap { web.evidence.facts[$0].person }.first
        let event = dispute.reference.event
        answers = web.statements(["dispute.answered"], aboutEvent: event).map(\.reference).sorted()
        let stated = web.statements(["dispute.settled"], aboutEvent: event).sorted {
            ($0.time.latest, $0.reference) < ($1.time.latest, $1.reference)
        }
        let settled = stated.filter { DisputeState.settles($0, dispute, web) }
        settlements = settled.map(\.reference).sorted()
        withoutEffect = stated.filter { !DisputeState.settles($0, dispute, web) }.map(\.reference).sorted()
        outcome = settled.last?.attributes["outcome"].first
        progress = !settled.isEmpty ? .settled : answers.isEmpty ? .open : .answered
    }

    private static func settles(_ settlement: Testimony, _ dispute: Testimony, _ web: StatementWeb) -> Bool {
        let signatories = web.evidence.signatories
        guard let author = signatories.signatory(of: settlement.reference.ledger),
            let raiser = signatories.signatory(of: dispute.reference.ledger)
        else { return false }
        return DisputeSettler(
            Optional(author), raiser: raiser,
            contested: dispute.refs.filter { $0.rel == "disputes" }.map {
                signatories.signatory(of: $0.ledger)
            },
            isKnown: { other in other.map { signatories.recognise(author, $0) } ?? false }
        ).settles(with: settlement.attributes["outcome"].first)
    }
}
