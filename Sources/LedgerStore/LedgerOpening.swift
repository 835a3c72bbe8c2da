internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// How a ledger is opened for appending: held against what was signed before, finished where a crash
/// interrupted, and known to be sound to its end.
struct LedgerOpening: ~Copyable {
    let file: OpenFile
    let fingerprint: SHA256Digest
    let report: VerificationReport
    let ledger: VerificationReport.Identity
    let tail: LedgerTail
    /// Nil where the ledger was read from its beginning.
    let remembered: RememberedLedger?
    let recovery: [RecoveryStep]
    let locks: [SignedHeadsLock]

    /// - Parameters:
    ///   - mayRecover: whether an unfinished write may be finished or set aside.
    ///   - observe: is called for every entry, unless the ledger is remembered.
    init(
        _ path: String, _ signers: [SigningKey], mayRecover: Bool, rules: any ContentRules,
        memory: LedgerMemory?,
        observe: ((VerifiedEntry) -> Void)?
    ) throws(WriterError) {
        let file = try LedgerOpening.locked(path)
        let fingerprint = try LedgerOpening.fingerprint(of: file, path)
        var history = try SignedHistory(of: path, fingerprint, keyPaths: signers.map(\.path))
        var recovery = try LedgerOpening.recover(
            path, file, history.records, mayRecover ? signers.map(\.keyID) : [], rules)

        let (report, tail, remembered) =
            if let known = LedgerOpening.known(path, file, fingerprint, history.watchedSizes, rules, memory) {
                known
            } else {
                try LedgerOpening.read(path, history, rules, observe)
            }
        if report.verdict == .unreadable { throw .doesNotVerify(path: path, report) }
        // What was locked and remembered is of the ledger that was opened first.
        if let ledger = report.ledger, ledger.fingerprint != fingerprint { throw .file(.replaced(path)) }
        history.judge(by: Belonging(report, keyEvents: tail.keyEvents))
        try LedgerOpening.hold(history, against: report, tail, path)
        if let beside = history.notBelieved { recovery.append(.passedOverCheckpoint(path: beside.keptIn)) }
        guard report.verdict.leavesChainWhole, let ledger = report.ledger else {
            throw .doesNotVerify(path: path, report)
        }
        if report.isClosed { throw .closed(path: path) }
        for key in signers where !report.keys.contains(where: { $0.keyID == key.keyID }) {
            throw .signerNotInForce(key.keyID, path: path)
        }
        if mayRecover { try history.level(signers, fingerprint) }
        self.file = file
        (self.fingerprint, locks) = (fingerprint, history.locks)
        (self.report, self.tail, self.remembered) = (report, tail, remembered)
        (self.ledger, self.recovery) = (ledger, recovery)
    }

    private typealias Verified = (report: VerificationReport, tail: LedgerTail, remembered: RememberedLedger?)

    /// The ledger as it is remembered; nil where it is to be read.
    private static func known(
        _ path: String, _ file: borrowing OpenFile, _ fingerprint: SHA256Digest, _ watchedSizes: Set<Int>,
        _ rules: any ContentRules, _ memory: LedgerMemory?
    ) -> Verified? {
        guard let memory,
            let remembered = RememberedLedger(path, file, fingerprint, rules: rules, in: memory),
            let tail = try? LedgerTail(of: remembered, watchedSizes: watchedSizes)
        else { return nil }
        return (remembered.report, tail, remembered)
    }

    /// The ledger verified from its beginning, with every entry seen.
    private static func read(
        _ path: String, _ history: SignedHistory, _ rules: any ContentRules,
        _ observe: ((VerifiedEntry) -> Void)?
    ) throws(WriterError) -> Verified {
        let watchedSizes = history.watchedSizes
        let tail = try LedgerWriter.crypto { () throws(CryptoError) in
            try LedgerTail(watchedSizes: watchedSizes)
        }
        let verifier = LedgerVerifier(
            trust: .selfDeclared, against: history.last, allowsWithheld: true, rules: rules)
        let report = LedgerFile.verify(
            path, with: verifier,
            deliver: { entry in
                tail.take(entry)
                observe?(entry)
            })
        return (report, tail, nil)
    }

    private static func hold(
        _ history: SignedHistory, against report: VerificationReport, _ tail: LedgerTail, _ path: String
    ) throws(WriterError) {
        switch history.contradiction(
            size: tail.size, roots: tail.watchedRoots, isAltered: report.verdict == .altered)
        {
        case .olderCopy(let kept), .unfinished(let kept):
            throw .olderHistory(path: path, signed: kept.head, fileSize: tail.size, keptIn: kept.keptIn)
        case .otherHistory(let kept):
            throw .otherHistory(path: path, signed: kept.head, keptIn: kept.keptIn)
        case nil: break
        }
    }

    private static func locked(_ path: String) throws(WriterError) -> OpenFile {
        do throws(FileFailure) {
            let file = try OpenFile(path, .readAndWrite)
            if try file.lock() {
                guard file.isWherePathLeads else { throw .replaced(path) }
                return file
            }
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
}
