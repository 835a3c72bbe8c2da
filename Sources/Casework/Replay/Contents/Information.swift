public import LedgerFormat

/// `information.shared`: information on children was passed to another party, for one purpose.
public struct InformationShare: StatementContent {
    public let sender: PartyID
    public let recipients: [PartyID]
    /// A code of ``CodeList/informationKind``.
    public let kind: String
    /// Codes of ``CodeList/informationCategory``.
    public let categories: [String]
    /// A code of ``CodeList/purpose``.
    public let purpose: String
    /// How many persons it is about, where that is stated.
    public let persons: Int?
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let sender = statement.party("sender"), let recipients = statement.parties("recipients"),
            let kind = statement.text("kind"), let categories = statement.texts("categories"),
            let purpose = statement.text("purpose")
        else { return nil }
        (self.sender, self.recipients, self.kind, self.categories, self.purpose) =
            (sender, recipients, kind, categories, purpose)
        persons = statement.number("persons")
        subject = statement.subject
    }
}

/// `information.received`: what was shared reached its recipient.
public struct InformationReceipt: StatementContent {
    public let recipient: PartyID
    /// A code of ``CodeList/integrityResult``.
    public let integrity: String
    /// Codes of ``CodeList/informationCategory``: what was announced and did not arrive.
    public let missing: [String]

    public init?(_ statement: StatementReader) {
        guard let recipient = statement.party("recipient"), let integrity = statement.text("integrity") else {
            return nil
        }
        (self.recipient, self.integrity) = (recipient, integrity)
        missing = statement.texts("missing") ?? []
    }
}

/// `report.issued`: one authority, or several together, issued a report on cases.
public struct Report: StatementContent {
    public let authors: [PartyID]
    /// A code of ``CodeList/reportKind``.
    public let kind: String
    /// How many cases it covers, where that is stated.
    public let cases: Int?

    public init?(_ statement: StatementReader) {
        guard let authors = statement.parties("authors"), let kind = statement.text("kind") else {
            return nil
        }
        (self.authors, self.kind) = (authors, kind)
        cases = statement.number("cases")
    }
}

/// `information.requested`: a party asked others for information on children.
public struct InformationRequest: StatementContent {
    public let requester: PartyID
    public let addressees: [PartyID]
    /// Codes of ``CodeList/informationCategory``.
    public let categories: [String]
    /// A code of ``CodeList/purpose``.
    public let purpose: String
    /// By when an answer is asked for, a day.
    public let deadline: String?
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let requester = statement.party("requester"),
            let addressees = statement.parties("addressees"),
            let categories = statement.texts("categories"), let purpose = statement.text("purpose")
        else { return nil }
        (self.requester, self.addressees, self.categories, self.purpose) =
            (requester, addressees, categories, purpose)
        deadline = statement.text("deadline")
        subject = statement.subject
    }
}

/// `information.withheld`: whoever holds information did not pass it on.
public struct InformationWithholding: StatementContent {
    public let holder: PartyID
    public let toward: [PartyID]
    /// A code of ``CodeList/withholdingGround``.
    public let ground: String
    /// Whether it was sent to the Central Tracing Agency all the same.
    public let isSentToAgency: Bool
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let holder = statement.party("holder"), let toward = statement.parties("toward"),
            let ground = statement.text("ground"), let isSentToAgency = statement.flag("sent_to_agency")
        else { return nil }
        (self.holder, self.toward, self.ground, self.isSentToAgency) = (holder, toward, ground, isSentToAgency)
        subject = statement.subject
    }
}

// MARK: In a snapshot

extension InformationShare: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: sender, recipients, kind, categories, purpose, persons, subject)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (sender, recipients, kind) = (try reader.next(), try reader.next(), try reader.next())
        (categories, purpose, persons) = (try reader.next(), try reader.next(), try reader.next())
        subject = try reader.next()
    }
}

extension InformationReceipt: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: recipient, integrity, missing) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (recipient, integrity, missing) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension Report: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: authors, kind, cases) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (authors, kind, cases) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension InformationRequest: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: requester, addressees, categories, purpose, deadline, subject)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (requester, addressees, categories) = (try reader.next(), try reader.next(), try reader.next())
        (purpose, deadline, subject) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension InformationWithholding: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: holder, toward, ground, isSentToAgency, subject)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (holder, toward, ground) = (try reader.next(), try reader.next(), try reader.next())
        (isSentToAgency, subject) = (try reader.next(), try reader.next())
    }
}
