internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

struct ClaimsCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Hold a public claim against ledgers, statement by statement.",
        discussion: """
            Each statement is evaluated at three levels (any one party states it, both sides do, a \
            neutral does \
            besides), as of the claim and as of now: it holds, fails, is undetermined or not checkable. \
            The arithmetic \
            between the figures is checked even without a ledger. Exit code 3: something that was \
            claimed is not so. Exit code 0 says only that nothing was refuted: undetermined is no \
            pass, and the report says how many statements are.

            Example: goodfaith claims check --trust ledger-samples/trust.txt ledger-samples/*.jsonl
            """)

    @OptionGroup var options: ClaimOptions

    func run() throws {
        let inFile = try options.claimInFile()
        guard !options.ledgers.isEmpty else {
            guard let inFile else { return }
            return try checkArithmetic(of: inFile)
        }
        let (present, found) = try readPresent()
        let claims: [(path: String, reference: StatementReference?, claim: PublishedClaim)]
        var rejected: [(path: String, index: Int, sentence: String)] = []
        if let inFile, let file = options.file {
            claims = [(file, nil, inFile)]
        } else {
            claims = try options.chosen(from: found).compactMap { found in
                switch found.located.claim {
                case .success(let claim): return (found.path, found.located.reference, claim)
                case .failure(let rejection):
                    rejected.append((found.path, found.located.reference.index, rejection.sentence))
                    return nil
                }
            }
        }
        let past = try readPast(Set(claims.map(\.claim.momentOfClaim)), expecting: present.reports)
        let evidence = Evidence(present.ledgers)
        let checks = claims.map { claim in
            ClaimCheck(
                claim.claim, at: claim.reference, against: evidence,
                past: Evidence(past[claim.claim.momentOfClaim] ?? []), besides: present.leftOut)
        }
        try show(checks, claims.map { $0.reference == nil ? $0.path : nil }, present, rejected)
        try ReadingOptions.conclude(present.sources)
        if !rejected.isEmpty || checks.contains(where: \.fails) {
            throw ExitCode(Verdict.nonconforming.exitCode)
        }
    }

    private func checkArithmetic(of claim: PublishedClaim) throws {
        let arithmetic = ClaimArithmetic(claim)
        if options.reading.json {
            try Terminal.print(json: ["arithmetic": arithmetic.json, "ledgers": []])
        } else {
            Terminal.print(
                arithmetic.text(of: claim, in: Terminal.printable(options.file ?? ""), format: options.format))
        }
        if arithmetic.fails { throw ExitCode(Verdict.nonconforming.exitCode) }
    }

    // MARK: Reading

    /// The ledgers as they are.
    private struct Present {
        var ledgers: [AuditedLedger] = []
        var sources: [(path: String, report: VerificationReport)] = []
        var reports: [VerificationReport] { sources.map(\.report) }
        /// By fingerprint, whatever the order of the files.
        var ordered: [VerificationReport] {
            reports.sorted { ($0.ledger?.fingerprint.prefixed ?? "") < ($1.ledger?.fingerprint.prefixed ?? "") }
        }

        /// Statements that the vocabulary does not allow: what they meant to say is not at hand.
        var leftOut: [EvidenceGap] {
            ordered.compactMap { report in
                let count = report.findings.count { $0.code.verdict == .nonconforming }
                guard count > 0, let ledger = report.ledger?.fingerprint else { return nil }
                return .unreadable(ledger: ledger, count: count)
            }
        }
    }

    private func readPresent() throws -> (Present, [ClaimOptions.Found]) {
        var audited: [String: AuditedLedger] = [:]
        var claims: [String: ClaimsInLedger] = [:]
        var present = Present()
        present.sources = try options.read { path, entry in
            audited[path, default: AuditedLedger()].apply(entry)
            claims[path, default: ClaimsInLedger()].apply(entry)
        }
        for (path, report) in present.sources {
            guard var ledger = audited[path] else { continue }
            ledger.finish(with: report)
            present.ledgers.append(ledger)
        }
        let found = options.ledgers.flatMap { path in
            (claims[path]?.claims ?? []).map { ClaimOptions.Found(path: path, located: $0) }
        }
        return (present, found.sorted { $0.located.reference < $1.located.reference })
    }

    /// The same ledgers as they were at each of the moments, for which they are read a second time.
    private func readPast(
        _ moments: Set<ReplayMoment>, expecting reports: [VerificationReport]
    ) throws -> [ReplayMoment: [AuditedLedger]] {
        guard !moments.isEmpty else { return [:] }
        var ledgers: [String: [ReplayMoment: AuditedLedger]] = [:]
        let again = try options.read { path, entry in
            for moment in moments {
                ledgers[path, default: [:]][moment, default: AuditedLedger(at: moment)].apply(entry)
            }
        }
        guard again.map(\.report.head) == reports.map(\.head) else {
            throw Refusal(
                "a ledger changed while it was read", hint: "run the command again", exitCode: Refusal.unable)
        }
        var past: [ReplayMoment: [AuditedLedger]] = [:]
        for (path, report) in again {
            for (moment, ledger) in ledgers[path] ?? [:] {
                var ledger = ledger
                ledger.finish(with: report)
                past[moment, default: []].append(ledger)
            }
        }
        return past
    }

    // MARK: Showing

    private func show(
        _ checks: [ClaimCheck], _ files: [String?], _ present: Present,
        _ rejected: [(path: String, index: Int, sentence: String)]
    ) throws {
        if options.reading.json {
            try Terminal.print(json: [
                "claims": .array(checks.map(\.json)),
                "ledgers": .array(present.ordered.compactMap(\.claimSource)),
                "rejected": .array(
                    rejected.map {
                        [
                            "file": .string(Terminal.printable($0.path)), "index": .integer($0.index),
                            "sentence": .string(Terminal.printable($0.sentence)),
                        ]
                    }),
            ])
            return
        }
        for (check, file) in zip(checks, files) {
            Terminal.print(check.text(of: file.map(Terminal.printable), format: options.format))
        }
        for claim in rejected {
            Terminal.print(
                "\(Terminal.printable(claim.path))#\(claim.index) cannot be read as a claim, and "
                    + "nothing of it was "
                    + "checked: \(Terminal.printable(claim.sentence))")
        }
        if present.reports.contains(where: { $0.anchor == .selfDeclared }) {
            Terminal.print("Whose keys these are was not checked: give --trust FILE.")
        }
        Terminal.print(
            "Not checked: whether a ledger's end is missing (goodfaith verify --against).")
    }
}

extension VerificationReport {
    /// Which ledger a claim was held against, and up to where; nil where it opened none.
    fileprivate var claimSource: JSON? {
        guard let ledger, let head else { return nil }
        return [
            "fingerprint": .string(ledger.fingerprint.prefixed),
            "party": .string(ledger.opening.party.id.description),
            "root": .string(head.root.prefixed), "size": .integer(head.size),
            "self_declared": .boolean(anchor == .selfDeclared), "verdict": .string(verdict.rawValue),
        ]
    }
}
