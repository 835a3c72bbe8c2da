internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

struct CheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the head of a ledger: its size and its root in three lines.",
        discussion: """
            Verifies the whole ledger first. What was signed is kept beside the ledger (LEDGER.checkpoint) and beside the \
            key (KEY.heads), on the disk before the signature is printed; a head that does not go on from it is never \
            signed, which also refuses a file that was restored from an older copy. The key is an Ed25519 key of the \
            ledger. The same head again gives the same checkpoint again.

            Hand the checkpoint to whomever may one day doubt the ledger: with it they see whether entries are missing \
            or changed.

            Example: goodfaith checkpoint us-office.jsonl --key us.key --output us.checkpoint
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Option(help: ArgumentHelp("Private key to sign with.", valueName: "file"), completion: .file())
    var key: String

    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var trust: TrustOptions

    @Option(
        help: ArgumentHelp("Write the checkpoint into a new file.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let key = try passphrase.privateKey(key)
        let anchors = try trust.anchors(ifMissing: .selfDeclared)
        var progress = Progress(of: ledger)
        let signed = try checkpointing { () throws(CheckpointError) in
            try SignedCheckpoints.sign(
                ledger, with: key, trust: anchors, rules: Vocabulary.current,
                progress: { progress.update($0, $1) })
        }
        let checkpoint = signed.checkpoint
        progress.end()
        if let aside = signed.setAside {
            let kept = Terminal.printable(SignedCheckpoints.path(besideLedger: ledger))
            Terminal.say(
                "goodfaith: what stood in \(kept) is no checkpoint of this ledger (it has another origin, or no key of the ledger signed it); it now stands in \(Terminal.printable(aside)): find out who put it there"
            )
        }
        if let output { try LogFile.create(output, checkpoint.bytes) }
        let head = checkpoint.checkpoint.head
        if json {
            try Terminal.print(json: [
                "checkpoint": .string(Base64.encode(checkpoint.bytes)),
                "head": ["root": .string(head.root.prefixed), "size": .integer(head.size)],
                "key": .string("\(key.keyID)"), "origin": .string("\(checkpoint.checkpoint.origin)"),
            ])
        } else if let output {
            Terminal.print("\(Terminal.printable(output)): the signed head of \(head.size) entries")
        } else {
            LogFile.print(checkpoint.bytes)
        }
        let kept = SignedCheckpoints.path(besideLedger: ledger)
        Terminal.say("goodfaith: kept in \(Terminal.printable(kept))")
    }
}

/// Runs what the store of signed checkpoints may refuse.
private func checkpointing<Value>(_ body: () throws(CheckpointError) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch {
        let code: Int32 =
            switch error {
            case .doesNotVerify(_, let report):
                report.verdict.leavesChainWhole ? Refusal.unable : report.verdict.exitCode
            case .olderCopy, .otherHistory: 1
            case .keyKind, .signerNotInForce, .witnessKey: Refusal.usage
            case .unfinished, .file, .busy, .damaged, .note: Refusal.unable
            }
        throw Refusal(
            Terminal.printable(error.message), hint: error.hint.map(Terminal.printable), exitCode: code)
    }
}
