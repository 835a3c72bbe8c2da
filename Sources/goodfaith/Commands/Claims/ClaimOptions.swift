internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// Which claims a command looks at, and in which ledgers.
struct ClaimOptions: ParsableArguments {
    @Argument(help: "Ledger files.", completion: .file())
    var ledgers: [String] = []

    @Option(
        help: ArgumentHelp(
            "The one claim that is meant: FILE#INDEX, an index of the only ledger, or the beginning of "
                + "its event "
                + "hash.", valueName: "ref"))
    var claim: String?

    @Option(
        help: ArgumentHelp(
            "A claim that stands in no ledger: the data of a claim.published, as canonical JSON.",
            valueName: "claim.json"), completion: .file())
    var file: String?

    @Option(help: ArgumentHelp("How the report is written.", valueName: "text|markdown"))
    var format: PageFormat = .text

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if ledgers.isEmpty && file == nil { throw ValidationError("Name a ledger, or a claim with --file.") }
        if claim != nil && file != nil { throw ValidationError("Give one of --claim and --file.") }
        if reading.json && format == .markdown {
            throw ValidationError("Give one of --json and --format markdown.")
        }
    }

    /// The claim of the file that was named; nil where none was.
    func claimInFile() throws(Refusal) -> PublishedClaim? {
        guard let file else { return nil }
        do {
            return try PublishedClaim(file: try InputFile.bytes(file))
        } catch let rejection as ClaimRejection {
            throw Refusal(
                "\(Terminal.printable(file)): \(Terminal.printable(rejection.sentence))",
                hint: rejection.hint ?? "goodfaith vocabulary claim.published says what a claim has")
        } catch let refusal as Refusal { throw refusal } catch { throw Refusal("\(error)") }
    }

    /// A claim of a ledger, with the file that the ledger was read from.
    struct Found {
        let path: String
        let located: ClaimsInLedger.Located
    }

    /// The claims that are meant, of all that the ledgers hold.
    func chosen(from all: [Found]) throws(Refusal) -> [Found] {
        guard let claim else {
            if all.isEmpty {
                throw Refusal(
                    "no claim stands in these ledgers",
                    hint: "name the ledger of the speaker, or give the claim with --file",
                    exitCode: Refusal.unable)
            }
            return all
        }
        let fitting = all.filter { isMeant($0, by: claim) }
        guard let only = fitting.first, fitting.count == 1 else {
            let places = all.map { "\(Terminal.printable($0.path))#\($0.located.reference.index)" }
            throw Refusal(
                fitting.isEmpty
                    ? "no claim is at \(Terminal.printable(claim))"
                    : "\(Terminal.printable(claim)) fits several claims",
                hint: places.isEmpty
                    ? "no claim stands in these ledgers" : "claims are at \(places.joined(separator: ", "))")
        }
        return [only]
    }

    private func isMeant(_ found: Found, by word: String) -> Bool {
        let reference = found.located.reference
        if let sign = word.lastIndex(of: "#") {
            return word[..<sign] == found.path && String(reference.index) == word[word.index(after: sign)...]
        }
        if ledgers.count == 1, String(reference.index) == word { return true }
        let digits = word.hasPrefix("sha256:") ? word.dropFirst(7) : word[...]
        return digits.utf8.count >= 6 && reference.event.hex.hasPrefix(digits)
    }

    /// Verifies every ledger and hands on the entries that say only what the vocabulary allows.
    ///
    /// - Throws: ``Refusal`` with the exit code of `verify` where a chain is not whole: then nothing is held
    /// against anything.
    func read(_ deliver: @escaping (String, VerifiedEntry) -> Void) throws(Refusal)
        -> [(path: String, report: VerificationReport)]
    {
        var reports: [(path: String, report: VerificationReport)] = []
        for path in ledgers {
            var conforming = ConformingEntries()
            let report = try reading.read(path) { if conforming.include($0) { deliver(path, $0) } }
            guard report.verdict.leavesChainWhole else {
                throw Refusal(
                    "\(VerificationText.summary(report, path: path)); no claim is held against it",
                    hint: "goodfaith verify --self-declared \(Terminal.printable(path)) lists what is wrong",
                    exitCode: report.verdict.exitCode)
            }
            reports.append((path, report))
        }
        try Histories.check(reports)
        return reports
    }
}
