internal import ArgumentParser
internal import Casework
internal import LedgerFormat
internal import LedgerVerify

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the entries of ledgers as a timeline to read.",
        discussion: """
            Example: goodfaith log us-office.jsonl --type correspondence --from 2025-08-01 --until 2025-10-10
            """)

    @Argument(help: "Ledger files.", completion: .file())
    var ledgers: [String]

    @Option(help: ArgumentHelp("Only types that begin so.", valueName: "prefix"))
    var type: String?

    @Option(help: ArgumentHelp("Only events about this.", valueName: "case/uuid"))
    var subject: Subject?

    @Option(help: "Only events that this party states or that name it.")
    var party: PartyID?

    @Option(
        help: ArgumentHelp(
            "Only what may have happened at that time or later: a month, a day or an instant.",
            valueName: "time"))
    var from: Occurred?

    @Option(help: ArgumentHelp("Only what may have happened at that time or earlier.", valueName: "time"))
    var until: Occurred?

    @OptionGroup var reading: ReadingOptions

    func run() throws {
        let filter = EntryFilter(
            typePrefix: type, subject: subject, party: party, from: from?.earliest, until: until?.latest)
        var reports: [(path: String, report: VerificationReport)] = []
        let json = reading.json
        for path in ledgers {
            if ledgers.count > 1 && !json { Terminal.print("\(Terminal.printable(path))") }
            var failure: (any Error)?
            let report = try reading.read(path) { entry in
                guard filter.includes(entry), failure == nil else { return }
                let line = TimelineLine(entry)
                do {
                    if json {
                        try Terminal.print(json: Log.json(entry, line, path))
                    } else {
                        Terminal.print(Log.text(line))
                    }
                } catch { failure = error }
            }
            if let failure { throw failure }
            reports.append((path, report))
            if !json {
                Terminal.print(
                    VerificationText.summary(report, path: path) + (path == ledgers.last ? "" : "\n"))
            }
        }
        try ReadingOptions.conclude(reports)
    }

    private static func text(_ line: TimelineLine) -> String {
        let index = String(line.index)
        return String(repeating: " ", count: max(0, 5 - index.count)) + index + "  " + line.text
    }

    private static func json(_ entry: VerifiedEntry, _ line: TimelineLine, _ path: String) -> JSON {
        var members: [String: JSON] = [
            "file": .string(Terminal.printable(path)), "hash": .string(entry.hash.prefixed),
            "index": .integer(entry.index),
            "sentence": .string(line.sentence),
        ]
        if let event = entry.event { members["event"] = JSON(event.value) } else { members["withheld"] = true }
        return .object(members)
    }
}
