/// Indexes of one ledger, kept as ranges: memory grows with the gaps, not with the entries.
public struct IndexRanges: Hashable, Sendable {
    /// Ascending, none touching the next.
    public private(set) var ranges: [ClosedRange<Int>] = []

    public init() {}

    public var isEmpty: Bool { ranges.isEmpty }
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Adds indexes that lie after all that are already here.
    package mutating func append(_ range: ClosedRange<Int>) {
        if let last = ranges.last, last.upperBound + 1 >= range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
        } else {
            ranges.append(range)
        }
    }

    public func contains(_ index: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < index { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(index)
    }

    /// What of this lies at `index` or after it.
    func from(_ index: Int) -> [ClosedRange<Int>] {
        ranges.filter { $0.upperBound >= index }.map { max($0.lowerBound, index)...$0.upperBound }
    }

    /// What of this lies before `index`.
    func before(_ index: Int) -> IndexRanges {
        var before = IndexRanges()
        before.ranges = ranges.filter { $0.lowerBound < index }.map {
            $0.lowerBound...min($0.upperBound, index - 1)
        }
        return before
    }

    static func union(of ranges: [ClosedRange<Int>]) -> IndexRanges {
        var union = IndexRanges()
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { union.append(range) }
        return union
    }
}
