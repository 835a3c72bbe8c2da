internal import LedgerFormat

/// The statements of one ledger that are not steps of a case, by what they state, in the order of the ledger.
struct LedgerStatements: Sendable {
    var counterparts: [Stated<Counterpart>] = []
    var mandates: [Stated<Mandate>] = []
    var mandateEnds: [Stated<MandateEnd>] = []
    var letters: [Stated<Letter>] = []
    var conveyances: [Stated<Conveyance>] = []
    var receipts: [Stated<Receipt>] = []
    var channels: [Stated<Channel>] = []
    var channelChanges: [Stated<ChannelChange>] = []
    var contacts: [Stated<Contact>] = []
    var undertakings: [Stated<Undertaking>] = []
    var fulfilments: [Stated<UndertakingFulfilment>] = []
    var positions: [Stated<Position>] = []
    var requests: [Stated<InformationRequest>] = []
    var withholdings: [Stated<InformationWithholding>] = []
    var shares: [Stated<InformationShare>] = []
    var shareReceipts: [Stated<InformationReceipt>] = []
    var reports: [Stated<Report>] = []
    var claims: [Stated<Claim>] = []
    var claimAmendments: [Stated<ClaimAmendment>] = []
    var claimWithdrawals: [Stated<ClaimWithdrawal>] = []
    var claimEvaluations: [Stated<ClaimEvaluation>] = []
    var attestations: [Stated<Attestation>] = []
    var disputes: [Stated<Dispute>] = []
    var disputeAnswers: [Stated<DisputeAnswer>] = []
    var disputeSettlements: [Stated<DisputeSettlement>] = []
    var corrections: [Stated<Correction>] = []
    var reaffirmations: [Stated<Reaffirmation>] = []
    var exports: [Stated<FileExport>] = []
    var imports: [Stated<FileImport>] = []
    var headNotes: [Stated<HeadNote>] = []
    var retentions: [Stated<Retention>] = []
    var erasureRequests: [Stated<ErasureRequest>] = []
    var holds: [Stated<Hold>] = []
    var holdLiftings: [Stated<HoldLifting>] = []
    var erasures: [Stated<Erasure>] = []
    var accesses: [Stated<Access>] = []
    var breaches: [Stated<Breach>] = []

    /// Takes a statement; false where it cannot be read.
    typealias Taker = @Sendable (inout LedgerStatements, StatementReader) -> Bool

    private static func into<Content>(
        _ place: @escaping @Sendable (inout LedgerStatements, Stated<Content>) -> Void
    ) -> Taker {
        { statements, reader in
            guard let stated = reader.stated(Content.self) else { return false }
            place(&statements, stated)
            return true
        }
    }

    /// Where each type goes, by its name in an event. Types that are not here are steps of cases
    /// (``CaseStepRule/table``).
    static let takers: [String: Taker] = [
        "goodfaith.counterpart.noted": into { $0.counterparts.append($1) },
        "goodfaith.mandate.given": into { $0.mandates.append($1) },
        "goodfaith.mandate.ended": into { $0.mandateEnds.append($1) },
        "goodfaith.correspondence.issued": into { $0.letters.append($1) },
        "goodfaith.correspondence.conveyed": into { $0.conveyances.append($1) },
        "goodfaith.correspondence.received": into { $0.receipts.append($1) },
        "goodfaith.channel.opened": into { $0.channels.append($1) },
        "goodfaith.channel.changed": into { $0.channelChanges.append($1) },
        "goodfaith.contact.held": into { $0.contacts.append($1) },
        "goodfaith.undertaking.stated": into { $0.undertakings.append($1) },
        "goodfaith.undertaking.fulfilled": into { $0.fulfilments.append($1) },
        "goodfaith.position.stated": into { $0.positions.append($1) },
        "goodfaith.information.requested": into { $0.requests.append($1) },
        "goodfaith.information.withheld": into { $0.withholdings.append($1) },
        "goodfaith.information.shared": into { $0.shares.append($1) },
        "goodfaith.information.received": into { $0.shareReceipts.append($1) },
        "goodfaith.report.issued": into { $0.reports.append($1) },
        "goodfaith.claim.published": into { $0.claims.append($1) },
        "goodfaith.claim.amended": into { $0.claimAmendments.append($1) },
        "goodfaith.claim.withdrawn": into { $0.claimWithdrawals.append($1) },
        "goodfaith.claim.evaluated": into { $0.claimEvaluations.append($1) },
        "goodfaith.attestation.made": into { $0.attestations.append($1) },
        "goodfaith.dispute.raised": into { $0.disputes.append($1) },
        "goodfaith.dispute.answered": into { $0.disputeAnswers.append($1) },
        "goodfaith.dispute.settled": into { $0.disputeSettlements.append($1) },
        "goodfaith.event.corrected": into { $0.corrections.append($1) },
        "goodfaith.event.reaffirmed": into { $0.reaffirmations.append($1) },
        "goodfaith.file.exported": into { $0.exports.append($1) },
        "goodfaith.file.imported": into { $0.imports.append($1) },
        "goodfaith.head.noted": into { $0.headNotes.append($1) },
        "goodfaith.retention.set": into { $0.retentions.append($1) },
        "goodfaith.erasure.requested": into { $0.erasureRequests.append($1) },
        "goodfaith.hold.placed": into { $0.holds.append($1) },
        "goodfaith.hold.lifted": into { $0.holdLiftings.append($1) },
        "goodfaith.material.erased": into { $0.erasures.append($1) },
        "goodfaith.access.noted": into { $0.accesses.append($1) },
        "goodfaith.breach.reported": into { $0.breaches.append($1) },
    ]
}
