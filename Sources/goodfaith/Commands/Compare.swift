internal import ArgumentParser
internal import Casework
internal import Exchange
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two copies of one ledger: which goes on from which, or where they part.",
        discussion: """
            Both are verified in full first, each signature by itself, so that what is said of the keys behind two \
            histories is true. They are compared by event hashes: a copy that withholds entries is the same history.

            Exit codes: 0 the same, or one goes on from the other; 1 forked; 2 not two sound copies of one ledger.

            Example: goodfaith compare --trust trust.txt held/ua-office.jsonl stick/ua-office.jsonl
            """)

    @Argument(help: "A copy.", completion: .file())
    var first: String

    @Argument(help: "Another copy of the same ledger.", completion: .file())
    var second: String

    @OptionGroup var trust: TrustOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let trust = try trust.anchors(ifMissing: .selfDeclared)
        let one = try verified(first, trust)
        let other = try verified(second, trust)
        guard let ledger = one.ledger, ledger.fingerprint == other.ledger?.fingerprint else {
            throw Refusal(ExchangeError.twoLedgers(first, second))
        }
        let difference: CopyDifference
        do { difference = try CopyDifference.between(first, second) } catch { throw Refusal(error) }
        if json {
            try Terminal.print(json: ComparisonText.json(difference, ledger, first, second))
        } else {
            Terminal.print(ComparisonText.of(difference, ledger, first, second))
            if case .selfDeclared = trust {
                Terminal.print("  Not checked:\n  - \(VerificationReport.NotChecked.anchor.sentence)\n")
            }
        }
        if difference.comparison.isForked { throw ExitCode(1) }
    }

    private func verified(_ path: String, _ trust: Trust) throws(Refusal) -> VerificationReport {
        let verifier = LedgerVerifier(trust: trust, allowsWithheld: true, rules: Vocabulary.current)
        var progress = Progress(of: path)
        let report = LedgerFile.verify(path, with: verifier, progress: { progress.update($0, $1) })
        progress.end()
        guard report.verdict.leavesChainWhole else {
            throw Refusal(ExchangeError.doesNotVerify(path: path, report))
        }
        return report
    }
}
