internal import Glibc
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// How lines come into the file.
extension LedgerWriter {
    /// Keeps the new head beside each key, then hands the lines to one `write`, then syncs.
    ///
    /// - Parameters:
    ///   - frontier: the tree with the lines.
    ///   - verified: what a verification said of the ledger with the lines, where it is remembered.
    mutating func put(
        _ events: [Event], _ run: LineRun, _ frontier: MerkleFrontier, _ keys: [SigningKey],
        verified: ReceiptedReport?
    ) throws(WriterError) {
        let lines = run.bytes
        guard lines.count <= LedgerWriter.bytesPerWriteMax else {
            throw .tooLarge(
                "\(lines.count) bytes are more than one write can hold; record fewer statements at once")
        }
        tail.goOn(to: frontier, previous: events.last?.hash)
        let head = Head(size: tail.size, root: tail.root())
        var kept: [(heads: SignedHeads, earlier: SignedHead?)] = []
        var written = 0
        var seen: SeenFile?
        do {
            guard file.isWherePathLeads else { throw FileFailure.replaced(path) }
            for key in keys {
                let heads = SignedHeads(keyPath: key.path, fingerprint: fingerprint)
                let earlier = try heads.last()
                kept.append((heads, earlier))
                try heads.keep(SignedHead(head: head, lines: lines))
            }
            let before = try file.seen
            written = try file.write(lines, at: end)
            // Nothing but this write may lie between what was verified and what is there now.
            if before == remembered?.receipt.seenAs { seen = try file.seen }
            guard written == lines.count else { throw FileFailure(path, "write all of", code: ENOSPC) }
            try file.synchronize()
            // What stands in a file that nobody finds any more was not recorded.
            guard file.isWherePathLeads else { throw FileFailure.replaced(path) }
        } catch {
            isSpent = true
            let isSigned = events.dropLast().contains { $0.signing != nil }
            let hasWholeLine = isSigned && lines.prefix(written).contains(UInt8(ascii: "\n"))
            throw undo(error, mayHaveBeenSeen: hasWholeLine || written >= lines.count - 1, kept)
        }
        if let remembered, let verified {
            remembered.advance(to: verified, by: events, run, seenAs: seen)
        } else {
            for (line, event) in events.enumerated() {
                let byteOffset = end + run.range(line).lowerBound
                tail.note(event.id, LedgerTail.Place(index: event.index, byteOffset: byteOffset))
            }
        }
        end += lines.count
    }

    /// One `write` takes no more than about 2 GiB.
    private static let bytesPerWriteMax = 1 << 30

    /// Leaves the file as it was. A whole line may have been seen by a reader: then the signature counts as
    /// used, and the head that was kept stays, so that the next append puts these very lines in place.
    private func undo(
        _ error: any Error, mayHaveBeenSeen: Bool, _ kept: [(heads: SignedHeads, earlier: SignedHead?)]
    ) -> WriterError {
        do {
            try file.truncate(to: end)
            try file.synchronize()
            if !mayHaveBeenSeen { for (heads, earlier) in kept { try heads.restore(earlier) } }
        } catch {
            return .file(error)
        }
        switch error {
        case let failure as FileFailure:
            return mayHaveBeenSeen ? .notSynced(failure, keyPath: signers.first?.path ?? path) : .file(failure)
        case let error as WriterError: return error
        default: return .file(FileFailure(path, "write", code: 0))
        }
    }
}
