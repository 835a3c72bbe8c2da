internal import LedgerStore
internal import LedgerVerify

/// Why the command does not do what it was asked: what happened, what to do, and the exit code.
struct Refusal: Error {
    let message: String
    let hint: String?
    let exitCode: Int32
    /// Whether it comes of what this machine remembers of a ledger, without which the same may succeed.
    private(set) var isOfMemory = false

    /// The exit code for what was wrong with the words of the command line (sysexits, EX_USAGE).
    static let usage: Int32 = 64
    /// The exit code for what could not be read or done.
    static let unable: Int32 = 2

    init(_ message: String, hint: String? = nil, exitCode: Int32 = Refusal.usage) {
        self.message = message
        self.hint = hint
        self.exitCode = exitCode
    }

    /// The same refusal, with the place in a file that it is about.
    func inFile(_ path: String, line: Int) -> Refusal {
        Refusal("\(Terminal.printable(path)), line \(line): \(message)", hint: hint, exitCode: exitCode)
    }

    /// What is remembered of a ledger is of no use.
    init(_ error: ProofIndexError, otherwise hint: String? = nil) {
        self.init(
            Terminal.printable(error.message), hint: error.hint.map(Terminal.printable) ?? hint,
            exitCode: Refusal.unable)
        isOfMemory = true
    }

    init(_ error: WriterError) {
        if case .index(let error) = error {
            self.init(error, otherwise: "run the command again; what was remembered of the ledger is given up")
            return
        }
        let code: Int32 =
            switch error {
            case .doesNotVerify(_, let report): report.verdict.exitCode
            case .olderHistory, .otherHistory: 1
            case .witnessKey, .closed, .noSigner, .signerNotInForce, .idTaken, .format, .nonconforming,
                .refused, .tooLarge, .placeTaken:
                Refusal.usage
            case .file, .busy, .headsUnreadable, .crypto, .notSynced, .index: Refusal.unable
            }
        self.init(Terminal.printable(error.message), hint: error.hint.map(Terminal.printable), exitCode: code)
    }
}

/// Runs what the writer may refuse.
func refusing<T: ~Copyable>(_ body: () throws(WriterError) -> T) throws(Refusal) -> T {
    do { return try body() } catch { throw Refusal(error) }
}

/// Runs what looks something up in what is remembered of a ledger.
func lookingUp<T>(_ body: () throws(ProofIndexError) -> T) throws(Refusal) -> T {
    do throws(ProofIndexError) { return try body() } catch { throw Refusal(error) }
}
