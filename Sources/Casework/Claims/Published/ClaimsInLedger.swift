internal import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify

/// Finds the claims of one ledger, in one pass over its verified entries.
public struct ClaimsInLedger: Sendable {
    /// A claim and where it stands.
    public struct Located: Sendable {
        public let reference: StatementReference
        /// The claim, or why it cannot be read.
        public let claim: Result<PublishedClaim, ClaimRejection>
    }

    /// In the order of the ledger.
    public private(set) var claims: [Located] = []
    private var ledger: ReplayedLedger?

    public init() {}

    /// Takes the next entry of the ledger.
    public mutating func apply(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        if entry.index == 0, case .opened(let opening)? = try? LedgerEvent(event) {
            ledger = ReplayedLedger(fingerprint: entry.hash, origin: opening.origin, party: opening.party)
        }
        guard let ledger, case .vocabulary(let version) = event.schema,
            Vocabulary.current.knows(vocabularyVersion: version), event.name == "claim.published"
        else { return }
        let data = event.data
        claims.append(
            Located(
                reference: StatementReference(
                    ledger: ledger.fingerprint, index: entry.index, event: entry.hash, party: ledger.party.id),
                claim: Result { () throws(ClaimRejection) in try PublishedClaim(data: data) }))
    }
}
