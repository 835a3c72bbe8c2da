internal import ArgumentParser
internal import Exchange
internal import LedgerVerify
internal import TransparencyLog

struct WitnessRequest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask a witness to cosign a checkpoint: the request of C2SP tlog-witness.",
        discussion: """
            The request holds the checkpoint and the proof that it goes on from the size at which the witness is. \
            A witness that is elsewhere answers with its size; ask again from there.

            Example: goodfaith witness request us.checkpoint --ledger us-office.jsonl --old 120 > request
            """)

    @Argument(help: "Checkpoint of the ledger.", completion: .file())
    var checkpoint: String

    @Option(help: ArgumentHelp("The ledger, or a copy.", valueName: "file"), completion: .file())
    var ledger: String

    @Option(help: ArgumentHelp("Size that the witness cosigned last; 0 for none.", valueName: "size"))
    var old = 0

    @Option(
        help: ArgumentHelp("Write the request into a new file.", valueName: "file"), completion: .file())
    var output: String?

    func validate() throws {
        if old < 0 { throw ValidationError("--old is the size of a log: 0 or more.") }
    }

    func run() throws {
        let signed = try LogFile.checkpoint(checkpoint)
        let request = try witnessing { () throws(WitnessError) in
            try WitnessedCopy(ledger, trust: .selfDeclared).request(for: signed, from: old)
        }
        if let output {
            try LogFile.create(output, request.bytes)
        } else {
            LogFile.print(request.bytes)
        }
    }
}
