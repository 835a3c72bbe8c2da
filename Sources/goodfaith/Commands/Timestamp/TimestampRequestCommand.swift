internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat

struct TimestampRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Make the request that is sent to a time-stamping authority.",
        discussion: """
            Keep the request: with it the answer shows that it answers this very request.

            Example: goodfaith timestamp request us.checkpoint
            """)

    @Argument(help: "Checkpoint file.", completion: .file())
    var checkpoint: String

    @Option(
        help: ArgumentHelp(
            "File for the request; it must not exist. Otherwise CHECKPOINT.tsq.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let stamped = try StampedCheckpoint(checkpoint)
        let path = output ?? stamped.beside("tsq")
        let request: TimestampRequest
        do throws(TimestampError) {
            request = try TimestampRequest(stamping: stamped.text)
        } catch { throw TimestampFile.refusal(error, checkpoint) }
        try InputFile.create(path, bytes: request.der, mode: 0o644)
        let digest = SHA256Digest(request.imprint.digest)?.prefixed ?? ""
        if json {
            try Terminal.print(json: [
                "file": .string(Terminal.printable(path)), "head": .string("\(stamped.head)"),
                "imprint": .string(digest), "nonce": .string(request.nonce ?? ""),
                "origin": .string(stamped.origin),
            ])
        } else {
            let facts = stamped.facts + [("imprint", digest), ("nonce", request.nonce ?? "")]
            Terminal.print(
                """
                \(Terminal.printable(path)): asks for a time stamp
                \(TimestampText.lines(facts))

                  Send it to a time-stamping authority, as application/timestamp-query, and keep
                  it. Take the token out of the answer with
                  goodfaith timestamp attach \(Terminal.printable(checkpoint)) ANSWER.tsr
                """)
        }
    }
}
