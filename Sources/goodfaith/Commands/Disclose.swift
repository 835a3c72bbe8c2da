internal import ArgumentParser
internal import Exchange
internal import LedgerVerify

struct Disclose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write single whole entries, for a reader to whom they were withheld.",
        discussion: """
            The reader gives the file to goodfaith receive, which puts each entry in the place of the line that withholds \
            it: only the entry itself fits there. What is disclosed cannot be taken back.

            Example: goodfaith disclose us-office.jsonl 12 --output for-ru-office.jsonl
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Argument(help: ArgumentHelp("Entries: indexes, or digits of their hashes.", valueName: "ref"))
    var references: [String]

    @Option(help: ArgumentHelp("File to write; it must not exist.", valueName: "file"), completion: .file())
    var output: String

    func validate() throws {
        if references.isEmpty { throw ValidationError("Name at least one entry.") }
    }

    func run() throws {
        let (index, report) = try LedgerIndex.verified(ledger, otherwise: "nothing is disclosed")
        var entries: Set<Int> = []
        for word in references { entries.insert(try index.entry(word).index) }
        do { try LedgerExport.disclose(entries, of: ledger, verifiedAs: report, to: output) } catch {
            throw Refusal(error, of: ledger)
        }
        let count = ExchangeText.count(entries.count, "entry", "entries")
        Terminal.print("\(Terminal.printable(output)): \(count) of \(Terminal.printable(ledger)), shown whole")
    }
}
