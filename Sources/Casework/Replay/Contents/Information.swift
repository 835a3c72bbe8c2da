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
