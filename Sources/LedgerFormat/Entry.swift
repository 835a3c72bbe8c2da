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
        try self.init(
            Result { () throws(JSONRejection) in try CanonicalJSON(buffer, in: range).root },
            lineStart: range.lowerBound, hasher: &hasher)
    }

    /// Reads a line that was parsed with its neighbours.
    ///
    /// - Parameters:
    ///   - parsed: what ``CanonicalJSON/lines(_:of:)`` gave for the line.
    ///   - lineStart: where the line begins in the buffer.
    /// - Throws: ``FormatError``, with the offset counted from the start of the line.
    public init(
        _ parsed: Result<JSONValue, JSONRejection>, lineStart: Int, hasher: inout SHA256
    ) throws(FormatError) {
        let line: JSONValue
        do { line = try parsed.get() } catch {
            throw FormatError(
                .json(error.reason), at: error.offset, expected: "canonical JSON (RFC 8785)",
                found: error.explanation)
        }
        var members = line.members
        let (first, second, third) = (members.next(), members.next(), members.next())
        if let first, first.isNamed("event"), let second, second.isNamed("signatures"), third == nil {
            try Entry.check(signatures: second.value, lineStart: lineStart)
            self = .event(
                try Event(first.value, lineStart: lineStart, hasher: &hasher), signatures: second.value)
        } else if let first, first.isNamed("withheld"), second == nil {
            let withheld = first.value
            guard let hash = withheld.digest else {
                throw FormatError(
                    .withheldInvalid, at: withheld.range.lowerBound - lineStart,
                    expected: "sha256: and 64 hex digits", found: withheld.excerpt)
            }
            self = .withheld(hash)
        } else {
            throw FormatError(
                .entryMembers, at: 0, expected: "the members event and signatures, or withheld, and no other",
                found: line.kind == .object
                    ? "the members \(line.members.prefix(8).map(\.name).joined(separator: ", "))"
                    : "\(line.kind)")
        }
    }

    private static func check(signatures: JSONValue, lineStart: Int) throws(FormatError) {
        var count = 0
        var areStrings = signatures.kind == .array
        for element in signatures.elements {
            count += 1
            areStrings = areStrings && element.kind == .string
        }
        guard areStrings, count <= Limits.signaturesMax else {
            throw FormatError(
                .signaturesInvalid, at: signatures.range.lowerBound - lineStart,
                expected: "a list of at most \(Limits.signaturesMax) strings", found: signatures.excerpt)
        }
    }

    /// The line as it was read, without its line feed.
    public var line: [UInt8] {
        switch self {
        case .event(let event, let signatures):
            Array("{\"event\":".utf8) + event.bytes + Array(",\"signatures\":".utf8) + signatures.bytes
                + [UInt8(ascii: "}")]
        case .withheld(let hash): Array(Entry.withheldLine(hash).dropLast())
        }
    }

    /// The line of a withheld entry, with its line feed.
    public static func withheldLine(_ hash: SHA256Digest) -> [UInt8] {
        Array("{\"withheld\":\"\(hash.prefixed)\"}\n".utf8)
    }

    /// The line of an entry, with its line feed. The signatures stand in the order of the event's `signers`.
    public static func line(event: some Collection<UInt8>, signatures: [[UInt8]]) -> [UInt8] {
        var line = Array("{\"event\":".utf8)
        line.append(contentsOf: event)
        line.append(contentsOf: ",\"signatures\":[".utf8)
        for (position, signature) in signatures.enumerated() {
            if position > 0 { line.append(UInt8(ascii: ",")) }
            line.append(contentsOf: "\"\(Base64.encode(signature))\"".utf8)
        }
        line.append(contentsOf: "]}\n".utf8)
        return line
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
