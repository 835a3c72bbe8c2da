/// What an open dispute does to the case or the count that it is about. It never deletes anything.
public enum DisputeEffect: String, CaseIterable, Sendable {
    /// The case makes no progress until the dispute is settled.
    case blocks
    /// The statement counts as uncertain until the dispute is settled.
    case unsettles
    /// Both sides' words stand for good: a ledger cannot settle it.
    case stands

    /// The effect of every ground, in the order of ``CodeList/disputeGround``'s three kinds.
    public static let table: [(effect: DisputeEffect, grounds: [String])] = [
        (.blocks, ["wrong_person", "consent", "child_unwilling"]),
        (
            .unsettles,
            [
                "count", "direction", "relation", "not_present", "already_with_family", "adult", "time",
                "not_reunified", "duplicate", "authenticity", "contact_denied",
            ]
        ),
        (.stands, ["cause", "characterisation", "attribution", "nationality", "erased"]),
    ]

    /// The effect of a dispute on that ground, a code of ``CodeList/disputeGround``; nil for any other word.
    public init?(ground: String) {
        guard let effect = DisputeEffect.byGround[ground] else { return nil }
        self = effect
    }

    private static let byGround = Dictionary(
        table.flatMap { row in row.grounds.map { ($0, row.effect) } }, uniquingKeysWith: { first, _ in first })
}
