internal import LedgerCrypto
internal import LedgerFormat
public import MerkleTree

extension Head {
    /// Reads `size:sha256:…`, or `size:` and 64 hex digits; a size of 0 says nothing and is refused.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let size = Int(parts[0]), String(size) == parts[0], size > 0,
            size <= Limits.indexMax + 1,
            let root = SHA256Digest(prefixed: String(parts[1])) ?? SHA256Digest(hex: String(parts[1]))
        else { return nil }
        self.init(size: size, root: root)
    }
}
