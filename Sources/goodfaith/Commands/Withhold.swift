internal import ArgumentParser
internal import LedgerStore
internal import LedgerVerify

struct Withhold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy a ledger with some entries withheld: for a reader, or for erasure.",
        discussion: """
            In the copy each such entry is a line with its hash. Chain, tree and signatures verify as before; readers see \
            how many entries are withheld and where, and verify with --allow-withheld. Entry 0 and the events of the \
            ledger and its keys are never withheld. For erasure, replace the ledger with the copy, and ask every holder to \
            do the same.

            What this machine kept of the ledger so as to read it faster is forgotten. Whatever reads the ledger again \
            keeps it again: for erasure, put the copy in its place first.

            Example: goodfaith withhold us-office.jsonl --entry 12 --output for-witness.jsonl
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Option(
        name: .customLong("entry"),
        help: ArgumentHelp(
            "Entry to withhold: an index or digits of its hash; may be given several times.", valueName: "ref"))
    var entries: [String]

    @Option(help: ArgumentHelp("File for the copy; it must not exist.", valueName: "file"), completion: .file())
    var output: String

    func validate() throws {
        if entries.isEmpty { throw ValidationError("Name at least one entry: --entry REF.") }
    }

    func run() throws {
        let (index, report) = try LedgerIndex.verified(ledger, otherwise: "nothing is copied")
        var withheld: Set<Int> = []
        for word in entries { withheld.insert(try index.entry(word).index) }
        do {
            let copy = try WithheldCopy.write(of: ledger, verifiedAs: report, withholding: withheld, to: output)
            Terminal.print(
                "\(Terminal.printable(output)): \(copy.withheld.count) of \(copy.entryCount) entries withheld")
            if let head = copy.head, copy.verifiedTo != copy.entryCount - 1 {
                Terminal.print("Nothing signed follows the last withheld entry: readers need --against \(head)")
            }
        } catch {
            throw Withhold.refusal(error)
        }
        if let fingerprint = index.fingerprint {
            try KeptOfLedger.forget(fingerprint, after: "the copy is written")
        }
    }

    static func refusal(_ refusal: WithheldCopy.Refusal) -> Refusal {
        switch refusal {
        case .file(let failure):
            Refusal(Terminal.printable(failure.description), hint: failure.hint, exitCode: Refusal.unable)
        case .noEntry(let index): Refusal("there is no entry \(index)")
        case .neverWithheld(let index, let type):
            Refusal(
                "entry \(index) is \(type), which is never withheld",
                hint: "leave it out; it holds no statement")
        case .doesNotVerify(let report):
            Refusal(
                "the copy does not verify (\(report.verdict.rawValue)); it was removed",
                hint: "make sure that nobody writes, and try again",
                exitCode: report.verdict.exitCode)
        }
    }
}
