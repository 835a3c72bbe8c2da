public import LedgerCrypto
public import LedgerFormat
public import MerkleTree

extension VerificationReceipt {
    /// One entry of what was verified, read again by itself: nil unless the proof leads from its hash to the verified
    /// root.
    ///
    /// Its ``VerifiedEntry/voucher`` is empty: which keys vouched for it is known where the whole was read.
    public func entry(
        _ entry: Entry, at byteOffset: Int, provenBy proof: InclusionProof, with hasher: inout SHA256
    ) -> VerifiedEntry? {
        guard proof.holds(leaf: entry.hash, in: head, with: &hasher),
            entry.event.map({ $0.index == proof.index }) ?? true
        else { return nil }
        return VerifiedEntry(entry, at: proof.index, byteOffset: byteOffset)
    }
}
