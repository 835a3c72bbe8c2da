internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree

/// One verification under way: what the conveyor has found so far, and from it the report.
struct VerificationRun {
    private let verifier: LedgerVerifier
    private var findings = FindingList()
    private var verifiedTo: Int?
    private var entryCount = 0
    /// Entries of a batch whose closing entry is not yet verified; kept only where they are to be delivered.
    private var held: [(line: ParsedLine, entry: Entry)] = []

    private let start: StartingPoint

    init(verifier: LedgerVerifier, from start: StartingPoint = .entryZero) {
        self.verifier = verifier
        self.start = start
        guard start.passedOver.entries > 0 else { return }
        // A receipt ends with a signed entry, up to which everything holds.
        entryCount = start.passedOver.entries
        verifiedTo = entryCount - 1
    }

    /// - Parameter pieces: the raw bytes that were read, once all were; nil where no receipt is wanted.
    mutating func conclude<Source: LedgerBytes & ~Copyable>(
        _ conveyor: Conveyor<Source>, progress: ((Int, Int) -> Void)?, deliver: ((VerifiedEntry) -> Void)?,
        pieces: (() -> [VerificationReceipt.Piece])? = nil
    ) throws -> ReceiptedReport {
        var load = Conveyor<Source>.Load()
        repeat {
            let leaving = load.chained
            let round = try conveyor.turn(load)
            if let leaving { commit(leaving.lines, leaving.outcome, round.found, deliver) }
            load = round.load
            // Where nothing further can be judged, only what went through the chain is still taken to its end.
            if conveyor.withChain({ $0.stoppedAt }) != nil { (load.read, load.parsed) = (nil, nil) }
            if let failure = conveyor.withChain({ $0.failure }) { throw IDsUnreadable(reason: failure) }
            progress?(entryCount, conveyor.byteCount)
        } while !load.isEmpty
        let byteCount = conveyor.byteCount
        let pieces = pieces?()
        let concluded = conveyor.withChain { chain in
            // Finishing takes the last entry into the tree; a receipt keeps the tree as it is before.
            let end = chain.tree.soundEnd
            let report = finish(&chain, byteCount)
            let isClean = findings.count == 0
            return ReceiptedReport(report, pieces: isClean ? pieces : nil, end, taking: &chain)
        }
        deliverVouched(concluded.report, deliver)
        return concluded
    }

    private mutating func commit(
        _ lines: [ParsedLines], _ outcome: ChainCheck.Outcome, _ found: [Finding],
        _ deliver: ((VerifiedEntry) -> Void)?
    ) {
        for finding in (outcome.findings + found).sorted(by: { ($0.index ?? 0) < ($1.index ?? 0) }) {
            findings.add(finding)
        }
        entryCount += lines.reduce(0) { $0 + $1.lines.count }
        let firstBreak = findings.firstBreak ?? Int.max
        let holding = outcome.signed.prefix { $0.position < firstBreak }
        verifiedTo = holding.last?.position ?? verifiedTo
        // Below level full a voucher's signature may not have been checked yet, or never is.
        guard let deliver, verifier.level == .full else { return }
        for piece in lines {
            for line in piece.lines {
                if let entry = piece.kept(line) { held.append((line, entry)) }
            }
        }
        var next = 0
        for signed in holding {
            while next < held.count, held[next].line.position <= signed.position {
                deliver(VerifiedEntry(held[next].entry, in: held[next].line, voucher: signed.signers))
                next += 1
            }
        }
        held.removeFirst(next)
        if findings.firstBreak != nil { held = [] }
    }

    /// A withheld entry at the end counts where the head that the auditor holds vouches for it.
    private func deliverVouched(_ report: VerificationReport, _ deliver: ((VerifiedEntry) -> Void)?) {
        guard let deliver, findings.firstBreak == nil, report.completeness == .complete(beyond: 0) else {
            return
        }
        for (line, entry) in held { deliver(VerifiedEntry(entry, in: line, voucher: [])) }
    }

    // MARK: The end

    private mutating func finish(_ chain: inout ChainCheck, _ byteCount: Int) -> VerificationReport {
        let end = chain.finish(against: verifier.against)
        for finding in end.findings + lastSignatures(chain) { findings.add(finding) }
        if entryCount == 0 {
            findings.add(Finding(.emptyFile, expected: "at least one entry", found: "no line at all"))
        }
        let completeness = completeness(chain)
        let anchor = anchor(chain)
        let seenOutside = seenOutside(chain)
        addQuestions(chain, completeness)
        addOutside(seenOutside, chain)
        let roster = chain.roster
        findings.nameLaterSigners { roster.hasEnrolled($0) }
        findings.nameConsequences()
        lowerVerifiedTo(hasOpening: chain.opening != nil)
        return VerificationReport(
            verdict: findings.gravest, level: verifier.level, findings: findings.kept,
            findingCount: findings.count,
            ledger: chain.opening.map {
                VerificationReport.Identity(fingerprint: $0.fingerprint, opening: $0.opening)
            },
            anchor: anchor, entryCount: chain.entryCount, byteCount: byteCount, head: end.head,
            verifiedTo: verifiedTo,
            completeness: completeness, seenOutside: seenOutside, roots: chain.tree.watchedRoots,
            withheld: chain.withheld,
            disowned: chain.vouched.disowned(
                chain.roster.compromised(seen: seenOutside.filter { $0.standing == .holds }.map(\.outside))),
            keys: chain.roster.validKeys(),
            threshold: chain.roster.threshold, next: chain.roster.next, roster: chain.lastKeyEvent,
            isClosed: chain.isClosed, successor: chain.successor,
            notChecked: notChecked(chain, anchor, completeness), verifiedBefore: start.verifiedBefore,
            allKeys: chain.roster)
    }

    /// Below level full a break may be found only at the end, and then nothing but entry 0 is known to hold:
    /// of the entries between, neither signatures nor roots were checked.
    private mutating func lowerVerifiedTo(hasOpening: Bool) {
        guard let firstBreak = findings.firstBreak, let last = verifiedTo, last >= firstBreak else { return }
        verifiedTo = hasOpening && firstBreak > 0 ? 0 : nil
    }

    /// At level heads, the last signature of every key.
    private func lastSignatures(_ chain: borrowing ChainCheck) -> [Finding] {
        let verifiers = SignatureVerifiers()
        return Dictionary(chain.lastOfKey.values.map { ($0.position, $0) }) { first, _ in first }.values
            .sorted { $0.position < $1.position }.compactMap { $0.checkSignatures(verifiers) }
    }

    /// What the auditor asked of the whole file: the anchor, the head, the level, withheld entries.
    private mutating func addQuestions(
        _ chain: borrowing ChainCheck, _ completeness: VerificationReport.Completeness
    ) {
        if let opened = chain.opening, case .failure(let mismatch) = match(opened) {
            findings.add(Finding(mismatch.code, expected: mismatch.expected, found: mismatch.found))
        }
        let wanted = verifier.against.map { "\($0)" } ?? ""
        switch completeness {
        case .truncated(let missing):
            findings.add(
                Finding(
                    .entriesMissing, index: chain.entryCount,
                    expected: "\(missing) more entries, up to \(wanted)",
                    found: "the end of the file"))
        case .forked:
            findings.add(
                Finding(
                    .headMismatch, expected: wanted,
                    found: chain.tree.watchedRoots[verifier.against?.size ?? 0]?.prefixed ?? "no such head"))
        case .notChecked where verifier.level == .chain, .complete(beyond: 1...) where verifier.level == .chain:
            // The head vouches for what it covers; of what comes after it no signature was checked.
            findings.add(
                Finding(
                    .levelProvesTooLittle, expected: "--level heads or full, or --against HEAD",
                    found: "level chain"))
        default: break
        }
        if !chain.withheld.isEmpty && !verifier.allowsWithheld {
            findings.add(
                Finding(
                    .withheldNotAllowed, expected: "every entry, or --allow-withheld",
                    found: "\(chain.withheld.count) withheld"))
        }
    }

    private func match(_ opened: OpenedLedger) -> Result<AnchorMatch, Trust.Mismatch> {
        verifier.trust.match(fingerprint: opened.fingerprint, opening: opened.opening, signers: opened.signers)
    }

    private func anchor(_ chain: borrowing ChainCheck) -> AnchorMatch {
        guard let opened = chain.opening, case .success(let anchor) = match(opened) else { return .none }
        return anchor
    }

    private func completeness(_ chain: borrowing ChainCheck) -> VerificationReport.Completeness {
        guard let against = verifier.against else { return .notChecked }
        if chain.stoppedAt != nil || chain.opening == nil { return .undetermined }
        if against.size > chain.entryCount { return .truncated(by: against.size - chain.entryCount) }
        guard let root = chain.tree.watchedRoots[against.size] else { return .undetermined }
        return root == against.root ? .complete(beyond: chain.entryCount - against.size) : .forked
    }

    // MARK: Heads seen outside

    private func seenOutside(_ chain: borrowing ChainCheck) -> [CountedHead] {
        let isJudged = chain.stoppedAt == nil && chain.opening != nil
        let (entryCount, roots, roster) = (chain.entryCount, chain.tree.watchedRoots, chain.roster)
        return verifier.seenOutside.map { outside in
            let standing: CountedHead.Standing
            if !isJudged {
                standing = .undetermined
            } else if outside.head.size > entryCount {
                standing = .beyondEnd
            } else {
                standing =
                    roots[outside.head.size].map { $0 == outside.head.root ? .holds : .forked } ?? .undetermined
            }
            return CountedHead(
                outside: outside, standing: standing,
                notCountedAgainst: standing == .holds ? roster.wordsDated(before: outside) : [])
        }
    }

    /// A head that others saw and this file does not hold is evidence, whatever else was asked.
    private mutating func addOutside(_ seen: [CountedHead], _ chain: borrowing ChainCheck) {
        for seen in seen where seen.outside.head != verifier.against {
            let head = seen.outside.head
            switch seen.standing {
            case .holds, .undetermined: break
            case .beyondEnd:
                findings.add(
                    Finding(
                        .entriesMissing, index: chain.entryCount,
                        expected:
                            "\(head.size - chain.entryCount) more entries, up to \(head), which \(seen.outside.witness) saw",
                        found: "the end of the file"))
            case .forked:
                findings.add(
                    Finding(
                        .headMismatch, expected: "\(head), which \(seen.outside.witness) saw",
                        found: chain.tree.watchedRoots[head.size]?.prefixed ?? "no such head"))
            }
        }
    }

    private func notChecked(
        _ chain: borrowing ChainCheck, _ anchor: AnchorMatch, _ completeness: VerificationReport.Completeness
    ) -> [VerificationReport.NotChecked] {
        var list: [VerificationReport.NotChecked] = []
        if let index = chain.stoppedAt { list.append(.after(index: index)) }
        switch anchor {
        case .none, .selfDeclared: list.append(.anchor)
        case .key: list.append(.fingerprint)
        case .fingerprint: break
        }
        if completeness == .notChecked { list.append(.completeness) }
        if verifier.level < .full { list.append(.signaturesBelowFull) }
        if chain.hasUnsupportedSignatures { list.append(.unsupportedSignatures) }
        if chain.tree.isLost { list.append(.rootsAfterDamage) }
        if !chain.withheld.isEmpty { list.append(.withheldEntries(chain.withheld.count)) }
        if verifier.rules == nil {
            list.append(.contentWithoutVocabulary)
        } else if verifier.level < .full {
            list.append(.contentBelowFull)
        }
        return list + chain.unknownVocabularies.sorted().map { .content(vocabularyVersion: $0) }
    }
}
