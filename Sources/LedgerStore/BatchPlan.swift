internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree

/// Statements on their way to becoming consecutive events: numbered, linked, and with a root where they are
/// signed.
struct BatchPlan {
    let source: PartyID
    let signers: [KeyID]
    let roster: Int
    let signing: Signing
    private var statements: [(statement: Statement, position: Int)] = []

    init(source: PartyID, signers: [KeyID], roster: Int, signing: Signing) {
        self.source = source
        self.signers = signers
        self.roster = roster
        self.signing = signing
    }

    var count: Int { statements.count }

    mutating func add(_ statement: Statement, at position: Int) { statements.append((statement, position)) }

    /// The events, as they follow what stands in the ledger; the ledger's tail is not changed.
    func events(after tail: LedgerTail) throws(WriterError) -> (events: [Event], positions: [Int]) {
        var events: [Event] = []
        var seen: Set<EventID> = []
        var frontier = tail.frontier
        var previous = tail.previous
        var hasher = try LedgerWriter.crypto { () throws(CryptoError) in try SHA256() }
        for (number, (statement, _)) in statements.enumerated() {
            guard seen.insert(statement.id).inserted else { throw .idTaken(statement.id, index: frontier.size) }
            let isSigned = signing == .each || number == statements.count - 1
            let draft = EventDraft(
                id: statement.id, source: source, type: statement.type, schema: statement.schema,
                subject: statement.subject,
                time: statement.time, index: frontier.size, previous: previous,
                signers: isSigned ? signers : [],
                root: isSigned ? frontier.root(with: &hasher) : nil, roster: isSigned ? roster : nil,
                data: statement.data)
            let event = try LedgerWriter.format { () throws(FormatError) in try draft.event() }
            frontier.append(event.hash, with: &hasher)
            previous = event.hash
            events.append(event)
        }
        return (events, statements.map(\.position))
    }
}
