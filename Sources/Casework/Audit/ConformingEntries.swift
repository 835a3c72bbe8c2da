internal import LedgerFormat
public import LedgerVerify

/// Passes over the statements of one ledger that the vocabulary does not allow, so that an audit rests on
/// none of them. Entry 0 always stays: without it nobody could tell whose ledger it is.
public struct ConformingEntries: Sendable {
    private var party: Party?

    public init() {}

    /// Whether the next entry of the ledger says only what the vocabulary allows. What nobody can judge, a
    /// withheld entry or an unknown vocabulary, stays and is counted by the replay.
    public mutating func include(_ entry: VerifiedEntry) -> Bool {
        guard let event = entry.event else { return true }
        if entry.index == 0, case .opened(let opening)? = try? LedgerEvent(event) { party = opening.party }
        guard let party, case .vocabulary(let version) = event.schema,
            Vocabulary.current.knows(vocabularyVersion: version)
        else { return true }
        return Vocabulary.current.violation(in: event, statedBy: party) == nil
    }
}
