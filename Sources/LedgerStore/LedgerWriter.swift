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

    private let file: OpenFile
    private let tail: LedgerTail
    private let signers: [SigningKey]
    private let fingerprint: SHA256Digest
    private let rules: any ContentRules
    /// Held as long as this writer lives, so that no copy of the ledger is signed at the same time.
    private let locks: [SignedHeadsLock]
    /// Where the next line goes.
    private var end: Int
    /// Set once the ledger is closed or its keys have changed: then this writer appends nothing more.
    private var isSpent = false

    /// Opens a ledger for appending: locks it, verifies all of it, and finishes what a crash interrupted.
    ///
    /// - Parameters:
    ///   - keys: the keys that sign statements; the file is held against all that they signed before, and
    ///     against the checkpoint beside the ledger.
    ///   - mayRecover: whether an unfinished write may be finished or set aside; where not, it is a refusal.
    ///   - observe: is called for every verified entry in order, so that the caller can project the state in
    ///     the same pass.
    public static func open(
        _ path: String, signingWith keys: [SigningKey], mayRecover: Bool = true, rules: any ContentRules,
        observe: ((VerifiedEntry) -> Void)? = nil
    ) throws(WriterError) -> LedgerWriter {
        let signers = inOrder(keys)
        let file = try locked(path)
        let fingerprint = try fingerprint(of: file, path)
        var history = try SignedHistory(of: path, fingerprint, keyPaths: signers.map(\.path))
        var recovery = try recover(
            path, file, history.records, mayRecover ? signers.map(\.keyID) : [], rules)

        let watchedSizes = history.watchedSizes
        let tail = try crypto { () throws(CryptoError) in try LedgerTail(watchedSizes: watchedSizes) }
        let verifier = LedgerVerifier(
            trust: .selfDeclared, against: history.last, allowsWithheld: true, rules: rules)
        let report = LedgerFile.verify(
            path, with: verifier,
            deliver: { entry in
                tail.take(entry)
                observe?(entry)
            })
        if report.verdict == .unreadable { throw .doesNotVerify(path: path, report) }
        // What was locked and remembered is of the ledger that was opened first.
        if let ledger = report.ledger, ledger.fingerprint != fingerprint { throw .file(.replaced(path)) }
        history.judge(by: Belonging(report, keyEvents: tail.keyEvents))
        switch history.contradiction(
            size: tail.size, roots: tail.watchedRoots, isAltered: report.verdict == .altered)
        {
        case .olderCopy(let kept), .unfinished(let kept):
            throw .olderHistory(path: path, signed: kept.head, fileSize: tail.size, keptIn: kept.keptIn)
        case .otherHistory(let kept):
            throw .otherHistory(path: path, signed: kept.head, keptIn: kept.keptIn)
        case nil: break
        }
        if let beside = history.notBelieved { recovery.append(.passedOverCheckpoint(path: beside.keptIn)) }
        guard report.verdict.leavesChainWhole, let ledger = report.ledger else {
            throw .doesNotVerify(path: path, report)
        }
        if report.isClosed { throw .closed(path: path) }
        for key in signers where !report.keys.contains(where: { $0.keyID == key.keyID }) {
            throw .signerNotInForce(key.keyID, path: path)
        }
        if mayRecover { try history.level(signers, fingerprint) }
        let end: Int
        do { end = try file.size } catch { throw .file(error) }
        return LedgerWriter(
            path: path, report: report, recovery: recovery, party: ledger.opening.party, file: file, tail: tail,
            signers: signers, fingerprint: fingerprint, rules: rules, end: end,
            locks: history.locks)
    }

    private static func locked(_ path: String) throws(WriterError) -> OpenFile {
        do {
            let file = try OpenFile(path, .readAndWrite)
            if try file.lock() { return file }
        } catch { throw .file(error) }
        throw .busy(path: path)
    }

    /// The event hash of entry 0, read from the first line alone.
    private static func fingerprint(of file: borrowing OpenFile, _ path: String) throws(WriterError)
        -> SHA256Digest
    {
        do { if let fingerprint = try file.ledgerFingerprint() { return fingerprint } } catch {
            throw .file(error)
        }
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
        throw .doesNotVerify(path: path, LedgerFile.verify(path, with: verifier))
    }

    private static func recover(
        _ path: String, _ file: borrowing OpenFile, _ signed: [SignedHead],
        _ signers: [KeyID], _ rules: any ContentRules
    ) throws(WriterError) -> [RecoveryStep] {
        do { guard try LedgerRecovery.isNeeded(file, signed) else { return [] } } catch { throw .file(error) }
        return try LedgerRecovery.run(path, file, signed, signers, rules)
    }

    private init(
        path: String, report: VerificationReport, recovery: [RecoveryStep], party: Party,
        file: consuming OpenFile,
        tail: LedgerTail, signers: [SigningKey], fingerprint: SHA256Digest, rules: any ContentRules, end: Int,
        locks: [SignedHeadsLock]
    ) {
        self.path = path
        self.report = report
        self.recovery = recovery
        self.party = party
        self.file = file
        self.tail = tail
        self.signers = signers
        self.fingerprint = fingerprint
        self.rules = rules
        self.end = end
        self.locks = locks
    }

    // MARK: Statements

    /// The events that ``append(_:_:)`` would sign, without signing anything. What stands already is not among
    /// them.
    public mutating func preview(_ statements: [Statement], _ signing: Signing = .batch) throws(WriterError)
        -> [Event]
    {
        try plan(statements, signing).events
    }

    /// Appends statements: all of them, or none. What stands there already with the same id and content is
    /// left as it is.
    public mutating func append(
        _ statements: [Statement], _ signing: Signing = .batch
    ) throws(WriterError) -> [RecordedStatement] {
        guard !signers.isEmpty else { throw .noSigner }
        let planned = try plan(statements, signing)
        if !planned.events.isEmpty {
            let lines = try LedgerWriter.lines(planned.events, signers)
            try put(planned.events, lines, signers)
        }
        return planned.recorded
    }

    /// Gives statements their place, without writing anything.
    private mutating func plan(
        _ statements: [Statement], _ signing: Signing
    ) throws(WriterError) -> (events: [Event], recorded: [RecordedStatement]) {
        guard !isSpent else { throw .closed(path: path) }
        var planned = BatchPlan(
            source: party.id, signers: signers.map(\.keyID), roster: report.roster, signing: signing)
        var recorded: [Int: RecordedStatement] = [:]
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
        let (events, positions) = try planned.events(after: tail)
        for (event, position) in zip(events, positions) {
            if let violation = rules.violation(in: event, statedBy: party) {
                throw .nonconforming(violation, type: event.name)
            }
            recorded[position] = RecordedStatement(
                index: event.index, hash: event.hash, wasThere: false, event: Array(event.bytes))
        }
        return (events, statements.indices.compactMap { recorded[$0] })
    }

    /// The statement of that id that stands already; nil where there is none.
    private func standing(_ statement: Statement) throws(WriterError) -> RecordedStatement? {
        guard let place = tail.places[statement.id] else { return nil }
        let line: [UInt8]
        do { line = try file.read(Limits.lineBytesMax, at: place.byteOffset) } catch { throw .file(error) }
        guard let end = line.firstIndex(of: UInt8(ascii: "\n")), let entry = try? Entry(line, in: 0..<end),
            let event = entry.event, statement.isSaid(by: event)
        else { throw .idTaken(statement.id, index: place.index) }
        return RecordedStatement(
            index: place.index, hash: event.hash, wasThere: true, event: Array(event.bytes))
    }

    // MARK: Events of the ledger

    /// Appends a key event or closes the ledger. What the file would then be is verified before anything is
    /// written.
    ///
    /// - Parameter others: keys that sign besides the writer's own: the one that the event brings, the
    ///   reserve key.
    public mutating func append(
        _ ledgerEvent: LedgerEvent, signedAlsoBy others: [SigningKey] = [], id: EventID, time: Timestamp
    ) throws(WriterError) -> RecordedStatement {
        guard !isSpent else { throw .closed(path: path) }
        let all = LedgerWriter.inOrder(signers + others)
        guard !all.isEmpty else { throw .noSigner }
        let draft = EventDraft(
            id: id, source: party.id, type: ledgerEvent.kind.type, schema: .ledger(version: 1), time: time,
            index: tail.size,
            previous: tail.previous, signers: all.map(\.keyID), root: tail.root(), roster: report.roster,
            data: ledgerEvent.data)
        let event = try LedgerWriter.format { () throws(FormatError) in try draft.event() }
        let lines = try LedgerWriter.lines([event], all)
        var otherLocks: [SignedHeadsLock] = []
        for key in all where !signers.contains(where: { $0.keyID == key.keyID }) {
            otherLocks.append(try SignedHeads(keyPath: key.path, fingerprint: fingerprint).lock())
        }
        defer { withExtendedLifetime(otherLocks) {} }
        let would: VerificationReport
        do {
            let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: rules)
            would = verifier.verify(try JoinedBytes(path, then: lines))
        } catch { throw .file(error) }
        if !would.verdict.leavesChainWhole,
            let finding = would.findings.first(where: { $0.code.stage != .content })
        {
            throw .refused(finding)
        }
        try put([event], lines, all)
        isSpent = true
        return RecordedStatement(
            index: event.index, hash: event.hash, wasThere: false, event: Array(event.bytes))
    }

    // MARK: The file

    /// Keeps the new head beside each key, then hands the lines to one `write`, then syncs.
    private mutating func put(_ events: [Event], _ lines: [UInt8], _ keys: [SigningKey]) throws(WriterError) {
        guard lines.count <= LedgerWriter.bytesPerWriteMax else {
            throw .tooLarge(
                "\(lines.count) bytes are more than one write can hold; record fewer statements at once")
        }
        for event in events { tail.append(event.hash) }
        let head = Head(size: tail.size, root: tail.root())
        var kept: [(heads: SignedHeads, earlier: SignedHead?)] = []
        var written = 0
        do {
            for key in keys {
                let heads = SignedHeads(keyPath: key.path, fingerprint: fingerprint)
                let earlier = try heads.last()
                kept.append((heads, earlier))
                try heads.keep(SignedHead(head: head, lines: lines))
            }
            written = try file.write(lines, at: end)
            guard written == lines.count else { throw FileFailure(path, "write all of", code: ENOSPC) }
            try file.synchronize()
        } catch {
            isSpent = true
            let isSigned = events.dropLast().contains { $0.signing != nil }
            let hasWholeLine = isSigned && lines.prefix(written).contains(UInt8(ascii: "\n"))
            throw undo(error, mayHaveBeenSeen: hasWholeLine || written >= lines.count - 1, kept)
        }
        var offset = end
        for event in events {
            tail.note(event.id, byteOffset: offset, index: event.index)
            offset = lines[(offset - end)...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 + end } ?? offset
        }
        end += lines.count
    }

    /// One `write` takes no more than about 2 GiB.
    private static let bytesPerWriteMax = 1 << 30

    /// Leaves the file as it was. A whole line may have been seen by a reader: then the signature counts as
    /// used, and the head that was kept stays, so that the next append puts these very lines in place.
    private func undo(
        _ error: any Error, mayHaveBeenSeen: Bool, _ kept: [(heads: SignedHeads, earlier: SignedHead?)]
    ) -> WriterError {
        do {
            try file.truncate(to: end)
            try file.synchronize()
            if !mayHaveBeenSeen { for (heads, earlier) in kept { try heads.restore(earlier) } }
        } catch {
            return .file(error)
        }
        switch error {
        case let failure as FileFailure:
            return mayHaveBeenSeen ? .notSynced(failure, keyPath: signers.first?.path ?? path) : .file(failure)
        case let error as WriterError: return error
        default: return .file(FileFailure(path, "write", code: 0))
        }
    }
}
