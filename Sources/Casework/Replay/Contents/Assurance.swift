public import LedgerFormat

/// `attestation.made`: a party supports statements with its own word.
public struct Attestation: StatementContent {
    /// A code of ``CodeList/capacity``.
    public let capacity: String
    /// A code of ``CodeList/attestationScope``.
    public let scope: String
    public let subject: Subject?

    /// Whether it says that the statements named speak of one and the same matter.
    public var joinsMatters: Bool { scope == "same_matter" }

    public init?(_ statement: StatementReader) {
        guard let capacity = statement.text("capacity"), let scope = statement.text("scope") else {
            return nil
        }
        (self.capacity, self.scope) = (capacity, scope)
        subject = statement.subject
    }
}

/// `dispute.raised`: a party contests statements. Both stand, side by side.
public struct Dispute: StatementContent {
    /// A code of ``CodeList/disputeGround``.
    public let ground: String
    /// A code of ``CodeList/remedy``, where one is asked for.
    public let remedy: String?
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let ground = statement.text("ground") else { return nil }
        self.ground = ground
        remedy = statement.text("remedy")
        subject = statement.subject
    }
}

/// `event.corrected`: an author names a statement of its own as wrong.
public struct Correction: StatementContent {
    /// Which members of `data` were wrong.
    public let wrongMembers: [String]
    /// A code of ``CodeList/correctionGround``.
    public let ground: String

    public init?(_ statement: StatementReader) {
        guard let members = statement.texts("members"), let ground = statement.text("ground") else {
            return nil
        }
        (wrongMembers, self.ground) = (members, ground)
    }
}

/// `event.reaffirmed`: an author states again what a doubtful key had signed.
public struct Reaffirmation: StatementContent {
    /// A code of ``CodeList/reaffirmationGround``, where one is stated.
    public let ground: String?

    public init?(_ statement: StatementReader) { ground = statement.text("ground") }
}

/// `dispute.answered`: a party says what it makes of a dispute.
public struct DisputeAnswer: StatementContent {
    /// A code of ``CodeList/disputePosition``.
    public let position: String
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let position = statement.text("position") else { return nil }
        self.position = position
        subject = statement.subject
    }
}

/// `dispute.settled`: a dispute came to its end, in the word of one party.
public struct DisputeSettlement: StatementContent {
    /// A code of ``CodeList/disputeOutcome``.
    public let outcome: String
    /// A code of ``CodeList/settledBy``, where it is stated.
    public let settledBy: String?
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let outcome = statement.text("outcome") else { return nil }
        self.outcome = outcome
        settledBy = statement.text("settled_by")
        subject = statement.subject
    }
}

// MARK: In a snapshot

extension Attestation: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: capacity, scope, subject) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (capacity, scope, subject) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension Dispute: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: ground, remedy, subject) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (ground, remedy, subject) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension Correction: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: wrongMembers, ground) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (wrongMembers, ground) = (try reader.next(), try reader.next())
    }
}

extension Reaffirmation: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: ground) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        ground = try reader.next()
    }
}

extension DisputeAnswer: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: position, subject) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (position, subject) = (try reader.next(), try reader.next())
    }
}

extension DisputeSettlement: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: outcome, settledBy, subject) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (outcome, settledBy, subject) = (try reader.next(), try reader.next(), try reader.next())
    }
}
