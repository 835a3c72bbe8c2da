public import LedgerCrypto

/// An event that is being written: its attributes as values, turned into canonical bytes once.
public struct EventDraft: Sendable {
    public var id: EventID
    public var source: PartyID
    /// `goodfaith.` and the name from the vocabulary.
    public var type: String
    public var schema: Event.Schema
    public var subject: Subject?
    public var time: Timestamp
    public var index: Int
    public var previous: SHA256Digest?
    /// Empty for a member of a batch, which is not signed by itself.
    public var signers: [KeyID]
    public var root: SHA256Digest?
    public var roster: Int?
    public var data: JSON

    public init(
        id: EventID, source: PartyID, type: String, schema: Event.Schema, subject: Subject? = nil,
        time: Timestamp, index: Int,
        previous: SHA256Digest? = nil, signers: [KeyID] = [], root: SHA256Digest? = nil, roster: Int? = nil,
        data: JSON
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.schema = schema
        self.subject = subject
        self.time = time
        self.index = index
        self.previous = previous
        self.signers = signers
        self.root = root
        self.roster = roster
        self.data = data
    }

    /// The event that a verifier will read: written, and read back by the strict reader.
    ///
    /// - Throws: ``FormatError`` where the draft breaks the format: too long, an attribute out of place.
    public func event() throws(FormatError) -> Event {
        var bytes: [UInt8] = []
        append(to: &bytes)
        do {
            var hasher = try SHA256()
            return try Event(CanonicalJSON(bytes).root, hasher: &hasher)
        } catch let error as JSONRejection {
            throw FormatError(
                .json(error.reason), at: error.offset, expected: "canonical JSON", found: error.explanation)
        } catch let error as FormatError {
            throw error
        } catch {
            throw FormatError(.eventAttributes, at: 0, expected: "a hash of the event", found: "\(error)")
        }
    }

    /// Appends the line of the entry before it is signed, with its line feed; whether it is one is for the strict
    /// reader to say.
    ///
    /// - Returns: where the event lies in `bytes`.
    package func appendUnsignedLine(to bytes: inout [UInt8]) -> Range<Int> {
        bytes.append(contentsOf: Entry.eventLabel)
        let start = bytes.count
        append(to: &bytes)
        defer { Entry.appendSignatures([], to: &bytes) }
        return start..<bytes.count
    }

    /// Appends the members in the order of their names, as RFC 8785 has them.
    private func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        EventDraft.append(.data, to: &bytes)
        bytes[start] = UInt8(ascii: "{")
        data.append(to: &bytes)
        append(.dataschema, schema.urn, to: &bytes)
        append(.id, to: &bytes) { id.append(to: &$0) }
        append(.index, index, to: &bytes)
        if let previous { append(.previous, previous, to: &bytes) }
        if let root { append(.root, root, to: &bytes) }
        if let roster { append(.roster, roster, to: &bytes) }
        if !signers.isEmpty {
            append(.signers, signers.sorted().map(\.description).joined(separator: " "), to: &bytes)
        }
        append(.source, source.description, to: &bytes)
        append(.specversion, "1.0", to: &bytes)
        if let subject {
            append(.subject, to: &bytes) {
                $0.append(contentsOf: subject.kind.utf8)
                $0.append(UInt8(ascii: "/"))
                subject.reference.append(to: &$0)
            }
        }
        append(.time, to: &bytes) { time.append(to: &$0) }
        append(.type, type, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private func append(_ attribute: Attribute, _ text: String, to bytes: inout [UInt8]) {
        EventDraft.append(attribute, to: &bytes)
        JSON.append(string: text, to: &bytes)
    }

    private func append(_ attribute: Attribute, _ number: Int, to bytes: inout [UInt8]) {
        EventDraft.append(attribute, to: &bytes)
        bytes.append(contentsOf: String(number).utf8)
    }

    private func append(_ attribute: Attribute, _ digest: SHA256Digest, to bytes: inout [UInt8]) {
        append(attribute, to: &bytes) {
            $0.append(contentsOf: EventHash.textPrefix.utf8)
            digest.appendHex(to: &$0)
        }
    }

    /// Appends a member whose text needs no escape.
    private func append(
        _ attribute: Attribute, to bytes: inout [UInt8], _ plainText: (inout [UInt8]) -> Void
    ) {
        EventDraft.append(attribute, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        plainText(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ attribute: Attribute, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: labels[attribute.rawValue])
    }

    /// What stands before the value of each attribute, in their order.
    private static let labels = Attribute.allCases.map { Array(",\"\($0.name)\":".utf8) }
}
