public import LedgerCrypto

/// One line of a ledger: an event with its signatures, or a hash that stands for an entry which this copy
/// does not show.
public enum Entry: Sendable {
    /// The signatures are as they stand in the line, not yet decoded.
    case event(Event, signatures: JSONValue)
    case withheld(SHA256Digest)

    /// The event hash: the link of the chain and the leaf of the tree, shown or withheld.
    public var hash: SHA256Digest {
        switch self {
        case .event(let event, _): event.hash
        case .withheld(let hash): hash
        }
    }

    public var event: Event? {
        if case .event(let event, _) = self { event } else { nil }
    }

    /// Reads a line, given without its line feed.
    ///
    /// - Parameters:
    ///   - buffer: holds the line, and may hold more.
    ///   - range: where the line lies in `buffer`.
    /// - Throws: ``FormatError``, with the offset counted from the start of the line.
    public init(_ buffer: [UInt8], in range: Range<Int>, hasher: inout SHA256) throws(FormatError) {
        var reader = CanonicalJSONReader()
        let line = buffer.span.extracting(range)
        do { try reader.read(0..<range.count, of: line) } catch { throw FormatError(error) }
        let form = try EntryForm(reader.nodes.span, line, lineStart: 0, hasher: &hasher)
        let nodes = Array(reader.nodes.prefix(reader.count))
        self.init(form, root: 0, of: CanonicalJSON(buffer, base: range.lowerBound, nodes: nodes))
    }

    /// The entry that was read into that form.
    ///
    /// - Parameter root: the node of the line in `document`.
    init(_ form: EntryForm, root: Int, of document: CanonicalJSON) {
        switch form {
        case .withheld(let hash): self = .withheld(hash)
        case .event(let attributes, _):
            let event = JSONValue(document: document, node: root + 1)
            let signatures = event.node + Int(document.nodes[event.node].nodeCount)
            self = .event(
                Event(attributes, event), signatures: JSONValue(document: document, node: signatures))
        }
    }

    /// The line as it was read, without its line feed.
    public var line: [UInt8] {
        switch self {
        case .event(let event, let signatures):
            Entry.eventLabel + event.bytes + Entry.signaturesLabel + signatures.bytes + [UInt8(ascii: "}")]
        case .withheld(let hash): Array(Entry.withheldLine(hash).dropLast())
        }
    }

    /// The line of a withheld entry, with its line feed.
    public static func withheldLine(_ hash: SHA256Digest) -> [UInt8] {
        Array("{\"withheld\":\"\(hash.prefixed)\"}\n".utf8)
    }

    /// The line of an entry, with its line feed. The signatures stand in the order of the event's `signers`.
    public static func line(event: some Collection<UInt8>, signatures: [[UInt8]]) -> [UInt8] {
        var line = eventLabel
        line.append(contentsOf: event)
        appendSignatures(signatures, to: &line)
        return line
    }

    /// What stands in a line before its event.
    static let eventLabel = Array("{\"event\":".utf8)

    /// What stands between the event and the list of signatures.
    static let signaturesLabel = Array(",\"signatures\":".utf8)

    /// Appends what stands in a line after its event.
    static func appendSignatures(_ signatures: [[UInt8]], to line: inout [UInt8]) {
        line.append(contentsOf: signaturesLabel)
        line.append(UInt8(ascii: "["))
        for (position, signature) in signatures.enumerated() {
            if position > 0 { line.append(UInt8(ascii: ",")) }
            line.append(contentsOf: "\"\(Base64.encode(signature))\"".utf8)
        }
        line.append(contentsOf: "]}\n".utf8)
    }
}

extension Entry {
    /// Reads one line with a hasher of its own: for a line here and there, not for a whole ledger.
    ///
    /// - Throws: ``FormatError``, or `CryptoError` where OpenSSL has no memory.
    public init(_ buffer: [UInt8], in range: Range<Int>) throws {
        var hasher = try SHA256()
        try self.init(buffer, in: range, hasher: &hasher)
    }
}
