public import LedgerCrypto
public import LedgerFormat

/// `counterpart.noted`: the author names another organisation.
public struct Counterpart: StatementContent {
    public let party: PartyID
    public let name: String
    /// A code of ``CodeList/partyClass``.
    public let partyClass: String
    /// Codes of ``CodeList/role``.
    public let roles: [String]
    /// The fingerprint of its ledger, where the author was told it.
    public let fingerprint: SHA256Digest?

    public init?(_ statement: StatementReader) {
        guard let party = statement.party("id"), let name = statement.text("name"),
            let partyClass = statement.text("class"), let roles = statement.texts("roles")
        else { return nil }
        (self.party, self.name, self.partyClass, self.roles) = (party, name, partyClass, roles)
        fingerprint = statement.data["fingerprint"]?.digest
    }
}

/// `mandate.given`: a principal gave somebody a mandate to act for it.
public struct Mandate: StatementContent {
    public let principal: PartyID
    public let representative: PartyID
    /// Codes of ``CodeList/matter``.
    public let scope: [String]
    /// From when and until when, as stated.
    public let validFrom: String
    public let validUntil: String?

    public init?(_ statement: StatementReader) {
        guard let principal = statement.party("principal"),
            let representative = statement.party("representative"),
            let scope = statement.texts("scope"), let validFrom = statement.text("valid_from")
        else { return nil }
        (self.principal, self.representative, self.scope, self.validFrom) =
            (principal, representative, scope, validFrom)
        validUntil = statement.text("valid_until")
    }
}

/// `mandate.ended`: a mandate came to its end.
public struct MandateEnd: StatementContent {
    public let by: PartyID
    /// A code of ``CodeList/mandateEnd``, where one is stated.
    public let reason: String?

    public init?(_ statement: StatementReader) {
        guard let by = statement.party("by") else { return nil }
        self.by = by
        reason = statement.text("reason")
    }
}

// MARK: In a snapshot

extension Counterpart: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: party, name, partyClass, roles, fingerprint)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (party, name, partyClass) = (try reader.next(), try reader.next(), try reader.next())
        (roles, fingerprint) = (try reader.next(), try reader.next())
    }
}

extension Mandate: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: principal, representative, scope, validFrom, validUntil)
    }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (principal, representative, scope) = (try reader.next(), try reader.next(), try reader.next())
        (validFrom, validUntil) = (try reader.next(), try reader.next())
    }
}

extension MandateEnd: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: by, reason) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (by, reason) = (try reader.next(), try reader.next())
    }
}
