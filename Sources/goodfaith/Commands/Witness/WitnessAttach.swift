internal import ArgumentParser
internal import TransparencyLog

struct WitnessAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Add the cosignatures that witnesses returned to a checkpoint.",
        discussion: """
            Each cosignature is verified first; those of witnesses that you do not name are left out.

            Example: goodfaith witness attach us.checkpoint response --policy policy.txt --output us.cosigned
            """)

    @Argument(help: "Checkpoint.", completion: .file())
    var checkpoint: String

    @Argument(help: "Responses of witnesses.", completion: .file())
    var responses: [String]

    @Option(help: ArgumentHelp("Policy with the witnesses (C2SP tlog-policy).", valueName: "file"))
    var policy: String?

    @Option(
        name: .customLong("witness"),
        help: ArgumentHelp("Verifier key of a witness; may be given several times.", valueName: "vkey"))
    var witnesses: [String] = []

    @Option(
        help: ArgumentHelp("Write the cosigned checkpoint into a new file.", valueName: "file"),
        completion: .file())
    var output: String?

    func validate() throws {
        if policy == nil && witnesses.isEmpty {
            throw ValidationError("Name the witnesses: --policy FILE or --witness VKEY.")
        }
    }

    func run() throws {
        var cosigned = try LogFile.checkpoint(checkpoint)
        let policy = try policy.map { path throws(Refusal) in try LogFile.policy(path) }
        var keys = policy?.witnesses.map(\.key) ?? []
        for vkey in witnesses { keys.append(try LogFile.verifierKey(vkey, .cosignatureV1)) }
        for path in responses {
            let response = try LogFile.response(path)
            let added = try LogFile.reading(path) { () throws(LogTextError) in
                try cosigned.add(response, from: keys)
            }
            guard !added.isEmpty else {
                throw Refusal(
                    "\(Terminal.printable(path)) holds nothing by a witness that you named",
                    hint: "name the witness with --witness VKEY or in the policy", exitCode: Refusal.unable)
            }
            for signer in added {
                Terminal.say("goodfaith: cosigned by \(Terminal.printable("\(signer.key.name)"))")
            }
        }
        if let output {
            try LogFile.create(output, cosigned.bytes)
        } else {
            LogFile.print(cosigned.bytes)
        }
        if let policy { try say(policy, cosigned) }
    }

    private func say(_ policy: WitnessPolicy, _ cosigned: SignedCheckpoint) throws(Refusal) {
        let judgement = try LogFile.reading(checkpoint) { () throws(LogTextError) in try policy.judge(cosigned)
        }
        let count = "\(judgement.cosigned.count) of \(policy.witnesses.count) witnesses"
        Terminal.say(
            "goodfaith: \(count); the policy's quorum is \(judgement.hasQuorum ? "reached" : "not reached")")
    }
}
