internal import ArgumentParser
internal import Casework
internal import LedgerStore
internal import LedgerVerify

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify ledgers: form, chain, signatures, trust and content.",
        discussion: """
            Without a trust anchor from outside the file (--trust, --fingerprint) nobody can tell whose keys these are; \
            --self-declared takes the ledger's word and says so. Without --against a missing end cannot be seen.

            Exit codes: 0 intact; 1 altered, forked, truncated or untrusted; 2 unreadable, unsupported, incomplete, not \
            anchored or withheld; 3 intact, but breaking the vocabulary. Of several ledgers the gravest counts.

            A checkpoint must be signed by a key that the ledger had in force at its size; otherwise it says nothing, \
            except that one of more entries than the file has leaves it incomplete: the keys may have changed since. \
            What witnesses (--policy) or an authority (--timestamp) saw before a key was called compromised stands.

            What was found intact is remembered in $XDG_STATE_HOME/goodfaith or ~/.local/state/goodfaith: the next             verification only compares these bytes, and verifies what came after. The verdict says so.

            Example: goodfaith verify --trust trust.txt us-office.jsonl
            """)

    @Argument(help: "Ledger files.", completion: .file())
    var ledgers: [String]

    @OptionGroup var trust: TrustOptions

    @Option(help: "How much to check: chain, heads or full; content at full alone.")
    var level = VerificationLevel.full

    @OptionGroup var evidence: EvidenceOptions

    @Flag(help: "Accept entries that this copy does not show.")
    var allowWithheld = false

    @OptionGroup var receipts: ReceiptOptions

    @Flag(help: "Print one JSON object for each ledger.")
    var json = false

    func validate() throws {
        if evidence.against != nil && ledgers.count > 1 {
            throw ValidationError("--against is about one ledger; give one.")
        }
        if trust.fingerprint != nil && ledgers.count > 1 {
            throw ValidationError("--fingerprint is about one ledger; give one, or a file with --trust.")
        }
    }

    func run() throws {
        let verifier = LedgerVerifier(
            trust: try trust.anchors(ifMissing: .notGiven), level: level, allowsWithheld: allowWithheld,
            rules: Vocabulary.current)
        let evidence = try evidence.evidence()
        var reports: [(path: String, report: VerificationReport)] = []
        for path in ledgers {
            var progress = Progress(of: path)
            let memory = receipts.memory
            let read = { verifier in
                LedgerFile.verify(
                    path, with: verifier, remembering: memory, progress: { progress.update($0, $1) })
            }
            let report = evidence?.verify(verifier, read) ?? read(verifier)
            progress.end()
            reports.append((path, report))
            if json {
                try Terminal.print(json: VerificationJSON.of(report, path: path))
            } else {
                Terminal.print(VerificationText.of(report, path: path))
            }
        }
        try Histories.check(reports)
        let gravest = reports.map(\.report.verdict).min() ?? .intact
        if gravest != .intact { throw ExitCode(gravest.exitCode) }
    }
}
