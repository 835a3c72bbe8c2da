public import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
public import MerkleTree

/// The first line of a file that is not a whole ledger but goes with one (`docs/exchange.md`, "Files").
public enum Heading: Hashable, Sendable {
    /// The entries of the ledger from the size of `head` on: `{"part":{"fingerprint":…,"root":…,"size":…}}`.
    case part(fingerprint: SHA256Digest, from: Head)
    /// Single entries of the ledger, ascending by index: `{"disclosure":{"fingerprint":…}}`.
    case disclosure(fingerprint: SHA256Digest)

    /// Reads the line, given without its line feed; nil for anything else.
    init?(_ buffer: [UInt8], in range: Range<Int>) {
        guard let root = try? CanonicalJSON(buffer, in: range).root,
            let first = root.members.first(where: { _ in true }),
            let fingerprint = first.value["fingerprint"]?.digest
        else { return nil }
        let heading: Heading
        if first.isNamed("part"), let size = first.value["size"]?.integer, size >= 1, size <= Limits.indexMax,
            let digest = first.value["root"]?.digest
        {
            heading = .part(fingerprint: fingerprint, from: Head(size: size, root: digest))
        } else if first.isNamed("disclosure") {
            heading = .disclosure(fingerprint: fingerprint)
        } else {
            return nil
        }
        // There is one spelling of each heading: whatever else stands in the line makes it another.
        guard heading.bytes.dropLast() == buffer[range] else { return nil }
        self = heading
    }

    /// The line with its line feed.
    public var bytes: [UInt8] {
        switch self {
        case .part(let fingerprint, let head):
            Array(
                #"{"part":{"fingerprint":"\#(fingerprint.prefixed)","root":"\#(head.root.prefixed)","size":\#(head.size)}}"#
                    .utf8) + [UInt8(ascii: "\n")]
        case .disclosure(let fingerprint):
            Array(#"{"disclosure":{"fingerprint":"\#(fingerprint.prefixed)"}}"#.utf8) + [UInt8(ascii: "\n")]
        }
    }
}
