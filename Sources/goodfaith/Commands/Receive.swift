internal import ArgumentParser
internal import Casework
internal import Exchange
internal import LedgerFormat
internal import LedgerStore
internal import MerkleTree

struct Receive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in files of others: verify them, and hold them against what was held before.",
        discussion: """
            DIR is the folder of the copies held. Its file trust.txt names the ledgers that are expected, as verify \
            --trust reads it. FILE is a ledger, the part of one since a head (export --since), single entries \
            (disclose), or a checkpoint.

            A copy is replaced only by a file that goes on from it; every head ever seen is kept, and every later file \
            held against all of them. A file with another history is kept in DIR/forked as evidence. What the copy \
            held shows stays shown, whatever a file withholds.

            With --ledger and --key the import is recorded: file.imported once for each head and giver, head.noted for \
            a checkpoint. What was received stays, also where recording is refused.

            Exit codes: 0 new, same or ahead; 1 forked, behind, or evidence against a file; 2 could not be read or \
            verified; 3 received, but its content breaks the vocabulary. Of several files evidence counts first.

            Example: goodfaith receive stick/ru-office.jsonl --into held
            """)

    @Argument(help: "Files that were handed over.", completion: .file())
    var files: [String]

    @Option(
        name: .customLong("into"), help: ArgumentHelp("Folder of the copies held.", valueName: "dir"),
        completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("Head of the file that you hold from elsewhere.", valueName: "size:root"))
    var against: Head?

    @Option(help: ArgumentHelp("Largest file that is taken in, in bytes.", valueName: "bytes"))
    var maxBytes = Receiving.bytesMaxDefault

    @Flag(help: "Withhold in the copy held what the file withholds: an erasure that you agree to.")
    var adoptWithheld = false

    @Option(
        help: ArgumentHelp("Your own ledger, to record the import in.", valueName: "file"), completion: .file())
    var ledger: String?

    @Option(help: "Who gave the files; otherwise the party whose ledger each is.")
    var giver: PartyID?

    @Option(help: ArgumentHelp("When it is recorded, for a late record.", valueName: "time"))
    var time: Timestamp?

    @OptionGroup var signing: SigningOptions
    @OptionGroup var receipts: ReceiptOptions

    @Flag(help: "Print one JSON object for each file.")
    var json = false

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file.") }
        if against != nil && files.count > 1 {
            throw ValidationError("--against is about one file; give one.")
        }
        if maxBytes < 1 { throw ValidationError("--max-bytes is a number above 0.") }
        if (ledger == nil) != signing.keys.isEmpty {
            throw ValidationError("To record the import give both --ledger and --key.")
        }
        if giver != nil && ledger == nil { throw ValidationError("--giver is for --ledger.") }
    }

    func run() throws {
        // Everything that can be refused of the recording's words is refused before anything is received.
        let keys = try signing.signingKeys()
        let statement = try StatementOptions.now(unless: time)
        var receiving = Receiving(rules: Vocabulary.current, bytesMax: maxBytes)
        receiving.adoptsWithheld = adoptWithheld
        receiving.against = against
        var exitCodes: [Int32] = []
        var received: [ReceivedFile] = []
        do throws(ExchangeError) {
            let folder = try HeldFolder(folder)
            for path in files {
                do throws(ExchangeError) {
                    let file = try take(path, receiving, into: folder)
                    received.append(file)
                    exitCodes.append(file.exitCode)
                    if !show(file, path) { exitCodes.append(Refusal.unable) }
                    if file.adoptedCount > 0, !forget(file) { exitCodes.append(Refusal.unable) }
                } catch {
                    exitCodes.append(error.exitCode)
                    Terminal.say(Refusal(error))
                }
            }
        } catch { throw Refusal(error) }
        if let ledger {
            let imports = ImportRecord(received, giver: giver, time: statement)
            do throws(Refusal) {
                try imports.record(in: ledger, signingWith: keys, remembering: receipts.memory)
            } catch {
                Terminal.say(error)
                Terminal.say(
                    "goodfaith: what was received is held all the same; it is not recorded in your ledger")
                exitCodes.append(error.exitCode)
            }
        }
        let gravest = [1, 2, 64, 3].first { exitCodes.contains($0) }
        if let gravest { throw ExitCode(gravest) }
    }

    private func take(
        _ path: String, _ receiving: Receiving, into folder: borrowing HeldFolder
    ) throws(ExchangeError) -> ReceivedFile {
        var receiving = receiving
        var progress = Progress(of: path)
        defer { progress.end() }
        receiving.progress = { progress.update($0, $1) }
        return try receiving.receive(path, into: folder)
    }

    /// Forgets what this machine kept of a ledger of which an erasure was taken over.
    ///
    /// - Returns: whether nothing is left.
    private func forget(_ file: ReceivedFile) -> Bool {
        do {
            try KeptOfLedger.forget(file.fingerprint, after: "what is erased is withheld in the copy held")
            return true
        } catch {
            Terminal.say(error)
            return false
        }
    }

    /// - Returns: whether it could be shown.
    private func show(_ file: ReceivedFile, _ path: String) -> Bool {
        guard json else {
            Terminal.print(ExchangeText.of(file, path: path))
            return true
        }
        do { try Terminal.print(json: ExchangeJSON.of(file, path: path)) } catch {
            Terminal.say(Refusal("\(Terminal.printable(path)): what came of it cannot be written as JSON"))
            return false
        }
        return true
    }
}
