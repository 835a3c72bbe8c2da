public import LedgerFormat

/// `channel.opened`: parties have a channel of communication open between them.
public struct Channel: StatementContent {
    public let parties: [PartyID]
    /// A code of ``CodeList/channelKind``.
    public let kind: String
    /// Codes of ``CodeList/matter``.
    public let scope: [String]

    public init?(_ statement: StatementReader) {
        guard let parties = statement.parties("parties"), let kind = statement.text("kind"),
            let scope = statement.texts("scope")
        else { return nil }
        (self.parties, self.kind, self.scope) = (parties, kind, scope)
    }
}

/// `channel.changed`: a channel was suspended, resumed or closed.
public struct ChannelChange: StatementContent {
    /// A code of ``CodeList/channelStatus``.
    public let status: String
    /// A code of ``CodeList/channelReason``, where one is stated.
    public let reason: String?

    public init?(_ statement: StatementReader) {
        guard let status = statement.text("status") else { return nil }
        self.status = status
        reason = statement.text("reason")
    }
}

/// `contact.held`: parties met or spoke.
public struct Contact: StatementContent {
    /// A code of ``CodeList/contactMode``.
    public let mode: String
    /// A code of ``CodeList/contactLevel``.
    public let level: String
    public let participants: [PartyID]
    public let facilitator: PartyID?
    /// The host country, where it is stated.
    public let country: String?
    /// A code of ``CodeList/contactOutcome``, where one is stated.
    public let outcome: String?

    public init?(_ statement: StatementReader) {
        guard let mode = statement.text("mode"), let level = statement.text("level"),
            let participants = statement.data["participants"]
        else { return nil }
        (self.mode, self.level) = (mode, level)
        self.participants = participants.elements.compactMap { $0["party"]?.string.flatMap { PartyID($0) } }
        facilitator = statement.party("facilitator")
        country = statement.text("country")
        outcome = statement.text("outcome")
    }
}

// MARK: In a snapshot

extension Channel: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: parties, kind, scope) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (parties, kind, scope) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension ChannelChange: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: status, reason) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (status, reason) = (try reader.next(), try reader.next())
    }
}

extension Contact: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: mode, level, participants, facilitator, country, outcome)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (mode, level, participants) = (try reader.next(), try reader.next(), try reader.next())
        (facilitator, country, outcome) = (try reader.next(), try reader.next(), try reader.next())
    }
}
