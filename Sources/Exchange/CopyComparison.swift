/// How a copy of a ledger compares with the one that is held.
public enum CopyComparison: Hashable, Sendable {
    /// Nothing of the ledger was held before.
    case new
    case same
    /// The copy goes on from the one held by so many entries.
    case ahead(by: Int)
    /// The copy held goes on from this one by so many entries.
    case behind(by: Int)
    /// The two hold the same up to and without the entry of that index, and other entries there.
    case forked(at: Int)
    /// The head of that size is another: the histories part somewhere before it.
    case forkedBelow(size: Int)

    public var isForked: Bool {
        switch self {
        case .forked, .forkedBelow: true
        case .new, .same, .ahead, .behind: false
        }
    }

    /// The code of the vocabulary's list of import results.
    public var code: String {
        switch self {
        case .new: "new"
        case .same: "same"
        case .ahead: "ahead"
        case .behind: "behind"
        case .forked, .forkedBelow: "forked"
        }
    }
}
