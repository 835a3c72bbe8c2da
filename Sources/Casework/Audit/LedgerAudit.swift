internal import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify

/// Several verified ledgers laid side by side: what they agree on, what one alone says, what contradicts,
/// what is still owed (`audit`).
///
/// The order in which the ledgers are given changes nothing.
public struct LedgerAudit: Sendable {
    public let evidence: Evidence
    /// What the verification of each ledger said, by party, then fingerprint.
    public let sources: [AuditedSource]
    /// By code in the order of ``AuditFindingCode/all``, then by place.
    public let findings: [AuditFinding]
    /// What would be irregular if nothing else was stated, and a ledger or an entry that is not at hand may
    /// state it: no finding, and no sign that all is well.
    public let undetermined: [AuditFinding]
    /// By kind, then by place.
    public let obligations: [Obligation]
    /// By place.
    public let disputes: [DisputeState]
    public let counts: [CountInterval]
    let timeline: CombinedTimeline

    /// Lays ledgers side by side.
    ///
    /// - Parameter ledgers: each with the report of its verification, which must leave its chain whole.
    public init(_ ledgers: [(ledger: AuditedLedger, report: VerificationReport)]) {
        let evidence = Evidence(ledgers.map(\.ledger))
        let sources = AuditedSource.all(ledgers.map(\.report), in: evidence)
        let web = StatementWeb(evidence)
        disputes = DisputeState.all(in: web)
        obligations = Obligation.all(in: web, disputes)
        (findings, undetermined) = AuditFinding.all(in: web, sources)
        counts = CountInterval.all(in: evidence)
        timeline = CombinedTimeline(evidence.statements)
        self.evidence = evidence
        self.sources = sources
    }

    /// Whether more may have been stated than the files at hand show: then no upper bound is sure.
    public var mayLackStatements: Bool {
        !evidence.gaps.isEmpty || sources.contains { !$0.isComplete || !$0.leftOut.isEmpty }
    }

    /// 3 where there is a finding; what is owed or contested changes nothing by itself.
    public var exitCode: Int32 { findings.isEmpty ? 0 : Verdict.nonconforming.exitCode }
}
