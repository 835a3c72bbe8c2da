/// What a proof file proves.
public enum ProofKind: String, CaseIterable, Sendable {
    /// That entries stand in a ledger whose party signed a head over them.
    case events
    /// That one head of a ledger goes on from another.
    case consistency
    /// That one key signed two histories of one ledger.
    case equivocation
}
