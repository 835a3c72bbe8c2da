internal import LedgerCrypto

/// Which keys vouch for which statements: what is disowned when keys turn out compromised (format, rule 12).
struct VouchedRanges: Sendable {
    /// The signers that vouched last, whose range grows most often, are not looked up each time.
    private var last: (signers: [KeyID], ranges: IndexRanges) = ([], IndexRanges())
    private var others: [[KeyID]: IndexRanges] = [:]

    init(bySigners: [[KeyID]: IndexRanges] = [:]) { others = bySigners }

    mutating func add(_ range: ClosedRange<Int>, by signers: [KeyID]) {
        if signers != last.signers {
            others[last.signers] = last.ranges
            last = (signers, others.removeValue(forKey: signers) ?? IndexRanges())
        }
        last.ranges.append(range)
    }

    /// What each group of signers vouches for.
    var bySigners: [[KeyID]: IndexRanges] {
        others.merging([last.signers: last.ranges]) { first, _ in first }.filter { !$0.value.isEmpty }
    }

    /// What no key vouches for but compromised ones, each from the index since which it is compromised.
    func disowned(_ compromised: [KeyID: Int]) -> IndexRanges {
        if compromised.isEmpty { return IndexRanges() }
        return IndexRanges.union(
            of: bySigners.flatMap { signers, ranges in
                let since = signers.map { compromised[$0] ?? Int.max }.max() ?? Int.max
                return ranges.from(since)
            })
    }
}
