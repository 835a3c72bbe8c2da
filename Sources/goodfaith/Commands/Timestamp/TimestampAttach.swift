internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat

struct TimestampAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Take the token out of an authority's answer and put it beside the checkpoint.",
        discussion: """
            Checks that the answer grants a time stamp, over this checkpoint, and to this request. Whether the authority \
            signed it, goodfaith timestamp verify checks, with the authority's certificate.

            Example: goodfaith timestamp attach us.checkpoint us.checkpoint.tsr
            """)

    @Argument(help: "Checkpoint file.", completion: .file())
    var checkpoint: String

    @Argument(help: "The authority's answer, a .tsr file.", completion: .file())
    var response: String

    @Option(
        help: ArgumentHelp("The request that was sent. Otherwise CHECKPOINT.tsq.", valueName: "file"),
        completion: .file())
    var request: String?

    @Option(
        help: ArgumentHelp(
            "File for the token; it must not exist. Otherwise CHECKPOINT.tst.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let stamped = try StampedCheckpoint(checkpoint)
        let requestPath = request ?? stamped.beside("tsq")
        let request = try TimestampFile.read(requestPath, .request) { bytes throws(TimestampError) in
            try TimestampRequest(der: bytes)
        }
        let answer = try TimestampFile.read(response, .response) { bytes throws(TimestampError) in
            try TimestampResponse(der: bytes)
        }
        let token: TimestampToken
        do throws(TimestampError) {
            token = try answer.token(answering: request, over: stamped.text)
        } catch { throw TimestampFile.refusal(error, response) }
        let path = output ?? stamped.beside("tst")
        try InputFile.create(path, bytes: token.der, mode: 0o644)
        if json {
            var members = TimestampText.json(token)
            members["file"] = .string(Terminal.printable(path))
            members["verified"] = false
            try Terminal.print(json: .object(members))
        } else {
            let facts = stamped.facts + TimestampText.facts(token)
            Terminal.print(
                """
                \(Terminal.printable(path)): a token that answers the request
                \(TimestampText.lines(facts))

                  Not checked: whether the authority signed it. With its certificate:
                  goodfaith timestamp verify \(Terminal.printable(checkpoint)) \(Terminal.printable(path)) --authority FILE
                """)
        }
    }
}
