public import LedgerFormat
public import LedgerVerify
public import LedgerCrypto

/// A verified ledger whose entries are looked up one by one, in whatever order.
public protocol EntryLookup {
    associatedtype Failure: Error

    /// Entry 0.
    func opening() throws(Failure) -> VerifiedEntry
    /// Every entry with this subject.
    func entries(about subject: Subject) throws(Failure) -> [VerifiedEntry]
    /// Every entry that refers to an event, be it of this ledger or of another.
    func entries(referringTo event: SHA256Digest) throws(Failure) -> [VerifiedEntry]
    /// The entry of this hash, which may be withheld; nil where there is none.
    func entry(of event: SHA256Digest) throws(Failure) -> VerifiedEntry?
}

extension LedgerReplay {
    /// As much of a ledger as the guards can ask about the cases of some drafts (``RecordGuard``), looked up
    /// entry by entry; nil where so much concerns them that replaying all is as quick. No state is ever shown
    /// from it.
    ///
    /// - Parameters:
    ///   - beside: the other ledgers at hand, by way of which cases of this one may be one child's.
    ///   - signers: every key that signed in the ledger.
    ///   - report: of the whole ledger.
    public init?<Lookup: EntryLookup>(
        around drafts: [Event], in lookup: Lookup, beside: [LedgerReplay], signers: Set<KeyID>,
        report: VerificationReport
    ) throws(Lookup.Failure) {
        var surroundings = try CaseSurroundings(of: lookup, beside: beside)
        guard try surroundings.follow(drafts) else { return nil }
        self.init()
        for (_, entry) in surroundings.entries.sorted(by: { $0.key < $1.key }) { apply(entry) }
        note(signers)
        finish(with: report)
    }
}
