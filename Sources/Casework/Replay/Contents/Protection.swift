public import LedgerFormat

/// `retention.set`: the custodian keeps sealed objects, and looks again on a day whether it may.
public struct Retention: StatementContent {
    /// When it is looked at again, a day.
    public let review: String
    /// A code of ``CodeList/retentionGround``.
    public let ground: String

    public init?(_ statement: StatementReader) {
        guard let review = statement.text("review"), let ground = statement.text("ground") else { return nil }
        (self.review, self.ground) = (review, ground)
    }
}

/// `erasure.requested`: somebody who may ask for it asked for erasure.
public struct ErasureRequest: StatementContent {
    /// A code of ``CodeList/erasureCapacity``.
    public let capacity: String
    public let subject: Subject?

    public init?(_ statement: StatementReader) {
        guard let capacity = statement.text("capacity") else { return nil }
        self.capacity = capacity
        subject = statement.subject
    }
}

/// `hold.placed`: sealed objects may not be erased for the time being.
public struct Hold: StatementContent {
    /// A code of ``CodeList/holdGround``.
    public let ground: String
    /// Until when, a day, where an end is set.
    public let until: String?

    public init?(_ statement: StatementReader) {
        guard let ground = statement.text("ground") else { return nil }
        self.ground = ground
        until = statement.text("until")
    }
}

/// `hold.lifted`: a hold has come to its end.
public struct HoldLifting: StatementContent {
    public init?(_ statement: StatementReader) {}
}

/// `material.erased`: the author erased what it held itself.
public struct Erasure: StatementContent {
    /// A code of ``CodeList/erasureMethod``.
    public let method: String
    /// Whether salts, keys and the backups of both are gone too.
    public let areSecretsDestroyed: Bool
    /// A code of ``CodeList/copiesRemaining``.
    public let copiesRemaining: String

    public init?(_ statement: StatementReader) {
        guard let method = statement.text("method"), let secrets = statement.flag("secrets_destroyed"),
            let copies = statement.text("copies_remaining")
        else { return nil }
        (self.method, areSecretsDestroyed, copiesRemaining) = (method, secrets, copies)
    }
}

/// `access.noted`: a sealed object was opened.
public struct Access: StatementContent {
    /// A code of ``CodeList/purpose``.
    public let purpose: String
    /// A code of ``CodeList/role``.
    public let role: String

    public init?(_ statement: StatementReader) {
        guard let purpose = statement.text("purpose"), let role = statement.text("role") else { return nil }
        (self.purpose, self.role) = (purpose, role)
    }
}

/// `breach.reported`: sealed objects, or what leads to them, were not safe.
public struct Breach: StatementContent {
    /// A code of ``CodeList/breachKind``.
    public let kind: String
    /// Codes of ``CodeList/breachNotified``.
    public let notified: [String]

    public init?(_ statement: StatementReader) {
        guard let kind = statement.text("kind"), let notified = statement.texts("notified") else {
            return nil
        }
        (self.kind, self.notified) = (kind, notified)
    }
}

// MARK: In a snapshot

extension Retention: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: review, ground) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (review, ground) = (try reader.next(), try reader.next())
    }
}

extension ErasureRequest: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: capacity, subject) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (capacity, subject) = (try reader.next(), try reader.next())
    }
}

extension Hold: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: ground, until) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (ground, until) = (try reader.next(), try reader.next())
    }
}

extension HoldLifting: SnapshotField {
    func write(to writer: inout BinaryWriter) {}
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {}
}

extension Erasure: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: method, areSecretsDestroyed, copiesRemaining)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (method, areSecretsDestroyed, copiesRemaining) = (
            try reader.next(), try reader.next(), try reader.next()
        )
    }
}

extension Access: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: purpose, role) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (purpose, role) = (try reader.next(), try reader.next())
    }
}

extension Breach: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: kind, notified) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (kind, notified) = (try reader.next(), try reader.next())
    }
}
