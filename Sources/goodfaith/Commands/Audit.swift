public import ArgumentParser
public import Casework
internal import LedgerVerify

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lay ledgers side by side: what both sides sign, what contradicts, what is owed.",
        discussion: """
            Verifies every ledger first, and lays nothing side by side unless each is whole. Then it matches the \
            statements of all parties, grades each fact by who signs it, and lists findings, open obligations and \
            disputes. Exit code 3: the files are sound, and there are findings about what they say.

            Example: goodfaith audit --trust ledger-samples/trust.txt ledger-samples/*.jsonl
            """)

    @Argument(help: "Ledger files.", completion: .file())
    var ledgers: [String]

    @Option(help: ArgumentHelp("How the report is written.", valueName: "text|markdown"))
    var format: PageFormat = .text

    @Option(
        help: ArgumentHelp(
            "brief: casework as counts of each day; all: every statement.", valueName: "brief|all"))
    var timeline: TimelineDetail = .brief

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if reading.json && format == .markdown {
            throw ValidationError("Give one of --json and --format markdown.")
        }
    }

    func run() throws {
        var reports: [(path: String, report: VerificationReport)] = []
        var read: [(ledger: AuditedLedger, report: VerificationReport)] = []
        for path in ledgers {
            let (ledger, report) = try audited(path)
            reports.append((path, report))
            read.append((ledger, report))
        }
        try Histories.check(reports)
        let audit = LedgerAudit(read)
        if reading.json {
            try Terminal.print(json: audit.json)
        } else {
            Terminal.print(audit.text(format, timeline: timeline))
        }
        if audit.exitCode != 0 { throw ExitCode(audit.exitCode) }
    }

    /// One ledger, read for an audit. Statements that break the vocabulary are left out, for which the file
    /// is read a second time.
    private func audited(_ path: String) throws -> (AuditedLedger, VerificationReport) {
        var ledger = AuditedLedger()
        let report = try reading.read(path) { ledger.apply($0) }
        guard report.verdict.leavesChainWhole else {
            throw Refusal(
                "\(VerificationText.summary(report, path: path)); nothing is laid side by side",
                hint: "goodfaith verify --self-declared \(Terminal.printable(path)) lists what is wrong",
                exitCode: report.verdict.exitCode)
        }
        if report.verdict == .nonconforming {
            var conforming = ConformingEntries()
            ledger = AuditedLedger()
            _ = try reading.read(path) { if conforming.include($0) { ledger.apply($0) } }
        }
        ledger.finish(with: report)
        return (ledger, report)
    }
}

extension TimelineDetail: ExpressibleByArgument {}
