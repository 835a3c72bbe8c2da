/// What an open dispute does, by its ground (``CodeList/disputeGround``; domain, section 6.3).
public enum DisputeEffect: String, CaseIterable, Sendable {
    /// The child's case does not go on until it is settled.
    case blocks
    /// What it contests is not agreed, and counts in no agreed number.
    case unsettles
    /// Both statements stand, side by side; the ledger never settles it.
    case stands

    /// The grounds of each effect that is not ``stands``.
    private static let grounds: [String: DisputeEffect] = [
        "wrong_person": .blocks, "consent": .blocks, "child_unwilling": .blocks,
        "count": .unsettles, "direction": .unsettles, "relation": .unsettles, "not_present": .unsettles,
        "adult": .unsettles, "already_with_family": .unsettles, "time": .unsettles,
        "not_reunified": .unsettles, "duplicate": .unsettles, "authenticity": .unsettles,
        "contact_denied": .unsettles,
    ]

    public init(ground: String) { self = DisputeEffect.grounds[ground] ?? .stands }
}
