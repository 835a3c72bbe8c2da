internal import Dispatch
internal import LedgerCrypto
internal import MerkleTree
internal import Synchronization

/// Verifying again: what a receipt speaks of costs hashing its bytes, what came after its verification.
extension LedgerVerifier {
    /// Verifies all that `source` gives, and what one of the receipts says of its beginning is not verified
    /// again. The report is the same as without, but for ``VerificationReport/verifiedBefore``.
    ///
    /// Of the receipts that serve this question, the longest whose bytes are still the same is gone on from. To
    /// deliver entries, or to answer what the receipt does not know (the root at a size below its own), the
    /// beginning is read once more, without its signatures and its content.
    ///
    /// - Parameters:
    ///   - progress: is called from time to time with the entries and bytes that are done.
    ///   - knows: is asked, before anything is delivered, about a beginning that is the same as it was: whether
    ///     its entries are known, so that only what comes after is to be delivered.
    ///   - deliver: is called for each verified entry in order, as in ``verify(_:progress:deliver:)``.
    public func verify<Source: RepeatableLedgerBytes & ~Copyable>(
        _ source: consuming sending Source, resuming prefixes: [VerifiedPrefix],
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil,
        knows: (VerificationReceipt) -> Bool = { _ in false }, deliver: ((VerifiedEntry) -> Void)? = nil
    ) -> ReceiptedReport {
        let bytes = HashedBytes(source)
        let deliver = level == .full ? deliver : nil
        return reporting { () throws in
            let serving = prefixes.filter { $0.receipt.serves(self) }
            let mayReadAgain = deliver != nil || !serving.allSatisfy { answers(allWatchedSizes, $0.receipt) }
            if mayReadAgain { bytes.rememberForAgain() }
            let matches = try compare(bytes, with: serving, progress)
            let start = try begin(bytes, after: matches) { deliver == nil || knows($0) }
            do {
                return try run(bytes, from: start, progress: progress, deliver: deliver)
            } catch let failure as IDsUnreadable {
                // What was delivered cannot be taken back.
                if deliver != nil { throw failure.reason }
                return try run(bytes, from: try begin(bytes, after: []), progress: progress, deliver: nil)
            }
        }
    }

    /// Puts the reading where the verification begins.
    ///
    /// - Parameter mayPassOver: whether the entries of a receipt need not be looked at.
    private func begin<Source: RepeatableLedgerBytes & ~Copyable>(
        _ bytes: HashedBytes<Source>, after matches: [PrefixComparison.Match],
        mayPassOver: (VerificationReceipt) -> Bool = { _ in false }
    ) throws -> StartingPoint {
        let answering = matches.filter { answers(allWatchedSizes, $0.prefix.receipt) }
        if let match = answering.first(where: { mayPassOver($0.prefix.receipt) }) {
            bytes.begin(at: match.whole.byteCount)
            bytes.hash(into: match.digest, after: match.whole.byteCount)
            return .after(match.prefix, signedHere: false)
        }
        if let match = matches.first {
            try bytes.beginAgain()
            return .again(match.prefix)
        }
        bytes.begin(at: 0)
        bytes.hash(into: try RunningDigest())
        return .entryZero
    }

    /// Verifies what comes after a beginning whose bytes the caller vouches for: those of the receipt, or bytes
    /// that the caller itself put after them. Nothing of the beginning is read.
    ///
    /// - Parameters:
    ///   - source: gives the bytes after the receipt's, none of them where the question is about the receipt
    ///     alone.
    ///   - signedHere: whether the caller has made the signatures of these bytes itself, just now, with keys that
    ///     it holds: then they are not checked once more.
    ///   - deliver: is called for each verified entry after the beginning.
    /// - Returns: the report of the whole. Where the receipt does not answer the question, or its ids cannot be
    ///   read, it is `unreadable`, and says so.
    public func verify<Source: LedgerBytes & ~Copyable>(
        appended source: consuming sending Source, to prefix: VerifiedPrefix, signedHere: Bool = false,
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil, deliver: ((VerifiedEntry) -> Void)? = nil
    ) -> ReceiptedReport {
        let bytes = HashedBytes(source)
        return reporting { () throws in
            guard prefix.receipt.serves(self), answers(allWatchedSizes, prefix.receipt) else {
                throw LedgerReadFailure("the receipt of the last verification does not answer what is asked")
            }
            bytes.hash(into: try RunningDigest())
            return try run(
                bytes, from: .after(prefix, signedHere: signedHere), after: prefix.receipt.pieces,
                progress: progress, deliver: deliver)
        }
    }

    private func reporting(_ verify: () throws -> ReceiptedReport) -> ReceiptedReport {
        let failure: LedgerReadFailure
        do { return try verify() } catch let unreadable as LedgerReadFailure {
            failure = unreadable
        } catch let unreadable as IDsUnreadable {
            failure = unreadable.reason
        } catch {
            failure = LedgerReadFailure("OpenSSL refused to work: \(error)")
        }
        return ReceiptedReport(VerificationReport(unreadable: failure, level: level))
    }

    /// Whether the receipt has the roots at the sizes that it covers; the later ones the rest of the ledger
    /// tells.
    private func answers(_ sizes: Set<Int>, _ receipt: VerificationReceipt) -> Bool {
        sizes.allSatisfy { $0 >= receipt.head.size || receipt.roots[$0] != nil }
    }

    /// The beginnings that are the same as they were, the longest first. One piece is read while another is
    /// hashed.
    private func compare<Source: RepeatableLedgerBytes & ~Copyable>(
        _ bytes: HashedBytes<Source>, with prefixes: [VerifiedPrefix], _ progress: ((Int, Int) -> Void)?
    ) throws -> [PrefixComparison.Match] {
        let comparison = try PrefixComparison(prefixes, byteCount: bytes.byteCount)
        guard comparison.needsMore else { return [] }
        var piece = try bytes.next()
        while let current = piece, comparison.needsMore {
            let read = Mutex<Result<[UInt8]?, LedgerReadFailure>>(.success(nil))
            DispatchQueue.concurrentPerform(iterations: 2) { task in
                if task == 0 {
                    comparison.take(current)
                } else {
                    let next = Result { () throws(LedgerReadFailure) in try bytes.next() }
                    read.withLock { $0 = next }
                }
            }
            piece = try read.withLock { $0 }.get()
            progress?(0, comparison.place)
        }
        return comparison.matches
    }

    private func run<Source: LedgerBytes & ~Copyable>(
        _ bytes: HashedBytes<Source>, from start: StartingPoint, after pieces: [VerificationReceipt.Piece] = [],
        progress: ((Int, Int) -> Void)?, deliver: ((VerifiedEntry) -> Void)?
    ) throws -> ReceiptedReport {
        let conveyor = try Conveyor(verifier: self, source: bytes, from: start, delivers: deliver != nil)
        var run = VerificationRun(verifier: self, from: start)
        return try run.conclude(
            conveyor, progress: progress, deliver: deliver,
            pieces: { pieces + (bytes.hashed().map { [$0] } ?? []).filter { $0.byteCount > 0 } })
    }
}

/// The ids of what was verified before cannot be read.
struct IDsUnreadable: Error {
    let reason: LedgerReadFailure
}
