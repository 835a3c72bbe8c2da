internal import LedgerCrypto
internal import LedgerFormat

/// The disputes of all ledgers at hand on grounds that block a case, with what settled them.
///
/// A dispute is open until a settlement lifts it (``DisputeSettler``). A dispute that its author corrected was
/// never sound and blocks nothing.
struct BlockingDisputes: Sendable {
    struct Dispute: Sendable {
        let raised: Placement
        let settlements: [Placement]
    }

    private var byEvent: [SHA256Digest: [Dispute]] = [:]
    private var bySubject: [Subject: [Dispute]] = [:]

    var isEmpty: Bool { byEvent.isEmpty && bySubject.isEmpty }

    init(_ ledgers: LedgerSet) {
        let settlements = Self.settlements(ledgers)
        for (_, replay) in ledgers.replays {
            for stated in replay.statements.disputes
            where DisputeEffect(ground: stated.content.ground) == .blocks
                && ledgers.standing.isSound(stated.reference)
            {
                let heard = ledgers.parties.heard(stated.refs, from: stated.reference.ledger)
                let contested = Set(heard.filter { $0.rel == "disputes" }.map(\.event))
                if contested.isEmpty { continue }
                let dispute = Dispute(
                    raised: Placement(time: stated.time, reference: stated.reference),
                    settlements: (settlements[stated.reference.event] ?? []).filter {
                        Self.lifts($0, stated, ledgers.parties)
                    }.map { Placement(time: $0.time, reference: $0.reference) })
                for event in contested { byEvent[event, default: []].append(dispute) }
                if let subject = stated.content.subject { bySubject[subject, default: []].append(dispute) }
            }
        }
        // Stating the same again does not get rid of a dispute.
        for (_, replay) in ledgers.replays {
            for reference in replay.corrects {
                if let disputes = byEvent[reference.target.event] {
                    byEvent[reference.source.event, default: []] += disputes
                }
            }
        }
    }

    private static func settlements(_ ledgers: LedgerSet) -> [SHA256Digest: [Stated<DisputeSettlement>]] {
        var settlements: [SHA256Digest: [Stated<DisputeSettlement>]] = [:]
        for (_, replay) in ledgers.replays {
            for stated in replay.statements.disputeSettlements where ledgers.standing.isSound(stated.reference)
            {
                for dispute in Set(stated.targets("concerns")) {
                    settlements[dispute, default: []].append(stated)
                }
            }
        }
        return settlements
    }

    private static func lifts(
        _ settlement: Stated<DisputeSettlement>, _ dispute: Stated<Casework.Dispute>, _ parties: LedgerParties
    ) -> Bool {
        let author = parties[settlement.reference.ledger]
        return DisputeSettler(
            author, raiser: parties[dispute.reference.ledger],
            contested: dispute.refs.filter { $0.rel == "disputes" }.map { parties[$0.ledger] },
            isKnown: { parties.hears(author, by: $0) }
        ).lifts(with: settlement.content.outcome)
    }

    /// Those about one of the statements or the subjects, each once.
    func about(_ steps: [PlacedStep], _ subjects: [Subject]) -> [Dispute] {
        if isEmpty { return [] }
        let found =
            subjects.flatMap { bySubject[$0] ?? [] } + steps.flatMap { byEvent[$0.reference.event] ?? [] }
        var known: Set<StatementReference> = []
        return found.filter { known.insert($0.raised.reference).inserted }
            .sorted { $0.raised.reference < $1.raised.reference }
    }
}
