public import LedgerVerify

/// One ledger as an audit reads it, in one pass over its verified entries: the replay to its state, and every
/// statement with its references.
public struct AuditedLedger: Sendable {
    private(set) var replay: LedgerReplay
    private(set) var testimony: LedgerTestimony

    /// Everything up to `moment`, or the whole ledger.
    public init(at moment: ReplayMoment? = nil) {
        replay = LedgerReplay(at: moment)
        testimony = LedgerTestimony(at: moment)
    }

    /// Takes the next entry of the ledger.
    public mutating func apply(_ entry: VerifiedEntry) {
        replay.apply(entry)
        testimony.apply(entry)
    }

    /// Takes what only the end of the verification knows.
    public mutating func finish(with report: VerificationReport) { replay.finish(with: report) }
}
