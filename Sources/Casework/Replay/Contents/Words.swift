public import LedgerFormat

/// `undertaking.stated`: a party said what it is ready, means or has agreed to do.
public struct Undertaking: StatementContent {
    public let by: PartyID
    public let toward: [PartyID]
    /// A code of ``CodeList/modality``: a willingness is not a commitment.
    public let modality: String
    /// A code of ``CodeList/matter``.
    public let matter: String
    /// By when, as stated.
    public let target: String?
    public let isConditional: Bool

    public init?(_ statement: StatementReader) {
        guard let by = statement.party("by"), let toward = statement.parties("toward"),
            let modality = statement.text("modality"), let matter = statement.text("matter")
        else { return nil }
        (self.by, self.toward, self.modality, self.matter) = (by, toward, modality, matter)
        target = statement.text("target")
        isConditional = statement.flag("conditional") ?? false
    }
}

/// `undertaking.fulfilled`: what a party undertook was done.
public struct UndertakingFulfilment: StatementContent {
    /// A code of ``CodeList/fulfilmentShare``.
    public let share: String

    public init?(_ statement: StatementReader) {
        guard let share = statement.text("share") else { return nil }
        self.share = share
    }
}

/// `position.stated`: a side gave its account or its legal characterisation. It is that side's word and
/// nobody else's.
public struct Position: StatementContent {
    public let by: PartyID
    /// A code of ``CodeList/positionMatter``.
    public let on: String
    /// A code of ``CodeList/characterisation``.
    public let characterisation: String
    /// A code of ``CodeList/circumstance``, where one is stated.
    public let circumstance: String?
    public let direction: Direction?
    /// The one case that it is about, where it is about one.
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let by = statement.party("by"), let on = statement.text("on"),
            let characterisation = statement.text("characterisation")
        else { return nil }
        (self.by, self.on, self.characterisation) = (by, on, characterisation)
        circumstance = statement.text("circumstance")
        direction = Direction(from: statement.data["from"], to: statement.data["to"])
        subject = statement.subject
    }
}

/// `claim.published`: somebody said something in public that ledgers can be held against.
public struct Claim: StatementContent {
    public let speaker: PartyID
    /// A code of ``CodeList/medium``.
    public let medium: String
    public let language: String
    /// The event that is counted where a statement names none.
    public let definition: String
    /// What was said, piece by piece, as it stands in the event.
    public let statements: [JSON]

    public init?(_ statement: StatementReader) {
        guard let speaker = statement.party("speaker"), let medium = statement.text("medium"),
            let language = statement.text("language"), let definition = statement.text("definition"),
            let statements = statement.data["statements"]
        else { return nil }
        (self.speaker, self.medium, self.language, self.definition) = (speaker, medium, language, definition)
        self.statements = statements.elements.map { JSON($0) }
    }
}

// MARK: In a snapshot

extension Undertaking: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: by, toward, modality, matter, target, isConditional)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (by, toward, modality) = (try reader.next(), try reader.next(), try reader.next())
        (matter, target, isConditional) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension UndertakingFulfilment: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: share) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        share = try reader.next()
    }
}

extension Position: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: by, on, characterisation, circumstance, direction, subject)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (by, on, characterisation) = (try reader.next(), try reader.next(), try reader.next())
        (circumstance, direction, subject) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension Claim: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: speaker, medium, language, definition, statements)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (speaker, medium, language) = (try reader.next(), try reader.next(), try reader.next())
        (definition, statements) = (try reader.next(), try reader.next())
    }
}
