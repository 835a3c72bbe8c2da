internal import LedgerCrypto

/// Which statements rest on one key alone: what is disowned when that key turns out compromised (format, rule 12).
struct SoloSigned: Sendable {
    private var byKey: [KeyID: IndexRanges] = [:]

    mutating func add(_ range: ClosedRange<Int>, by keyID: KeyID) { byKey[keyID, default: IndexRanges()].append(range) }

    /// What is disowned, given since when each key is compromised.
    func disowned(_ compromised: [KeyID: Int]) -> IndexRanges {
        IndexRanges.union(of: compromised.flatMap { keyID, since in byKey[keyID]?.from(since) ?? [] })
    }
}
