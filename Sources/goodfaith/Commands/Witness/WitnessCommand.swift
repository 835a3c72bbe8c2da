internal import ArgumentParser

struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosign the checkpoints of others, and have one's own cosigned.",
        discussion: """
            A witness says of a log, under its own name and with the time: this is the largest head that I have \
            seen, and it goes on from all that I saw before. Who asks for the word of several witnesses cannot be \
            shown another history than everybody else. Requests and responses are those of C2SP tlog-witness, as \
            files.

            Example: goodfaith witness us.checkpoint --ledger us-office.jsonl --trust trust.txt --key witness.key
            """,
        subcommands: [WitnessCosign.self, WitnessRequest.self, WitnessAttach.self],
        defaultSubcommand: WitnessCosign.self)
}
