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
    var positions: [Stated<Position>] = []
    var shares: [Stated<InformationShare>] = []
    var shareReceipts: [Stated<InformationReceipt>] = []
    var reports: [Stated<Report>] = []
    var claims: [Stated<Claim>] = []
    var attestations: [Stated<Attestation>] = []
    var disputes: [Stated<Dispute>] = []
    var disputeAnswers: [Stated<DisputeAnswer>] = []
    var settlements: [Stated<DisputeSettlement>] = []
    var corrections: [Stated<Correction>] = []
    var reaffirmations: [Stated<Reaffirmation>] = []

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
        "goodfaith.position.stated": into { $0.positions.append($1) },
        "goodfaith.information.shared": into { $0.shares.append($1) },
        "goodfaith.information.received": into { $0.shareReceipts.append($1) },
        "goodfaith.report.issued": into { $0.reports.append($1) },
        "goodfaith.claim.published": into { $0.claims.append($1) },
        "goodfaith.attestation.made": into { $0.attestations.append($1) },
        "goodfaith.dispute.raised": into { $0.disputes.append($1) },
        "goodfaith.dispute.answered": into { $0.disputeAnswers.append($1) },
        "goodfaith.dispute.settled": into { $0.settlements.append($1) },
        "goodfaith.event.corrected": into { $0.corrections.append($1) },
        "goodfaith.event.reaffirmed": into { $0.reaffirmations.append($1) },
    ]
}
