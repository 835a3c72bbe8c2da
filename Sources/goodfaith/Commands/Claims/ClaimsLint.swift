internal import ArgumentParser
internal import Casework
internal import LedgerFormat
internal import LedgerVerify

struct ClaimsLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find what the figures of a claim give away about single children.",
        discussion: """
            Solves every cell that the figures imply, also those that nobody stated, and lists those \
            that identify: \
            fewer than the threshold, nobody, or everybody of a group. Says which statements to leave \
            out or to say of \
            a larger group. Exit code 3: something identifies.

            Example: goodfaith claims lint --file claim.json
            """)

    @OptionGroup var options: ClaimOptions

    @Option(help: ArgumentHelp("A cell of fewer identifies: 2 to 1000.", valueName: "k"))
    var threshold = DisclosureCheck.customaryThreshold

    func validate() throws {
        guard (2...1_000).contains(threshold) else {
            throw ValidationError("The threshold is a number from 2 to 1000.")
        }
    }

    func run() throws {
        var checks: [(name: String, reference: StatementReference?, check: DisclosureCheck)] = []
        var rejected: [String] = []
        var reports: [(path: String, report: VerificationReport)] = []
        if let file = options.file, let claim = try options.claimInFile() {
            checks.append((Terminal.printable(file), nil, DisclosureCheck(claim, threshold: threshold)))
        } else {
            let (claims, read) = try readClaims()
            reports = read
            for found in try options.chosen(from: claims) {
                let name = "\(Terminal.printable(found.path))#\(found.located.reference.index)"
                switch found.located.claim {
                case .success(let claim):
                    let check = DisclosureCheck(claim, threshold: threshold)
                    checks.append((name, found.located.reference, check))
                case .failure(let rejection):
                    rejected.append("\(name): \(Terminal.printable(rejection.sentence))")
                }
            }
        }
        if options.reading.json {
            try Terminal.print(json: [
                "claims": .array(checks.map { ["check": $0.check.json, "name": .string($0.name)] }),
                "rejected": .array(rejected.map { .string($0) }),
            ])
        } else {
            for check in checks { Terminal.print(check.check.text(of: check.name, format: options.format)) }
            for sentence in rejected {
                Terminal.print("Not looked through, since it cannot be read: \(sentence)")
            }
        }
        try ReadingOptions.conclude(reports)
        if !rejected.isEmpty || checks.contains(where: \.check.identifies) {
            throw ExitCode(Verdict.nonconforming.exitCode)
        }
    }

    private func readClaims() throws -> ([ClaimOptions.Found], [(path: String, report: VerificationReport)]) {
        var claims: [String: ClaimsInLedger] = [:]
        let reports = try options.read { path, entry in claims[path, default: ClaimsInLedger()].apply(entry) }
        let found = options.ledgers.flatMap { path in
            (claims[path]?.claims ?? []).map { ClaimOptions.Found(path: path, located: $0) }
        }
        return (found.sorted { $0.located.reference < $1.located.reference }, reports)
    }
}
