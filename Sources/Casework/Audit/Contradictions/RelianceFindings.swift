internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// Statements that cannot be relied on as they stand: matches that nobody made, disowned statements on which
/// others rest, statements that break the vocabulary.
enum RelianceFindings {
    static func found(in web: StatementWeb) -> [AuditFinding] { ambiguous(web) + disowned(web) }

    private struct Matter: Hashable {
        let type: String
        let person: Int?
    }

    /// How a child's matter came into a ledger: where one ledger has it twice, that itself is the question.
    private static let beginnings: Set<String> = ["case.opened", "tracing.requested"]

    private static func ambiguous(_ web: StatementWeb) -> [AuditFinding] {
        let facts = web.evidence.facts.filter {
            $0.matching == .ambiguous && !beginnings.contains($0.type)
        }
        return Dictionary(grouping: facts) { Matter(type: $0.type, person: $0.person) }.map { matter, facts in
            let statements = facts.flatMap(\.statements)
            return AuditFinding(
                .matchAmbiguous, restsOn: statements.map(\.reference), persons: matter.person == nil ? 0 : 1,
                "\(statements.count) statements of \(web.names(of: statements)), \(matter.type.typeWords), may "
                    + "speak of the same in more than one way")
        }
    }

    /// What others do with a statement when they rest on it.
    private static let relying: Set<String> = [
        "rests_on", "acknowledges", "concerns", "fulfils", "corroborates", "replies_to", "conveys", "during",
    ]

    private static func disowned(_ web: StatementWeb) -> [AuditFinding] {
        var found: [SHA256Digest: [(statement: Testimony, target: Testimony)]] = [:]
        for statement in web.evidence.statements where statement.isSound {
            for reference in statement.refs where relying.contains(reference.rel) {
                guard let target = web.evidence.statement(reference.event), target.marks.contains(.disowned)
                else { continue }
                found[target.reference.ledger, default: []].append((statement, target))
            }
        }
        return found.map { ledger, found in
            let targets = Set(found.map(\.target.reference)).count
            return AuditFinding(
                .disownedReliedOn, restsOn: found.flatMap { [$0.statement.reference, $0.target.reference] },
                "\(web.names(of: found.map(\.statement))) rest on \(targets.of("statement")) of "
                    + "\(web.evidence.names[ledger]) that a compromised key alone signed")
        }
    }

    static func nonconforming(_ sources: [AuditedSource], _ web: StatementWeb) -> [AuditFinding] {
        sources.filter { $0.verdict == .nonconforming }.map { source in
            let name = web.evidence.names[source.ledger.fingerprint]
            let shown = source.leftOut.prefix(5).map { "entry \($0.index): \($0.code)" }
            let more =
                source.leftOut.count > shown.count ? ", and \(source.leftOut.count - shown.count) more" : ""
            let places = shown.isEmpty ? "entry 0" : shown.joined(separator: ", ") + more
            return AuditFinding(
                .contentNonconforming, restsOn: [], "\(name) breaks the vocabulary (\(places)); left out")
        }
    }
}
