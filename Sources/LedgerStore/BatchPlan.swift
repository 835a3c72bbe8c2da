internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// Statements on their way to becoming consecutive entries: numbered, linked, and with a root where they are
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
    var positions: [Int] { statements.map(\.position) }

    mutating func add(_ statement: Statement, at position: Int) { statements.append((statement, position)) }

    /// The lines before they are signed, as they follow what stands in the ledger, and the tree with them.
    ///
    /// Each names the hash of the one before, so that they are written one after the other.
    func lines(
        after frontier: MerkleFrontier, previous: SHA256Digest?
    ) throws(WriterError) -> (lines: LineRun, frontier: MerkleFrontier) {
        var lines = LineRun()
        lines.reserve(statements.count * BatchPlan.lineBytesGuess, lines: statements.count)
        var places: [EventID: Int] = [:]
        places.reserveCapacity(statements.count)
        var (frontier, previous) = (frontier, previous)
        var hasher = try LedgerWriter.crypto { () throws(CryptoError) in try SHA256() }
        for (number, (statement, _)) in statements.enumerated() {
            if let taken = places.updateValue(frontier.size, forKey: statement.id) {
                throw .idTaken(statement.id, index: taken)
            }
            let isSigned = signing == .each || number == statements.count - 1
            let draft = EventDraft(
                id: statement.id, source: source, type: statement.type, schema: statement.schema,
                subject: statement.subject, time: statement.time, index: frontier.size, previous: previous,
                signers: isSigned ? signers : [],
                root: isSigned ? frontier.root(with: &hasher) : nil, roster: isSigned ? roster : nil,
                data: statement.data)
            let hash = lines.append { bytes in
                let event = draft.appendUnsignedLine(to: &bytes)
                return EventHash.of(bytes, in: event, with: &hasher)
            }
            frontier.append(hash, with: &hasher)
            previous = hash
        }
        return (lines, frontier)
    }

    /// What a line may well have, so that memory is asked for once.
    private static let lineBytesGuess = 800

    // MARK: Reading back

    private static let linesPerPiece = 512

    /// The events of lines that are not signed yet, read by the strict reader on all cores: nothing is signed that
    /// it would refuse, or that the rules do.
    static func events(
        of lines: LineRun, statedBy party: Party, _ rules: any ContentRules
    ) throws(WriterError) -> [Event] {
        try (0..<lines.count).mapPiecesConcurrently(of: linesPerPiece) { part throws(WriterError) in
            try read(part, of: lines, statedBy: party, rules)
        }
    }

    private static func read(
        _ part: Range<Int>, of lines: LineRun, statedBy party: Party, _ rules: any ContentRules
    ) throws(WriterError) -> [Event] {
        let base = lines.range(part.lowerBound).lowerBound
        let bytes = lines.bytes
        var reader = try LedgerWriter.crypto { () throws(CryptoError) in try EntryReader() }
        var read: [(form: EntryForm, root: Int)] = []
        for line in part {
            let range = lines.range(line)
            let form = try LedgerWriter.format { () throws(FormatError) in
                try reader.read(
                    range.lowerBound - base..<range.upperBound - base - 1,
                    of: bytes.span.extracting(droppingFirst: base))
            }
            read.append((form, reader.keep()))
        }
        let document = reader.document(of: bytes, base: base)
        let events = read.compactMap { document.entry($0.form, root: $0.root).event }
        for event in events {
            if let violation = rules.violation(in: event, statedBy: party) {
                throw .nonconforming(violation, type: event.name)
            }
        }
        return events
    }
}
