internal import LedgerCrypto
internal import LedgerFormat

/// Ledgers under a name that is not their party's alone, one finding a name and ledger.
enum PartyFindings {
    static func found(in web: StatementWeb) -> [AuditFinding] {
        let impostures = web.evidence.signatories.impostures
        return Dictionary(grouping: impostures.filter { !$0.isNoted }) { $0.id }.sorted { $0.key < $1.key }
            .compactMap { shared($0.value, $0.key, web) }
            + Dictionary(grouping: impostures.filter(\.isNoted)) { $0.ledger }.sorted { $0.key < $1.key }
            .compactMap { notNoted($0.value, $0.key, web) }
    }

    private static func shared(
        _ impostures: [Imposture], _ id: PartyID, _ web: StatementWeb
    ) -> AuditFinding? {
        let openings = impostures.compactMap { opening($0.ledger, web) }
        let ledgers = Set(openings).sorted().map { web.evidence.names[$0.ledger] }.listed
        return AuditFinding(
            .nameShared, restsOn: openings,
            "the ledgers \(ledgers) of different parties all call themselves \(id)")
    }

    private static func notNoted(
        _ impostures: [Imposture], _ ledger: SHA256Digest, _ web: StatementWeb
    ) -> AuditFinding? {
        guard let opening = opening(ledger, web) else { return nil }
        let noted = impostures.compactMap { imposture -> (by: SHA256Digest, noted: SHA256Digest)? in
            guard case .isNotTheNoted(let by, let noted) = imposture.kind else { return nil }
            return (by, noted)
        }
        let names = Set(noted.map { web.evidence.names[$0.by] }).sorted().listed
        let others = Set(noted.map { LedgerNames.short($0.noted) }).sorted().listed
        return AuditFinding(
            .notTheNotedLedger, restsOn: [opening] + noted.compactMap { self.opening($0.by, web) },
            "\(web.evidence.names[ledger]) calls itself \(opening.party), and is not the ledger that \(names) noted "
                + "under that id (sha256:\(others)...)")
    }

    /// Entry 0 of a ledger, by which it says who it is.
    private static func opening(_ ledger: SHA256Digest, _ web: StatementWeb) -> StatementReference? {
        web.evidence.state.ledgers.first { $0.ledger.fingerprint == ledger }.map {
            StatementReference(ledger: ledger, index: 0, event: ledger, party: $0.ledger.party.id)
        }
    }
}

extension Imposture {
    fileprivate var isNoted: Bool {
        if case .isNotTheNoted = kind { true } else { false }
    }
}
