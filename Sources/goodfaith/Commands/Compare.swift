internal import ArgumentParser
internal import Casework
internal import Exchange
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two copies of one ledger: which goes on from which, or where they part.",
        discussion: """
            Both are verified in full first, each signature by itself, so that what is said of the keys behind two \
            histories is true. They are compared by event hashes: a copy that withholds entries is the same history.

            Where one key signed both histories, --evidence FILE writes a small proof of it that a third person checks with \
            goodfaith check: the signed heads, the key events, and the hashes that differ, without the statements; only \
            where no checkpoint was given (--checkpoint) the signed entry that stands for a head is shown.

            Exit codes: 0 the same, or one goes on from the other; 1 forked; 2 not two sound copies of one ledger.

            Example: goodfaith compare --trust trust.txt held/ua-office.jsonl stick/ua-office.jsonl
            """)

    @Argument(help: "A copy.", completion: .file())
    var first: String

    @Argument(help: "Another copy of the same ledger.", completion: .file())
    var second: String

    @OptionGroup var trust: TrustOptions

    @Option(
        help: ArgumentHelp("Write evidence of two histories there; it must not exist.", valueName: "file"),
        completion: .file())
    var evidence: String?

    @Option(
        name: .customLong("checkpoint"),
        help: ArgumentHelp(
            "Checkpoint of either history, for the evidence; may be given several times.", valueName: "file"),
        completion: .file())
    var checkpoints: [String] = []

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        if evidence == nil && !checkpoints.isEmpty { throw ValidationError("--checkpoint is for --evidence.") }
    }

    func run() throws {
        let trust = try trust.anchors(ifMissing: .selfDeclared)
        var signed: [SignedCheckpoint] = []
        for path in checkpoints { signed.append(try HeadWord.checkpoint(path)) }
        var (one, other) = (verify(first, trust, besides: signed), verify(second, trust, besides: signed))
        // An end that is withheld is vouched for by a copy that is sound by itself and has the same head.
        if let head = one.head, head == other.head {
            if one.verdict == .incomplete, other.verdict.leavesChainWhole {
                one = verify(first, trust, against: head)
            } else if other.verdict == .incomplete, one.verdict.leavesChainWhole {
                other = verify(second, trust, against: head)
            }
        }
        for (path, report) in [(first, one), (second, other)] where !report.verdict.leavesChainWhole {
            throw Refusal(ExchangeError.doesNotVerify(path: path, report))
        }
        guard let ledger = one.ledger, ledger.fingerprint == other.ledger?.fingerprint else {
            throw Refusal(ExchangeError.twoLedgers(first, second))
        }
        let difference: CopyDifference
        do { difference = try CopyDifference.between(first, second) } catch { throw Refusal(error) }
        guard difference.first.head == one.head, difference.second.head == other.head else {
            throw Refusal(
                "a file changed while it was compared", hint: "make sure that nobody writes, and try again",
                exitCode: Refusal.unable)
        }
        if json {
            try Terminal.print(json: ComparisonText.json(difference, ledger, first, second))
        } else {
            Terminal.print(ComparisonText.of(difference, ledger, first, second))
            if case .selfDeclared = trust {
                Terminal.print("  Not checked:\n  - \(VerificationReport.NotChecked.anchor.sentence)\n")
            }
        }
        if let evidence { try write(evidence, difference, signed) }
        if difference.comparison.isForked { throw ExitCode(1) }
    }

    private func write(
        _ evidence: String, _ difference: CopyDifference, _ signed: [SignedCheckpoint]
    ) throws(Refusal) {
        guard difference.comparison.isForked else {
            throw Refusal(
                "there is no evidence to write: the files are one history", hint: "leave --evidence out")
        }
        let bytes: [UInt8]
        do {
            bytes = try Equivocation.evidence(of: difference, first, second, checkpoints: signed)
        } catch { throw refusal(error) }
        do { try LedgerExport.write(bytes, to: evidence) } catch { throw Refusal(error, of: first) }
        if !json {
            Terminal.print("\(Terminal.printable(evidence)): evidence of two histories; anybody checks it with")
            Terminal.print("goodfaith check \(Terminal.printable(evidence)) --trust FILE")
        }
    }

    private func refusal(_ refusal: Equivocation.Refusal) -> Refusal {
        switch refusal {
        case .exchange(let error): Refusal(error)
        case .noCommonKey:
            Refusal(
                "no one key signed both histories, so there is no evidence against one signer",
                hint:
                    "keep both files: they still show two histories; give checkpoints that were handed out, if any",
                exitCode: 1)
        case .foreignCheckpoint(let number):
            Refusal(
                "\(Terminal.printable(checkpoints[number])) is a head of neither file after they part",
                hint: "give checkpoints of these two histories")
        case .doesNotHold(let explanation):
            Refusal("no evidence could be made: \(explanation)", exitCode: Refusal.unable)
        }
    }

    /// A withheld end is vouched for by a checkpoint of that very head, where a key of the ledger signed it:
    /// anybody can make up an end and write its head down.
    private func verify(
        _ path: String, _ trust: Trust, besides signed: [SignedCheckpoint]
    ) -> VerificationReport {
        let report = verify(path, trust)
        guard report.verdict == .incomplete, let head = report.head, let origin = report.ledger?.opening.origin
        else { return report }
        let keys = report.keys(inForceAt: head.size)
        for checkpoint in signed where checkpoint.checkpoint.head == head {
            guard (try? checkpoint.signers(of: origin, inForce: keys)) != nil else { continue }
            return verify(path, trust, against: head)
        }
        return report
    }

    private func verify(_ path: String, _ trust: Trust, against head: Head? = nil) -> VerificationReport {
        let verifier = LedgerVerifier(
            trust: trust, against: head, allowsWithheld: true, rules: Vocabulary.current)
        var progress = Progress(of: path)
        defer { progress.end() }
        return LedgerFile.verify(path, with: verifier, progress: { progress.update($0, $1) })
    }
}
