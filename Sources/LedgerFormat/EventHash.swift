public import LedgerCrypto

/// The event hash is the RFC 6962 leaf hash of the event's bytes: SHA-256(0x00, then the bytes) (format, rule
/// 5). It links the chain, is the leaf of the tree, and names the event in every other ledger.
public enum EventHash {
    public static func of(_ buffer: [UInt8], in range: Range<Int>, with hasher: inout SHA256) -> SHA256Digest {
        hasher.update(0x00)
        hasher.update(buffer.span.extracting(range).bytes)
        return hasher.finish()
    }

    public static let textPrefix = "sha256:"
}

extension SHA256Digest {
    /// `sha256:` and 64 hex digits in lower case, the way every hash stands in an event.
    public var prefixed: String { EventHash.textPrefix + hex }

    /// Reads the form of ``prefixed``; nil for anything else.
    public init?(prefixed text: String) {
        guard text.utf8.count == 71, text.hasPrefix(EventHash.textPrefix) else { return nil }
        self.init(hex: String(text.dropFirst(EventHash.textPrefix.count)))
    }
}

extension JSONValue {
    /// The hash that a string of the form `sha256:…` names; nil for anything else.
    public var digest: SHA256Digest? {
        guard kind == .string, bytes.count == 71, bytes.starts(with: EventHash.textPrefix.utf8) else {
            return nil
        }
        let buffer = document.buffer
        return SHA256Digest(hexBytes: buffer.span.extracting(range.dropFirst(7)).bytes)
    }
}
