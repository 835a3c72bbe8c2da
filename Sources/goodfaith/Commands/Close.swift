internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat

struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Close a ledger: nothing may follow, and its keys sign no more.",
        discussion: """
            A ledger that goes on from it is opened with goodfaith init --predecessor.

            Example: goodfaith close us-office.jsonl --key us.key
            """)

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String

    @Option(
        help: ArgumentHelp(
            "Fingerprint of the ledger that goes on, where it is open already.", valueName: "sha256:..."))
    var successor: SHA256Digest?

    @OptionGroup var options: KeyEventOptions

    func validate() throws {
        if options.next != nil {
            throw ValidationError("A closed ledger has no reserve key; leave --next out.")
        }
    }

    func run() throws {
        let successor = successor
        try options.append(to: ledger) { _, recovery in .closed(successor: successor, recovery: recovery) }
    }
}
