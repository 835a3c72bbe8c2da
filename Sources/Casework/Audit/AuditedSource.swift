public import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// What the verification of one ledger said, as far as an audit rests on it.
public struct AuditedSource: Sendable {
    public let ledger: ReplayedLedger
    public let verdict: Verdict
    /// What from outside the file says whose keys these are.
    public let anchor: AnchorMatch
    public let head: Head?
    /// Whether a head from outside the file showed that nothing is missing at its end.
    public let isComplete: Bool
    /// What the verification did not check, in sentences.
    public let notChecked: [String]
    /// The keys in force at the end, by their ids.
    public let keys: [KeyID]
    /// Statements that break the vocabulary and are therefore left out, the first thousand of them.
    public let leftOut: [Violation]

    /// One statement that the vocabulary does not allow.
    public struct Violation: Sendable {
        public let index: Int
        /// A code that begins with `content-`.
        public let code: String
        public let expected: String
        public let found: String
    }

    /// Nil where not even entry 0 holds.
    init?(_ report: VerificationReport) {
        guard let identity = report.ledger else { return nil }
        ledger = ReplayedLedger(
            fingerprint: identity.fingerprint, origin: identity.opening.origin, party: identity.opening.party)
        verdict = report.verdict
        anchor = report.anchor
        head = report.head
        if case .complete = report.completeness { isComplete = true } else { isComplete = false }
        notChecked = report.notChecked.map(\.sentence)
        keys = report.keys.map(\.keyID).sorted()
        leftOut = report.findings.filter { $0.code.verdict == .nonconforming }.compactMap { finding in
            finding.index.map {
                Violation(
                    index: $0, code: finding.code.description, expected: finding.expected, found: finding.found)
            }
        }
    }

    /// One for each ledger of the evidence: of two copies the one whose head the evidence has.
    static func all(_ reports: [VerificationReport], in evidence: Evidence) -> [AuditedSource] {
        let given = Dictionary(grouping: reports.compactMap { AuditedSource($0) }) { $0.ledger.fingerprint }
        return evidence.state.ledgers.compactMap { kept in
            let copies = given[kept.ledger.fingerprint] ?? []
            return copies.filter { $0.head == kept.head }.min { $0.soundness < $1.soundness } ?? copies.first
        }
    }

    /// The soundest copy first, whatever the order in which they were given.
    private var soundness: [String] {
        [isComplete ? "0" : "1"] + notChecked
    }
}

extension [String] {
    fileprivate static func < (left: [String], right: [String]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}
