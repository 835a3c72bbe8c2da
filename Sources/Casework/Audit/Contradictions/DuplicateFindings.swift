internal import LedgerCrypto
internal import LedgerFormat

/// One child under several references of one ledger, and one reference in several of one party's ledgers.
enum DuplicateFindings {
    static func found(in web: StatementWeb) -> [AuditFinding] { cases(web) + references(web) }

    private static func cases(_ web: StatementWeb) -> [AuditFinding] {
        web.evidence.state.cases.filter(\.hasSeveralOfOneLedger).map { group in
            let own = Dictionary(grouping: group.members.filter { $0.subject.kind == "case" }) {
                $0.first.ledger
            }.filter { $0.value.count > 1 }
            let members = own.values.flatMap { $0 }
            let ledgers = own.keys.map { web.evidence.names[$0] }.sorted().listed
            return AuditFinding(
                .caseDuplicated, restsOn: members.map(\.first), persons: 1,
                "\(ledgers) names \(members.count) of its own cases as one child's: one child was registered "
                    + "twice, or a link is wrong")
        }
    }

    private static func references(_ web: StatementWeb) -> [AuditFinding] {
        let signatories = web.evidence.signatories
        var uses: [Subject: [StatementReference]] = [:]
        for group in web.evidence.state.cases where group.members.count > 1 {
            for member in group.members { uses[member.subject, default: []].append(member.first) }
        }
        let reused = uses.filter { _, uses in
            let parties = Dictionary(grouping: uses) { signatories.signatory(of: $0.ledger) }
            return parties.contains { $0.key != nil && Set($0.value.map(\.ledger)).count > 1 }
        }
        // Many cases of the same ledgers make one finding.
        let byLedgers = Dictionary(grouping: reused.values) { Set($0.map(\.ledger)) }
        return byLedgers.map { ledgers, uses in
            let names = ledgers.map { web.evidence.names[$0] }.sorted().listed
            let cases = uses.count == 1 ? "one case reference" : "\(uses.count) case references"
            return AuditFinding(
                .referenceReused, restsOn: uses.flatMap { $0 }, persons: uses.count,
                "the ledgers \(names) of one party use \(cases) for different readers")
        }
    }
}
