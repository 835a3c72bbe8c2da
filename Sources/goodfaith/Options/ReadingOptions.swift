internal import ArgumentParser
internal import Casework
internal import LedgerStore
internal import LedgerVerify

/// How a ledger is verified before a command shows anything of it.
///
/// Without an anchor the ledger's own word is taken, and said so: what these commands show is no verdict.
struct ReadingOptions: ParsableArguments {
    @OptionGroup var trust: TrustOptions

    @OptionGroup var receipts: ReceiptOptions

    @Flag(help: "Print JSON.")
    var json = false

    /// Verifies a ledger and hands on its verified entries.
    ///
    /// - Parameter knows: whether the entries of a receipt are known, so that only later ones are handed on.
    /// - Throws: ``Refusal`` where not even entry 0 holds.
    func read(
        _ path: String, knows: (VerificationReceipt) -> Bool = { _ in false },
        _ deliver: @escaping (VerifiedEntry) -> Void
    ) throws(Refusal) -> VerificationReport {
        let verifier = LedgerVerifier(
            trust: try trust.anchors(ifMissing: .selfDeclared), allowsWithheld: true, rules: Vocabulary.current)
        var progress = Progress(of: path)
        let report = LedgerFile.verify(
            path, with: verifier, remembering: receipts.memory, progress: { progress.update($0, $1) },
            knows: knows, deliver: deliver)
        progress.end()
        guard report.verifiedTo != nil else {
            let finding =
                report.findings.first.map { ": \($0.code.meaning) \(Terminal.printable($0.found))" } ?? ""
            throw Refusal(
                "\(Terminal.printable(path)) is \(report.verdict.rawValue)\(finding)",
                hint: "goodfaith verify --self-declared \(Terminal.printable(path)) says more",
                exitCode: report.verdict.exitCode)
        }
        return report
    }

    /// Verifies a ledger and replays it, and goes on from where an earlier replay ended.
    ///
    /// - Throws: ``Refusal`` where not even entry 0 holds.
    func replay(_ path: String) throws(Refusal) -> (replay: LedgerReplay, report: VerificationReport) {
        let memory = receipts.memory.flatMap { ReplayMemory($0, of: path) }
        var replay = LedgerReplay()
        var knownCount = 0
        let report = try read(
            path,
            knows: { receipt in
                guard let known = memory?.replay(upTo: receipt) else { return false }
                (replay, knownCount) = (known, receipt.entryCount)
                return true
            },
            { replay.apply($0) })
        replay.finish(with: report)
        memory?.keep(replay, report, after: knownCount)
        return (replay, report)
    }

    /// Says on standard error what the verification found, where there is anything to say, and leaves with
    /// its exit code.
    static func conclude(_ reports: [(path: String, report: VerificationReport)]) throws {
        for (path, report) in reports where report.verdict != .intact {
            Terminal.say("goodfaith: \(VerificationText.summary(report, path: path))")
            Terminal.say(
                "goodfaith: hint: goodfaith verify --self-declared \(Terminal.printable(path)) lists what is wrong"
            )
        }
        try Histories.check(reports)
        let gravest = reports.map(\.report.verdict).min() ?? .intact
        if gravest != .intact { throw ExitCode(gravest.exitCode) }
    }
}
