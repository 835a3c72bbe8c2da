internal import ArgumentParser
internal import Casework
internal import LedgerFormat
internal import LedgerProof
internal import LedgerVerify
internal import TransparencyLog

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a proof offline, and say what it proves and what it does not.",
        discussion: """
            Takes what prove and compare --evidence write, with a trust anchor for the ledger (--trust, --fingerprint); \
            and C2SP proofs and checkpoints, with the log's key (--log, --policy). What the file is, it says itself. \
            With --policy a quorum of the policy's witnesses must have cosigned every checkpoint in the file.

            A file is a regular file, - for standard input, or the shell's <(...); a pipe or device under a name is refused.

            Exit codes: 0 proven; 1 evidence against the file; 2 unreadable, not anchored or not all checked; 3 proven, \
            but breaking the vocabulary.

            Example: goodfaith check entry-4.proof --trust trust.txt
            """)

    @Argument(help: "Proof, evidence or checkpoint.", completion: .file())
    var file: String

    @OptionGroup var trust: TrustOptions

    @OptionGroup var logs: LogKeyOptions

    @Option(
        help: ArgumentHelp("The event that a tlog-proof is about, where it is not in it.", valueName: "file"),
        completion: .file())
    var event: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let bytes = try InputFile.bytes(file, bytesMax: ProofFile.bytesMax)
        let report: ProofReport
        if ProofFile.begins(bytes) {
            report = try checkProof(bytes)
        } else if TLogProof.begins(bytes) {
            report = try checkTLogProof(bytes)
        } else {
            report = try checkCheckpoint(bytes)
        }
        if json { try Terminal.print(json: report.json) } else { Terminal.print(report.text) }
        if report.verdict != .intact { throw ExitCode(report.verdict.exitCode) }
    }

    private func checkProof(_ bytes: [UInt8]) throws(Refusal) -> ProofReport {
        if event != nil || !logs.logs.isEmpty {
            throw Refusal(
                "\(Terminal.printable(file)) holds its events and names its keys: --event and --log are for C2SP's proofs",
                hint: "give the ledger's fingerprint or a trust file")
        }
        let check = ProofCheck(
            trust: try trust.anchors(ifMissing: .notGiven), rules: Vocabulary.current,
            policy: try logs.policy.map { path throws(Refusal) in try LogFile.policy(path) })
        return ProofReport(check.check(bytes), path: file)
    }

    private func checkTLogProof(_ bytes: [UInt8]) throws(Refusal) -> ProofReport {
        let proof = try LogFile.reading(file) { () throws(LogTextError) in try TLogProof(bytes) }
        let event = try event.map { path throws(Refusal) in
            try InputFile.bytes(path, bytesMax: Limits.eventBytesMax)
        }
        return ProofReport(try logCheck().check(proof, event: event), path: file)
    }

    private func checkCheckpoint(_ bytes: [UInt8]) throws(Refusal) -> ProofReport {
        let signed: SignedCheckpoint
        do throws(LogTextError) { signed = try SignedCheckpoint(bytes) } catch {
            throw Refusal(
                "\(Terminal.printable(file)) is neither a proof nor a checkpoint: \(Terminal.printable("\(error)"))",
                hint: "ask for the file again", exitCode: Refusal.unable)
        }
        return ProofReport(try logCheck().check(signed), path: file)
    }

    private func logCheck() throws(Refusal) -> LogCheck {
        if trust.isGiven {
            throw Refusal(
                "a trust anchor is for ledgers and their proofs; this file is a log's",
                hint: "give the log's key: --log VKEY, or --policy FILE")
        }
        var keys: [NoteVerifierKey] = []
        for vkey in logs.logs { keys.append(try LogFile.verifierKey(vkey, .ed25519)) }
        return LogCheck(
            logs: keys, policy: try logs.policy.map { path throws(Refusal) in try LogFile.policy(path) })
    }
}
