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
        let line = try lines([event], signers)
        let report = LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(line))
        if let finding = report.findings.first { throw .refused(finding) }
        for key in signers { try SignedHeads(keyPath: key.path, fingerprint: event.hash).requireOfLedger() }

        let file: OpenFile
        do { file = try OpenFile(path, .create) } catch { throw .file(error) }
        do throws(FileFailure) {
            guard try file.lock() else { throw FileFailure(path, "lock", code: 0) }
            let head = Head(size: 1, root: event.hash)
            for key in signers {
                try SignedHeads(keyPath: key.path, fingerprint: event.hash).keep(
                    SignedHead(head: head, lines: line))
            }
            try file.writeAll(line)
            try file.synchronize()
            try Folder.synchronize(of: path)
        } catch {
            try? Folder.remove(path)
            throw .file(error)
        }
        return event.hash
    }
}
