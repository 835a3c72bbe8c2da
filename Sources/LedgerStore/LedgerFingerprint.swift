internal import LedgerCrypto
internal import LedgerFormat

extension OpenFile {
    /// The fingerprint of the ledger in this file, read from its first line alone; nil where the file does not
    /// begin like a ledger.
    func ledgerFingerprint() throws(FileFailure) -> SHA256Digest? {
        let line = try read(Limits.lineBytesMax, at: 0)
        let end = line.firstIndex(of: UInt8(ascii: "\n")) ?? line.count
        guard let entry = try? Entry(line, in: 0..<end), entry.event?.name == LedgerEvent.Kind.opened.rawValue
        else { return nil }
        return entry.hash
    }
}
