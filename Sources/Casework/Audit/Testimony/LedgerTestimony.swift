internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// What one ledger states, statement by statement, with every reference: a fold over its verified entries,
/// beside the replay, which keeps only what a state needs.
struct LedgerTestimony: Sendable {
    let moment: ReplayMoment?
    private(set) var ledger: ReplayedLedger?
    /// The ledgers of other parties, by the ids under which this one noted them; the latest note counts.
    private(set) var noted: [PartyID: SHA256Digest] = [:]
    /// In the order of the ledger.
    private(set) var statements: [Testimony] = []

    init(at moment: ReplayMoment? = nil) { self.moment = moment }

    mutating func apply(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        if entry.index == 0, case .opened(let opening)? = try? LedgerEvent(event) {
            ledger = ReplayedLedger(fingerprint: entry.hash, origin: opening.origin, party: opening.party)
        }
        guard let ledger, moment?.includes(entry.index, event.time) ?? true,
            case .vocabulary(let version) = event.schema, Vocabulary.current.knows(vocabularyVersion: version),
            let type = Vocabulary.current.type(named: event.type)
        else { return }
        let reader = StatementReader(
            event: event,
            reference: StatementReference(
                ledger: ledger.fingerprint, index: entry.index, event: entry.hash, party: ledger.party.id))
        note(reader)
        let knowledge = reader.knowledge
        statements.append(
            Testimony(
                reference: reader.reference, type: type.name, subject: event.subject, time: reader.time,
                knowledge: knowledge, refs: reader.refs, marks: Marks(knowledge),
                attributes: StatementAttributes(event.data, type, source: event.source),
                custodians: LedgerTestimony.custodians(event.data)))
    }

    private static func custodians(_ data: JSONValue) -> [PartyID] {
        guard let sealed = data["sealed"] else { return [] }
        let ids = sealed.elements.compactMap { $0["custodian"]?.string.flatMap { PartyID($0) } }
        return Set(ids).sorted()
    }

    private mutating func note(_ statement: StatementReader) {
        guard statement.event.name == Vocabulary.counterpartNoted, let id = statement.party("id"),
            let fingerprint = statement.data["fingerprint"]?.digest
        else { return }
        noted[id] = fingerprint
    }
}
