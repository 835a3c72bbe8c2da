internal import LedgerCrypto

/// Which keys vouch for which statements: what is disowned when keys turn out compromised (format, rule 12).
struct VouchedRanges: Sendable {
    var bySigners: [[KeyID]: IndexRanges] = [:]

    mutating func add(_ range: ClosedRange<Int>, by signers: [KeyID]) {
        bySigners[signers, default: IndexRanges()].append(range)
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
