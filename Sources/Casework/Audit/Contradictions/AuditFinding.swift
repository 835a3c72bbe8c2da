internal import LedgerCrypto

/// One thing that an audit found in sound files: statements that contradict each other, or that cannot be
/// relied on as they stand.
public struct AuditFinding: Sendable {
    public let code: AuditFindingCode
    /// The statements that it rests on.
    public let restsOn: [StatementReference]
    /// What was found and who says what, in a plain sentence.
    public let sentence: String
    /// How many children it is about; 0 where it is about none.
    public let personCount: Int

    init(_ code: AuditFindingCode, restsOn: [StatementReference], persons: Int = 0, _ sentence: String) {
        self.code = code
        self.restsOn = Set(restsOn).sorted()
        personCount = persons
        self.sentence = sentence
    }

    /// What was found, and what cannot be decided with the files at hand.
    static func all(
        in web: StatementWeb, _ sources: [AuditedSource]
    ) -> (found: [AuditFinding], undetermined: [AuditFinding]) {
        let rules: [(StatementWeb) -> [AuditFinding]] = [
            PartyFindings.found, DirectionFindings.found, Contradictions.found, CauseDifferences.found,
            DuplicateFindings.found, ClockFindings.found, ClaimFindings.found,
            RelianceFindings.found,
        ]
        let casework = IrregularCasework(web)
        let found =
            rules.flatMap { $0(web) } + casework.found + RelianceFindings.nonconforming(sources, web)
        return (sorted(found), sorted(casework.undetermined))
    }

    private static func sorted(_ findings: [AuditFinding]) -> [AuditFinding] {
        let order = Dictionary(
            AuditFindingCode.all.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return findings.sorted { left, right in
            if left.code != right.code { return (order[left.code] ?? 0) < (order[right.code] ?? 0) }
            if left.restsOn != right.restsOn {
                return left.restsOn.lexicographicallyPrecedes(right.restsOn)
            }
            return left.sentence < right.sentence
        }
    }
}
