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
        var members: [String: JSON] = [
            "data": data, "dataschema": .string(schema.urn), "id": .string(id.description),
            "index": .integer(index),
            "source": .string(source.description), "specversion": "1.0", "time": .string(time.description),
            "type": .string(type),
        ]
        if let subject { members["subject"] = .string(subject.description) }
        if let previous { members["previous"] = .string(previous.prefixed) }
        if let root { members["root"] = .string(root.prefixed) }
        if let roster { members["roster"] = .integer(roster) }
        if !signers.isEmpty {
            members["signers"] = .string(signers.sorted().map(\.description).joined(separator: " "))
        }
        do {
            let document = try CanonicalJSON(JSON.object(members).canonicalBytes())
            var hasher = try SHA256()
            return try Event(document.root, hasher: &hasher)
        } catch let error as JSONRejection {
            throw FormatError(
                .json(error.reason), at: error.offset, expected: "canonical JSON", found: error.explanation)
        } catch let error as FormatError {
            throw error
        } catch {
            throw FormatError(.eventAttributes, at: 0, expected: "a hash of the event", found: "\(error)")
        }
    }
}
