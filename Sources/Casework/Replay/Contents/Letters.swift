public import LedgerFormat

/// `correspondence.issued`: a letter, a note or a message left its author.
public struct Letter: StatementContent {
    public let author: PartyID
    public let addressees: [PartyID]
    /// A code of ``CodeList/correspondenceForm``.
    public let form: String
    public let language: String
    /// A code of ``CodeList/matter``.
    public let matter: String

    public init?(_ statement: StatementReader) {
        guard let author = statement.party("author"), let addressees = statement.parties("addressees"),
            let form = statement.text("form"), let language = statement.text("language"),
            let matter = statement.text("matter")
        else { return nil }
        (self.author, self.addressees, self.form, self.language, self.matter) =
            (author, addressees, form, language, matter)
    }
}

/// `correspondence.conveyed`: a third party delivered a letter.
public struct Conveyance: StatementContent {
    public let conveyor: PartyID
    public let recipient: PartyID
    /// A code of ``CodeList/conveyance``.
    public let method: String

    public init?(_ statement: StatementReader) {
        guard let conveyor = statement.party("conveyor"), let recipient = statement.party("recipient"),
            let method = statement.text("method")
        else { return nil }
        (self.conveyor, self.recipient, self.method) = (conveyor, recipient, method)
    }
}

/// `correspondence.received`: a letter reached its addressee.
public struct Receipt: StatementContent {
    public let recipient: PartyID
    /// A code of ``CodeList/receivedCondition``, where one is stated.
    public let condition: String?

    public init?(_ statement: StatementReader) {
        guard let recipient = statement.party("recipient") else { return nil }
        self.recipient = recipient
        condition = statement.text("condition")
    }
}

// MARK: In a snapshot

extension Letter: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: author, addressees, form, language, matter) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (author, addressees, form) = (try reader.next(), try reader.next(), try reader.next())
        (language, matter) = (try reader.next(), try reader.next())
    }
}

extension Conveyance: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: conveyor, recipient, method) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (conveyor, recipient, method) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension Receipt: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: recipient, condition) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (recipient, condition) = (try reader.next(), try reader.next())
    }
}
