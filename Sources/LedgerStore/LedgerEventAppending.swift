internal import LedgerCrypto
public import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

extension LedgerWriter {
    /// Appends a key event or closes the ledger. What the file would then be is verified before anything is
    /// written.
    ///
    /// - Parameter others: keys that sign besides the writer's own: the one that the event brings, the
    ///   reserve key.
    public mutating func append(
        _ ledgerEvent: LedgerEvent, signedAlsoBy others: [SigningKey] = [], id: EventID, time: Timestamp
    ) throws(WriterError) -> RecordedStatement {
        guard !isSpent else { throw .closed(path: path) }
        try remembered?.requireCurrent()
        let all = LedgerWriter.inOrder(signers + others)
        guard !all.isEmpty else { throw .noSigner }
        let draft = EventDraft(
            id: id, source: party.id, type: ledgerEvent.kind.type, schema: .ledger(version: 1), time: time,
            index: tail.size,
            previous: tail.previous, signers: all.map(\.keyID), root: tail.root(), roster: report.roster,
            data: ledgerEvent.data)
        let event = try LedgerWriter.format { () throws(FormatError) in try draft.event() }
        let line = try LedgerWriter.line(event, all)
        var frontier = tail.frontier
        var hasher = try LedgerWriter.crypto { () throws(CryptoError) in try SHA256() }
        frontier.append(event.hash, with: &hasher)
        var otherLocks: [SignedHeadsLock] = []
        for key in all where !signers.contains(where: { $0.keyID == key.keyID }) {
            otherLocks.append(try SignedHeads(keyPath: key.path, fingerprint: fingerprint).lock())
        }
        defer { withExtendedLifetime(otherLocks) {} }
        let verified = try remembered?.verified(then: line.bytes)
        if verified == nil { try requireSound(then: line.bytes) }
        try put([event], line, frontier, all, verified: verified)
        isSpent = true
        return RecordedStatement(event, wasThere: false)
    }

    /// Verifies what the whole file would be.
    private func requireSound(then lines: [UInt8]) throws(WriterError) {
        let would: VerificationReport
        do {
            let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: rules)
            would = verifier.verify(try JoinedBytes(path, then: lines))
        } catch { throw .file(error) }
        if !would.verdict.leavesChainWhole,
            let finding = would.findings.first(where: { $0.code.stage != .content })
        {
            throw .refused(finding)
        }
    }
}
