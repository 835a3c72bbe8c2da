internal import ArgumentParser
internal import TransparencyLog

/// The logs whose checkpoints count.
struct LogKeyOptions: ParsableArguments {
    @Option(
        name: .customLong("log"),
        help: ArgumentHelp("Verifier key of a log; may be given several times.", valueName: "vkey"))
    var logs: [String] = []

    @Option(
        help: ArgumentHelp("Policy with the logs (C2SP tlog-policy).", valueName: "file"), completion: .file())
    var policy: String?

    var isEmpty: Bool { logs.isEmpty && policy == nil }

    func logKeys() throws(Refusal) -> [NoteVerifierKey] {
        var keys: [NoteVerifierKey] = []
        for vkey in logs { keys.append(try LogFile.verifierKey(vkey, .ed25519)) }
        if let policy { keys += try LogFile.policy(policy).logs.map(\.key) }
        return keys
    }
}
