public import LedgerCrypto
public import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

extension LedgerWriter {
    /// Makes a new ledger file with its entry 0, signed by all keys that are given.
    ///
    /// - Returns: the fingerprint of the ledger.
    /// - Throws: ``WriterError``; then there is no file.
    public static func create(
        _ path: String, _ opening: Opening, signedBy keys: [SigningKey], id: EventID, time: Timestamp
    ) throws(WriterError) -> SHA256Digest {
        let signers = inOrder(keys)
        guard !signers.isEmpty else { throw .noSigner }
        let event = try format { () throws(FormatError) in
            try EventDraft(
                id: id, source: opening.party.id, type: LedgerEvent.Kind.opened.type,
                schema: .ledger(version: 1), time: time,
                index: 0, signers: signers.map(\.keyID), data: LedgerEvent.opened(opening).data
            ).event()
        }
        let line = try line(event, signers).bytes
        let report = LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(line))
        if let finding = report.findings.first { throw .refused(finding) }
        for key in signers { try SignedHeads(keyPath: key.path, fingerprint: event.hash).requireOfLedger() }

        do throws(FileFailure) {
            // Whole or not at all: a ledger that was begun and is empty could neither be used nor begun again.
            var file = try FreshFile.new(at: path)
            let head = Head(size: 1, root: event.hash)
            for key in signers {
                try SignedHeads(keyPath: key.path, fingerprint: event.hash).keep(
                    SignedHead(head: head, lines: line))
            }
            try file.append(line)
            try file.place(new: path)
        } catch { throw .file(error) }
        return event.hash
    }
}
