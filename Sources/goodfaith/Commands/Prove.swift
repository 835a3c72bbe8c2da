internal import ArgumentParser
internal import Exchange
internal import LedgerFormat

struct Prove: ParsableCommand {
    /// How the proof is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// This project's own: any number of entries, with the history of the keys.
        case events
        /// C2SP tlog-proof: one entry, for other people's tools.
        case tlogProof = "tlog-proof"
    }

    static let configuration = CommandConfiguration(
        abstract: "Write a proof of single entries that anybody checks offline, without the ledger.",
        discussion: """
            REF is an index, or 6 or more digits of the event hash. The proof holds the entries, the ledger's key \
            events, and a signed head: the checkpoint beside the ledger (LEDGER.checkpoint), if a key of the ledger \
            signed it, or that of --head. Without one, the last entry asked for is the head if it is signed by itself. No other statement is shown, unless \
            --head INDEX names the signed entry that may be.

            --consistency OLD proves instead that the ledger goes on from an earlier head: size:root, or a checkpoint.

            An index of the ledger is kept in $XDG_CACHE_HOME/goodfaith or ~/.cache/goodfaith; it may be removed at any \
            time. The proof is checked before it is written; the rest of the ledger is not verified.

            Example: goodfaith prove us-office.jsonl 4 --output entry-4.proof
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Argument(help: ArgumentHelp("Entries to prove.", valueName: "ref"))
    var references: [String] = []

    @Option(help: ArgumentHelp("All entries about this case.", valueName: "case/uuid"))
    var subject: Subject?

    @Option(help: ArgumentHelp("That the ledger goes on from this head.", valueName: "head"))
    var consistency: String?

    @Option(
        help: ArgumentHelp(
            "Checkpoint under which it is proven, or the index of a signed entry that may be shown.",
            valueName: "checkpoint"), completion: .file())
    var head: String?

    @Option(help: "How it is written: events or tlog-proof.")
    var format = Format.events

    @Option(help: ArgumentHelp("Write the proof into a new file.", valueName: "file"), completion: .file())
    var output: String?

    func validate() throws {
        let given = [!references.isEmpty, subject != nil, consistency != nil].count { $0 }
        if given == 0 { throw ValidationError("Name what to prove: REF, --subject or --consistency.") }
        if given > 1 { throw ValidationError("Give one of REF, --subject and --consistency.") }
        if subject?.kind != nil && subject?.kind != "case" {
            throw ValidationError("--subject is a case: case/UUID.")
        }
        if format == .tlogProof && references.count != 1 {
            throw ValidationError("A tlog-proof is about one entry: give one REF.")
        }
    }

    func run() throws {
        let folder = try BaseFolder.cache.made(for: "the index of the ledger")
        let request = try ProofRequest(ledger, what, under: head)
        let bytes: [UInt8]
        do throws(ProofMakingError) {
            do throws(ProofMakingError) {
                bytes = try request.bytes(indexIn: folder, isFresh: false)
            } catch  where error.mayBeTheIndex {
                // What was kept of the ledger may be out of date; made anew, it says what the file says.
                bytes = try request.bytes(indexIn: folder, isFresh: true)
            }
        } catch { throw Refusal(error) }
        if let output {
            try LogFile.create(output, bytes)
            Terminal.print("\(Terminal.printable(output)): goodfaith check says what it proves")
        } else {
            LogFile.print(bytes)
        }
        Terminal.say("goodfaith: the proof was checked; the rest of the ledger was not verified")
    }

    private var what: ProofRequest.What {
        get throws(Refusal) {
            if let subject { return .entriesAbout(subject) }
            if let consistency { return .goesOn(from: try HeadWord(consistency)) }
            return format == .tlogProof ? .tlogProof(of: references[0]) : .entries(references)
        }
    }
}
