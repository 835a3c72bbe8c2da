/// Casework that runs against the guards of a case, as the state reports it: the one place where an
/// irregularity becomes a finding.
enum IrregularCasework {
    static let codes: [AuditFindingCode] = []

    static func found(in web: StatementWeb) -> [AuditFinding] { [] }
}
