internal import ArgumentParser
internal import Casework
internal import LedgerVerify

struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the current state: letters, channels, contacts, cases, claims.",
        discussion: """
            The state is computed from the verified entries of one or several ledgers, now or at any earlier moment: \
            --at INDEX (of one ledger), or --at TIME, a day, a month or an instant at which it was recorded.

            Example: goodfaith state --trust ledger-samples/trust.txt ledger-samples/*.jsonl --at 2025-09-30
            """)

    @Argument(help: "Ledger files.", completion: .file())
    var ledgers: [String]

    @Option(help: ArgumentHelp("Moment in the past.", valueName: "index|time"))
    var at: ReplayMoment?

    @Option(help: "How the page is written: text for a terminal, markdown for a report.")
    var format: PageFormat = .text

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if reading.json && format == .markdown {
            throw ValidationError("--json and --format markdown are two ways to print; give one of them.")
        }
        if case .index = at, ledgers.count > 1 {
            throw ValidationError("An index is a place in one ledger; for several give --at TIME.")
        }
    }

    func run() throws {
        var replays: [LedgerReplay] = []
        var reports: [(path: String, report: VerificationReport)] = []
        for path in ledgers {
            let (replayed, report) = try at.map { try replay(path, at: $0) } ?? reading.replay(path)
            replays.append(replayed)
            reports.append((path, report))
        }
        let state = CombinedState(replays)
        if reading.json {
            try Terminal.print(json: state.json)
        } else {
            Terminal.print(state.page(format))
            if reports.contains(where: { $0.report.anchor == .selfDeclared }) {
                Terminal.print("Whose keys these are was not checked: give --trust FILE.")
            }
        }
        try ReadingOptions.conclude(reports)
    }

    /// The ledger as it stood at a moment of its past, of which nothing is kept.
    private func replay(
        _ path: String, at moment: ReplayMoment
    ) throws -> (replay: LedgerReplay, report: VerificationReport) {
        var replay = LedgerReplay(at: moment)
        let report = try reading.read(path) { replay.apply($0) }
        if case .index(let index) = moment, index >= report.entryCount {
            throw Refusal(
                "\(Terminal.printable(path)) has no entry \(index)", hint: "it has \(report.entryCount)")
        }
        replay.finish(with: report)
        return (replay, report)
    }
}
