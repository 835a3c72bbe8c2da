internal import ArgumentParser
internal import Casework
internal import Exchange
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// What `export` writes.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case ledger, dsse
}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a copy of a ledger for somebody: whole, the part since a head, or one entry.",
        discussion: """
            --since HEAD writes what was appended since, for a reader who has the rest: goodfaith receive joins it. HEAD is \
            size:root, or a file with a checkpoint.

            --for PARTY withholds what an event's audience does not allow that party, as this ledger has noted it \
            (counterpart.noted): \"parties\" is for the parties to the matter, those with a role that acts on a side, \
            and for the Central Tracing Agency; \"cta_only\" is for the Agency alone.

            --format dsse writes one signed entry as a DSSE envelope, for other people's tools.

            Example: goodfaith export us-office.jsonl --for ru-office --output stick/us-office.jsonl
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Option(help: ArgumentHelp("File to write; it must not exist.", valueName: "file"), completion: .file())
    var output: String

    @Option(help: ArgumentHelp("Only what was appended since that head.", valueName: "head"))
    var since: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Withhold what is not for this party.", valueName: "party"))
    var reader: PartyID?

    @Option(help: "ledger, or dsse for the envelope of one entry.")
    var format = ExportFormat.ledger

    @Option(help: ArgumentHelp("The entry of --format dsse: an index or digits of its hash.", valueName: "ref"))
    var entry: String?

    func validate() throws {
        if (format == .dsse) != (entry != nil) {
            throw ValidationError("--format dsse and --entry REF belong together.")
        }
        if format == .dsse && (since != nil || reader != nil) {
            throw ValidationError("--since and --for are for a ledger; --format dsse writes one entry.")
        }
    }

    func run() throws {
        if let entry { return try writeEnvelope(entry) }
        let head = try since.map { word throws(Refusal) in try HeadWord.head(word) }
        let verifier = LedgerVerifier(
            trust: .selfDeclared, against: head, allowsWithheld: true, rules: Vocabulary.current)
        var readership = reader.map { Readership(of: $0) }
        let report = LedgerFile.verify(ledger, with: verifier, deliver: { readership?.take($0) })
        readership?.finish(disowned: report.disowned)
        if case .forked = report.completeness, let head { throw refusal(.notItsHead(head)) }
        if case .truncated = report.completeness, let head { throw refusal(.notItsHead(head)) }
        guard report.verdict.leavesChainWhole else {
            throw Refusal(
                "\(Terminal.printable(ledger)) does not verify (\(report.verdict.rawValue)), so nothing is written",
                hint: "goodfaith verify --self-declared \(Terminal.printable(ledger)) lists what is wrong",
                exitCode: report.verdict.exitCode)
        }
        if let readership { try check(readership) }
        let first = head?.size ?? 0
        let withheld = (readership?.withheld ?? []).filter { $0 >= first }
        let copy: VerificationReport
        do {
            copy = try LedgerExport.write(
                of: ledger, verifiedAs: report, since: head, withholding: withheld, to: output)
        } catch { throw refusal(error) }
        say(copy, from: first)
    }

    private func say(_ copy: VerificationReport, from first: Int) {
        let hidden = copy.withheld.ranges.reduce(0) { sum, range in
            sum + max(0, range.upperBound + 1 - max(first, range.lowerBound))
        }
        let what = first > 0 ? "entries \(first) to \(copy.entryCount - 1)" : "\(copy.entryCount) entries"
        Terminal.print("\(Terminal.printable(output)): \(what), \(hidden == 0 ? "none" : "\(hidden)") withheld")
        guard let head = copy.head else { return }
        Terminal.print("head  \(head)")
        if copy.verifiedTo != copy.entryCount - 1 {
            Terminal.print("Nothing signed follows the last withheld entry. Tell the reader this head:")
            Terminal.print("without it (--against) the file does not verify.")
        }
    }

    private func check(_ readership: Readership) throws(Refusal) {
        guard readership.isInAudience else {
            throw Refusal(
                "\(readership.reader) is not among those who may hold this ledger, says its entry 0",
                hint: "a ledger for another audience is a ledger of its own: goodfaith init --audience")
        }
        guard readership.isNoted else {
            throw Refusal(
                "this ledger does not say who \(readership.reader) is, and so not what may be shown to it",
                hint:
                    "goodfaith record \(Terminal.printable(ledger)) counterpart.noted id=\(readership.reader) name=... class=... roles=..."
            )
        }
    }

    private func writeEnvelope(_ word: String) throws(Refusal) {
        let (index, _) = try LedgerIndex.verified(ledger, otherwise: "nothing is written")
        let place = try index.entry(word)
        do throws(LedgerExport.Refusal) {
            guard let envelope = try LedgerExport.envelope(of: place.index, in: ledger) else {
                throw place.type == nil
                    ? .withheld(place.index)
                    : .exchange(
                        .malformed(
                            path: ledger, explanation: "entry \(place.index) carries no signature of its own"))
            }
            try LedgerExport.write(envelope, to: output)
        } catch .exchange(.malformed(_, let explanation)) {
            throw Refusal(
                "\(explanation): it is a member of a batch, and no envelope can hold its proof",
                hint:
                    "goodfaith prove \(Terminal.printable(ledger)) \(place.index) writes one that shows the way to the signed head"
            )
        } catch { throw refusal(error) }
        Terminal.print("\(Terminal.printable(output)): entry \(place.index) as a DSSE envelope")
    }

    private func refusal(_ refusal: LedgerExport.Refusal) -> Refusal { Refusal(refusal, of: ledger) }
}

extension Refusal {
    init(_ refusal: LedgerExport.Refusal, of ledger: String) {
        switch refusal {
        case .copy(let refusal): self = Withhold.refusal(refusal)
        case .exchange(let error): self.init(error)
        case .notItsHead(let head):
            self.init(
                "\(head) is no head of \(Terminal.printable(ledger))",
                hint: "look whether it was copied rightly; if it was, the reader has another history",
                exitCode: 1)
        case .nothingSince(let head):
            self.init("nothing was appended since \(head)", hint: "there is nothing to hand over")
        case .withheld(let index):
            self.init(
                "\(Terminal.printable(ledger)) does not show entry \(index) itself",
                hint: "take the file that shows it")
        }
    }
}
