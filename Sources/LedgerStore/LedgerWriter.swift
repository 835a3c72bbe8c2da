internal import Glibc
internal import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
internal import MerkleTree

/// Appends to one ledger file, which it holds locked as long as it lives.
///
/// The way of an entry: the file is verified, what an unfinished write left is set aside, the event gets its
/// place, it is signed, the new head is kept beside each key, one `write` puts the lines in the file, and
/// `fdatasync` returns.
public struct LedgerWriter: ~Copyable {
    public let path: String
    /// What the verification said that the writer began with.
    public let report: VerificationReport
    /// What was done about an unfinished write, and what was passed over.
    public let recovery: [RecoveryStep]
    /// Whose ledger this is.
    public let party: Party

    let file: OpenFile
    let tail: LedgerTail
    let remembered: RememberedLedger?
    let signers: [SigningKey]
    let fingerprint: SHA256Digest
    let rules: any ContentRules
    /// Held as long as this writer lives, so that no copy of the ledger is signed at the same time.
    private let locks: [SignedHeadsLock]
    /// Where the next line goes.
    var end: Int
    /// Set once the ledger is closed or its keys have changed: then this writer appends nothing more.
    var isSpent = false

    /// Looks single statements up; nil where the ledger was read from its beginning.
    public var statements: StatementIndex? { remembered?.index }

    /// Opens a ledger for appending: locks it, verifies all of it, and finishes what a crash interrupted.
    ///
    /// - Parameters:
    ///   - keys: the keys that sign statements; the file is held against all that they signed before, and
    ///     against the checkpoint beside the ledger.
    ///   - mayRecover: whether an unfinished write may be finished or set aside; where not, it is a refusal.
    ///   - memory: where is kept what was verified before; nil where nothing of it counts.
    ///   - observe: is called for every verified entry in order, so that the caller can project the state in
    ///     the same pass; never where ``statements`` answers instead.
    public static func open(
        _ path: String, signingWith keys: [SigningKey], mayRecover: Bool = true, rules: any ContentRules,
        memory: LedgerMemory? = nil, observe: ((VerifiedEntry) -> Void)? = nil
    ) throws(WriterError) -> LedgerWriter {
        let signers = inOrder(keys)
        let opening = try LedgerOpening(
            path, signers, mayRecover: mayRecover, rules: rules, memory: memory, observe: observe)
        return try LedgerWriter(path, opening, signers, rules)
    }

    private init(
        _ path: String, _ opening: consuming LedgerOpening, _ signers: [SigningKey], _ rules: any ContentRules
    ) throws(WriterError) {
        self.path = path
        self.signers = signers
        self.rules = rules
        report = opening.report
        recovery = opening.recovery
        party = opening.ledger.opening.party
        tail = opening.tail
        remembered = opening.remembered
        fingerprint = opening.fingerprint
        locks = opening.locks
        do { end = try opening.file.size } catch { throw .file(error) }
        file = opening.file
    }

    // MARK: Statements

    /// Appends statements: all of them, or none. What stands there already with the same id and content is
    /// left as it is.
    public mutating func append(
        _ statements: [Statement], _ signing: Signing = .batch
    ) throws(WriterError) -> [RecordedStatement] {
        guard !signers.isEmpty else { throw .noSigner }
        return try append(try plan(statements, signing))
    }

    /// Appends statements that were given their place by this writer: all of them, or none.
    public mutating func append(_ planned: PlannedStatements) throws(WriterError) -> [RecordedStatement] {
        guard !signers.isEmpty else { throw .noSigner }
        guard planned.previous == tail.previous else { throw .placeTaken }
        if !planned.events.isEmpty {
            let lines = try LedgerWriter.signed(planned.lines, of: planned.events, by: signers)
            let isSignedEach = planned.events.dropLast().contains { $0.signing != nil }
            let verified = try remembered?.verified(then: lines.bytes, checkingSignatures: !isSignedEach)
            try put(planned.events, lines, planned.frontier, signers, verified: verified)
        }
        return planned.recorded
    }

    /// Gives statements their place, without signing or writing anything.
    public mutating func plan(
        _ statements: [Statement], _ signing: Signing = .batch
    ) throws(WriterError) -> PlannedStatements {
        guard !isSpent else { throw .closed(path: path) }
        try remembered?.requireCurrent()
        var planned = BatchPlan(
            source: party.id, signers: signers.map(\.keyID), roster: report.roster, signing: signing)
        var recorded: [RecordedStatement?] = Array(repeating: nil, count: statements.count)
        for (position, statement) in statements.enumerated() {
            if let standing = try standing(statement) {
                recorded[position] = standing
            } else {
                planned.add(statement, at: position)
            }
        }
        guard signing == .each || planned.count <= Limits.batchEntriesMax else {
            throw .tooLarge(
                "\(planned.count) statements are more than the \(Limits.batchEntriesMax) of one batch; record them in parts"
            )
        }
        let (lines, frontier) = try planned.lines(after: tail.frontier, previous: tail.previous)
        let events = try BatchPlan.events(of: lines, statedBy: party, rules)
        for (event, position) in zip(events, planned.positions) {
            recorded[position] = RecordedStatement(event, wasThere: false)
        }
        return PlannedStatements(
            events: events, lines: lines, frontier: frontier, recorded: recorded.compactMap(\.self),
            previous: tail.previous)
    }

    /// The statement of that id that stands already; nil where there is none.
    private func standing(_ statement: Statement) throws(WriterError) -> RecordedStatement? {
        guard let place = try tail.place(of: statement.id) else { return nil }
        let line: [UInt8]?
        do { line = try file.line(at: place.byteOffset, bytesMax: Limits.lineBytesMax) } catch {
            throw .file(error)
        }
        guard let line, let entry = try? Entry(line, in: 0..<line.count), let event = entry.event,
            statement.isSaid(by: event)
        else { throw .idTaken(statement.id, index: place.index) }
        return RecordedStatement(event, wasThere: true)
    }
}
