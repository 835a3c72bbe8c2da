/// Who stands behind a fact. The rungs are of one ladder, and never a score.
public enum Grade: String, CaseIterable, Comparable, Sendable {
    /// One party alone states it.
    case unilateral
    /// The other side has its word, or was told of it, and has not stated it itself.
    case acknowledged
    /// Each of two sides states first hand what it knows of it, each knows the other's ledger, and no open
    /// dispute unsettles it.
    case bilateral
    /// Besides, a neutral that both sides know was there.
    case witnessed
    /// Besides, the child and the family were seen after.
    case followedUp = "followed_up"

    public static func < (left: Grade, right: Grade) -> Bool { left.rung < right.rung }

    private var rung: Int { Grade.allCases.firstIndex(of: self) ?? 0 }
}
