internal import LedgerCrypto
public import LedgerFormat
internal import MerkleTree

/// Where a verification begins, by what was verified before.
enum StartingPoint: Sendable {
    /// Nothing was.
    case entryZero
    /// After the last entry of a receipt, whose bytes are the same; what follows may have been signed by the caller
    /// itself.
    case after(VerifiedPrefix, signedHere: Bool)
    /// At entry 0 once more, to look at every entry; but up to the end of the receipt the bytes are the same,
    /// and neither signatures nor content are checked again.
    case again(VerifiedPrefix)

    /// What is not read at all.
    var passedOver: (entries: Int, bytes: Int) {
        guard case .after(let prefix, _) = self else { return (0, 0) }
        return (prefix.receipt.entryCount, prefix.receipt.byteCount)
    }

    /// What was verified before.
    var prefix: VerifiedPrefix? {
        switch self {
        case .entryZero: nil
        case .after(let prefix, _), .again(let prefix): prefix
        }
    }

    /// Whether the caller has made the signatures that come, and need not be told that they hold.
    var isSignedHere: Bool {
        if case .after(_, true) = self { true } else { false }
    }

    var verifiedBefore: VerificationReport.VerifiedBefore? {
        prefix.map {
            VerificationReport.VerifiedBefore(
                entryCount: $0.receipt.entryCount, byteCount: $0.receipt.byteCount)
        }
    }

    /// Roots that a receipt knows and the next one need not forget.
    fileprivate var roots: [Int: SHA256Digest] {
        guard let receipt = prefix?.receipt else { return [:] }
        return receipt.roots.merging([receipt.head.size: receipt.head.root]) { first, _ in first }
    }
}

extension VerificationReceipt {
    /// So many earlier roots are kept, those of the largest sizes.
    private static let rootsMax = 256

    /// What a verification without findings established; nil where what it leaves behind is not that of a sound
    /// ledger which ends with a signed entry.
    fileprivate init?(
        _ chain: borrowing ChainCheck, level: VerificationLevel, pieces: [Piece],
        _ end: (tree: MerkleFrontier, last: SHA256Digest), head: Head?
    ) {
        guard let opened = chain.opening, chain.leavesNothingOpen, var hasher = try? SHA256(),
            pieces.count <= VerificationReceipt.piecesMax
        else { return nil }
        let whole = end.tree.closed(by: end.last, &hasher)
        guard whole.head == head, whole.head.size == chain.entryCount else { return nil }
        (frontier, self.head) = whole
        (tree, previous) = (end.tree, end.last)
        self.level = level
        self.pieces = pieces
        rules = chain.rules?.identifier
        openSSL = OpenSSL.version
        self.opened = opened
        let known = chain.start.roots.merging(chain.tree.watchedRoots) { first, _ in first }
        roots = Dictionary(
            uniqueKeysWithValues: known.filter { $0.key > 0 && $0.key < whole.head.size }
                .sorted { $0.key > $1.key }.prefix(VerificationReceipt.rootsMax).map { ($0.key, $0.value) })
        allKeys = chain.roster
        roster = chain.lastKeyEvent
        withheld = chain.withheld
        vouched = chain.vouched
        isClosed = chain.isClosed
        successor = chain.successor
        unknownVocabularies = chain.unknownVocabularies
    }
}

extension ChainCheck {
    /// Takes up what a receipt's verification carried at its end.
    ///
    /// What is not in a receipt is what a ledger without findings leaves empty (``leavesNothingOpen``), or what
    /// was settled at its end: the last signature of each key at level heads, and the last root below level
    /// full, were checked there, and only a later one can ask to be checked in their place.
    mutating func resume(_ receipt: VerificationReceipt, watching sizes: Set<Int>) {
        tree = TreeFollower(resuming: receipt, watching: sizes)
        roster = receipt.allKeys
        opening = receipt.opened
        entryCount = receipt.entryCount
        expectedIndex = receipt.entryCount
        expectedPrevious = receipt.previous
        lastKeyEvent = receipt.roster
        withheld = receipt.withheld
        vouched = receipt.vouched
        isClosed = receipt.isClosed
        successor = receipt.successor
        if rules != nil { unknownVocabularies = receipt.unknownVocabularies }
    }

    /// Whether the ledger ends with a signed entry, everything in it was checked, and no finding has left a
    /// mark.
    var leavesNothingOpen: Bool {
        unsignedRun == 0 && batchRun == 0 && !hasWithheldInRun && stoppedAt == nil && failure == nil
            && !hasUnsupportedSignatures && expectedIndex == entryCount && unaccounted.isEmpty
            && refusedKeys.isEmpty && refusedKeyEvent == nil && missedRootAt == nil
    }

    /// Whether an entry that is read belongs to what was verified before: then its signatures, its content and
    /// its id are not checked again.
    func isSettled(_ line: ParsedLine) -> Bool { line.position < settledEntries }

    /// Whether an event that was verified before has the id of one that was not.
    mutating func wasKnown(_ id: EventID, _ line: ParsedLine) -> Bool {
        guard let knownIDs, !isSettled(line), failure == nil else { return false }
        do throws(LedgerReadFailure) { return try knownIDs.contains(id) } catch {
            failure = error
            return false
        }
    }
}

/// A report, and what makes the next verification of the same ledger short.
public struct ReceiptedReport: Sendable {
    public let report: VerificationReport
    /// Absent where there was anything to find, or the ledger does not end with a signed entry.
    public let receipt: VerificationReceipt?
    /// The ids of the events that were verified now, in no order: with those of ``resumed``, all that belong to
    /// the receipt.
    public let ids: [EventID]
    /// What was verified before, and was gone on from.
    public let resumed: VerifiedPrefix?

    /// A report that nothing can rest on.
    init(_ report: VerificationReport) {
        self.report = report
        (receipt, ids, resumed) = (nil, [], nil)
    }

    init(
        _ report: VerificationReport, pieces: [VerificationReceipt.Piece]?,
        _ end: (tree: MerkleFrontier, last: SHA256Digest)?, taking chain: inout ChainCheck
    ) {
        self.report = report
        if let pieces, let end {
            receipt = VerificationReceipt(chain, level: report.level, pieces: pieces, end, head: report.head)
        } else {
            receipt = nil
        }
        resumed = chain.start.prefix
        ids = receipt == nil ? [] : chain.ids.ids
        chain.ids = SeenIDs()
    }
}
