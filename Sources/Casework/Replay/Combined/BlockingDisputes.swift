internal import LedgerCrypto
internal import LedgerFormat

/// The disputes of all ledgers at hand on grounds that block a case, with what settled them.
///
/// A dispute is open until a settlement concerns it. Only the party that raised it withdraws it; otherwise an
/// arbiter settles it whose ledger both sides noted by its fingerprint: neither the party whose statement is
/// contested, nor any stranger. A dispute that its author corrected was never sound and blocks nothing.
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
        let noted = Self.noted(ledgers)
        for (_, replay) in ledgers.replays {
            for stated in replay.statements.disputes
            where DisputeEffect(ground: stated.content.ground) == .blocks
                && ledgers.standing.isSound(stated.reference)
            {
                let dispute = Dispute(
                    raised: Placement(time: stated.time, reference: stated.reference),
                    settlements: (settlements[stated.reference.event] ?? []).filter {
                        Self.settles($0, stated, ledgers.parties, noted)
                    }.map { Placement(time: $0.time, reference: $0.reference) })
                for event in Set(stated.targets("disputes")) { byEvent[event, default: []].append(dispute) }
                if let subject = stated.content.subject { bySubject[subject, default: []].append(dispute) }
            }
        }
    }

    private static func settlements(_ ledgers: LedgerSet) -> [SHA256Digest: [Stated<DisputeSettlement>]] {
        var settlements: [SHA256Digest: [Stated<DisputeSettlement>]] = [:]
        for (_, replay) in ledgers.replays {
            for stated in replay.statements.disputeSettlements where ledgers.standing.isSound(stated.reference) {
                for dispute in Set(stated.targets("concerns")) {
                    settlements[dispute, default: []].append(stated)
                }
            }
        }
        return settlements
    }

    /// The parties that each party noted by the fingerprints of their ledgers, all by their first ledgers.
    private static func noted(_ ledgers: LedgerSet) -> [SHA256Digest: Set<SHA256Digest>] {
        var noted: [SHA256Digest: Set<SHA256Digest>] = [:]
        for (ledger, replay) in ledgers.replays {
            for counterpart in replay.statements.counterparts {
                guard let fingerprint = counterpart.content.fingerprint else { continue }
                noted[ledgers.parties[ledger.fingerprint], default: []].insert(ledgers.parties[fingerprint])
            }
        }
        return noted
    }

    private static func settles(
        _ settlement: Stated<DisputeSettlement>, _ dispute: Stated<Casework.Dispute>,
        _ parties: LedgerParties, _ noted: [SHA256Digest: Set<SHA256Digest>]
    ) -> Bool {
        if parties.isSame(settlement.reference, dispute.reference) { return true }
        let arbiter = parties[settlement.reference.ledger]
        let contested = dispute.refs.filter { $0.rel == "disputes" }.map { parties[$0.ledger] }
        return settlement.content.outcome != "withdrawn" && !contested.contains(arbiter)
            && (contested + [parties[dispute.reference.ledger]]).allSatisfy {
                noted[$0]?.contains(arbiter) ?? false
            }
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
