public import MerkleTree

/// Verifies a ledger: form, chain, roots, signatures by the keys in force, trust, and what it says.
///
/// Takes bytes, opens no file, and knows no vocabulary but the one it is given. Memory does not grow with the
/// ledger but for the ids of its events.
public struct LedgerVerifier: Sendable {
    /// What the auditor asks.
    public var trust: Trust
    public var level: VerificationLevel
    /// A head that the auditor holds from elsewhere; without one, completeness is not checked.
    public var against: Head?
    /// Heads that others saw and say when: what they cover a key that turns out compromised later does not
    /// disown (format, rule 12), and one that is not of this file's history is a fork.
    public var seenOutside: [OutsideHead] = []
    /// Further sizes at which the report gives the root.
    public var watchedSizes: Set<Int> = []
    public var allowsWithheld: Bool
    /// The vocabulary by which the content is judged, at level full; without one, content is not checked.
    public var rules: (any ContentRules)?

    public init(
        trust: Trust, level: VerificationLevel = .full, against: Head? = nil, allowsWithheld: Bool = false,
        rules: (any ContentRules)?
    ) {
        self.trust = trust
        self.level = level
        self.against = against
        self.allowsWithheld = allowsWithheld
        self.rules = rules
    }

    /// The vocabulary by which the content is judged at this level: level full alone judges it.
    var judgingRules: (any ContentRules)? { level == .full ? rules : nil }

    /// Every size at which one pass over the ledger notes the root.
    var allWatchedSizes: Set<Int> {
        watchedSizes.union(seenOutside.map(\.head.size)).union(against.map { [$0.size] } ?? [])
    }

    /// Verifies all that `source` gives.
    ///
    /// - Parameters:
    ///   - progress: is called from time to time with the entries and bytes that are done.
    ///   - deliver: is called for each verified entry in order, and for none after the first break; at level
    ///     full alone, since the levels below check no voucher before the end, or none at all.
    /// - Returns: the report; what is wrong with a ledger is a result, not an error.
    public func verify<Source: LedgerBytes & ~Copyable>(
        _ source: consuming Source, progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil,
        deliver: ((VerifiedEntry) -> Void)? = nil
    ) -> VerificationReport {
        do {
            let conveyor = try Conveyor(verifier: self, source: source, delivers: deliver != nil)
            var run = VerificationRun(verifier: self)
            return try run.conclude(conveyor, progress: progress, deliver: deliver).report
        } catch let failure as LedgerReadFailure {
            return VerificationReport(unreadable: failure, level: level)
        } catch {
            return VerificationReport(
                unreadable: LedgerReadFailure("OpenSSL refused to work: \(error)"), level: level)
        }
    }
}
