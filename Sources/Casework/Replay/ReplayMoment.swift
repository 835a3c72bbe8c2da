public import LedgerFormat

/// A moment in a ledger's past, up to which it is replayed: `state --at INDEX|TIME`.
public enum ReplayMoment: Hashable, Sendable {
    /// Every entry up to the one at this index, which is included.
    case index(Int)
    /// Every entry whose author says that it was recorded no later than this. A withheld entry has no time
    /// and goes with the entry after it.
    case time(Timestamp)

    /// Reads an index, an instant, a day or a month; a day or a month means its last second. Nil for anything
    /// else.
    public init?(_ text: String) {
        if let index = Int(text), (0...Limits.indexMax).contains(index), String(index) == text {
            self = .index(index)
        } else if let stated = Occurred(text), !stated.isInterval {
            self = .time(stated.latest)
        } else {
            return nil
        }
    }
}

extension ReplayMoment {
    /// Whether an entry at that index, recorded at that time, belongs to the past that the moment names.
    func includes(_ index: Int, _ time: Timestamp) -> Bool {
        switch self {
        case .index(let last): index <= last
        case .time(let last): time <= last
        }
    }
}
