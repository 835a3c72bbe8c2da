public import LedgerCrypto

/// The event hash is the RFC 6962 leaf hash of the event's bytes: SHA-256(0x00, then the bytes) (format, rule
/// 5). It links the chain, is the leaf of the tree, and names the event in every other ledger.
public enum EventHash {
    public static func of(_ buffer: [UInt8], in range: Range<Int>, with hasher: inout SHA256) -> SHA256Digest {
        of(buffer.span.extracting(range), with: &hasher)
    }

    static func of(_ event: Span<UInt8>, with hasher: inout SHA256) -> SHA256Digest {
        hasher.update(0x00)
        hasher.update(event.bytes)
        return hasher.finish()
    }

    public static let textPrefix = "sha256:"
}

extension SHA256Digest {
    /// `sha256:` and 64 hex digits in lower case, the way every hash stands in an event.
    public var prefixed: String { EventHash.textPrefix + hex }

    /// Reads the form of ``prefixed``; nil for anything else.
    public init?(prefixed text: String) {
        self.init(prefixed: text.utf8Span.span)
    }
}

extension JSONValue {
    /// The hash that a string of the form `sha256:…` names; nil for anything else.
    public var digest: SHA256Digest? {
        let buffer = document.buffer
        return kind == .string ? SHA256Digest(prefixed: buffer.span.extracting(range)) : nil
    }
}

extension SHA256Digest {
    init?(prefixed text: Span<UInt8>) {
        guard text.count == 71, text.word(0, 7) == SHA256Digest.prefixWord else { return nil }
        self.init(hexBytes: text.extracting(droppingFirst: 7).bytes)
    }

    /// ``EventHash/textPrefix`` as a word.
    private static let prefixWord = EventHash.textPrefix.utf8Span.span.word(0, 7)
}
