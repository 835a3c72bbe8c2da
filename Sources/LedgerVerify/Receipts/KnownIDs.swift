public import LedgerFormat

/// The ids of the events that a receipt speaks of: none of them may stand again in what comes after.
///
/// They are kept apart from the receipt, which is small, so that nobody has to read a million ids to ask for
/// one.
public protocol KnownIDs: Sendable {
    /// Whether an event of the receipt has this id.
    ///
    /// - Throws: where the ids cannot be read; then nothing is known, and the ledger is verified from its
    ///   beginning.
    func contains(_ id: EventID) throws(LedgerReadFailure) -> Bool
}

/// A receipt with the ids that belong to it: the beginning of a ledger that was verified before.
public struct VerifiedPrefix: Sendable {
    public let receipt: VerificationReceipt
    public let ids: any KnownIDs

    public init(_ receipt: VerificationReceipt, ids: any KnownIDs) {
        self.receipt = receipt
        self.ids = ids
    }
}

/// Ids in memory, ascending.
public struct SortedIDs: KnownIDs {
    public let ids: [EventID]

    public init(_ ids: some Sequence<EventID>) { self.ids = ids.sorted() }

    public func contains(_ id: EventID) -> Bool {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = low + (high - low) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id
    }
}
