public import LedgerFormat

/// `claim.amended`: the speaker changed a claim in public.
public struct ClaimAmendment: StatementContent {
    public let speaker: PartyID
    /// The ids of the statements of the earlier claim that changed.
    public let changed: [String]
    /// A code of ``CodeList/claimChange``, where one is stated.
    public let ground: String?

    public init?(_ statement: StatementReader) {
        guard let speaker = statement.party("speaker"), let changed = statement.texts("changed") else {
            return nil
        }
        (self.speaker, self.changed) = (speaker, changed)
        ground = statement.text("ground")
    }
}

/// `claim.withdrawn`: the speaker took a claim back in public.
public struct ClaimWithdrawal: StatementContent {
    public let speaker: PartyID
    /// A code of ``CodeList/claimChange``, where one is stated.
    public let ground: String?

    public init?(_ statement: StatementReader) {
        guard let speaker = statement.party("speaker") else { return nil }
        self.speaker = speaker
        ground = statement.text("ground")
    }
}

/// `claim.evaluated`: an auditor held a claim against ledgers.
public struct ClaimEvaluation: StatementContent {
    /// What was found of one statement, at one level.
    public struct Result: Hashable, Sendable {
        /// The id of the statement in the claim.
        public let statement: String
        /// A code of ``CodeList/evaluationLevel``.
        public let level: String
        /// A code of ``CodeList/evaluationVerdict``.
        public let verdict: String
    }

    /// The ledgers used, and up to where.
    public let heads: [StatedHead]
    /// A code of ``CodeList/evaluationMoment``.
    public let asOf: String
    public let results: [Result]

    public init?(_ statement: StatementReader) {
        guard let heads = statement.heads("heads"), let asOf = statement.text("as_of"),
            let results = statement.data["results"]
        else { return nil }
        (self.heads, self.asOf) = (heads, asOf)
        self.results = results.elements.compactMap { element in
            guard let id = element["statement"]?.string, let level = element["level"]?.string,
                let verdict = element["verdict"]?.string
            else { return nil }
            return Result(statement: id, level: level, verdict: verdict)
        }
    }
}

// MARK: In a snapshot

extension ClaimAmendment: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: speaker, changed, ground) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (speaker, changed, ground) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension ClaimWithdrawal: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: speaker, ground) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (speaker, ground) = (try reader.next(), try reader.next())
    }
}

extension ClaimEvaluation: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: heads, asOf, results) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (heads, asOf, results) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension ClaimEvaluation.Result: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: statement, level, verdict) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (statement, level, verdict) = (try reader.next(), try reader.next(), try reader.next())
    }
}
