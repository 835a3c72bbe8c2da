internal import ArgumentParser
internal import Foundation

/// The command. One file a subcommand stands in `Commands`; what they do is done by the modules below.
@main
struct Goodfaith: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "goodfaith",
        abstract: "Record, sign, exchange and verify statements on the reunification of families.",
        discussion: """
            An organisation records what it states in a ledger: a file of signed, hash-chained events. Anybody who has \
            the file and a trust anchor can verify it offline.

            Exit codes: 0 as asked; 1 evidence against a file; 2 could not read or verify all; 3 sound, but its content \
            breaks the vocabulary, an audit has findings, or a claim does not hold; 64 wrong arguments.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Write", subcommands: [Init.self, Key.self, Record.self, Close.self, Withhold.self]),
            CommandGroup(
                name: "Read",
                subcommands: [
                    Verify.self, Log.self, Show.self, State.self, Audit.self, Claims.self,
                    VocabularyCommand.self,
                ]),
            CommandGroup(
                name: "Exchange",
                subcommands: [
                    CheckpointCommand.self, Prove.self, Check.self, WitnessCommand.self, TimestampCommand.self,
                    Export.self, Disclose.self, Receive.self, Compare.self,
                ]),
        ])

    /// Runs the command line; every refusal leaves with a message, a hint, and its exit code.
    static func main() {
        Terminal.occupyStandardStreams()
        // A file that may not grow is a failed write, which is said and undone, and no reason to die.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let refusal as Refusal {
            leave(refusal)
        } catch {
            exit(withError: error)
        }
    }

    /// Leaves with the message, the hint and the exit code of a refusal.
    static func leave(_ refusal: Refusal) -> Never {
        Terminal.say(refusal)
        exit(withError: ExitCode(refusal.exitCode))
    }
}
