internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerStore
internal import LedgerVerify
internal import Registers

/// Measures what replay costs, beside what hashing the same bytes costs.
///
/// Verified entries are gathered in chunks. Each chunk is replayed, and then the lines that it came from are
/// hashed once: the two alternate every few milliseconds on the same core, so that whatever else the machine
/// does weighs on both. Times are the processor's, of this one thread; the verification on other cores is in
/// neither.
struct MeasureReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Measure replay on a ledger, as lines of a name and a number.")

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Option(help: "How many entries are replayed at a time.")
    var chunk = 10_000

    @Flag(help: "Only verify and gather: what is left is what replay adds to the memory.")
    var withoutReplay = false

    func run() throws {
        let measurement = try Measurement(ledger)
        var gathered: [VerifiedEntry] = []
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        var failure: (any Error)?
        let report = LedgerFile.verify(
            ledger, with: verifier,
            deliver: { entry in
                gathered.append(entry)
                guard gathered.count == chunk, failure == nil else { return }
                do { try measurement.take(gathered, replaying: !withoutReplay) } catch { failure = error }
                gathered.removeAll(keepingCapacity: true)
            })
        if let failure { throw failure }
        guard report.verdict == .intact else { throw RegisterError.notIntact(report.verdict.rawValue) }
        try measurement.take(gathered, replaying: !withoutReplay)
        gathered = []
        if withoutReplay {
            print("peak_kib \(ProcessMemory.peakKiB)")
        } else {
            try measurement.conclude(report)
        }
    }
}

/// A replay under way, with the time that it and the hashing took so far.
private final class Measurement {
    private var replay = LedgerReplay()
    private var file: LedgerFile
    private var sha256: SHA256
    private var hashedCount = 0
    private var eventCount = 0
    private var replaying = 0.0
    private var hashing = 0.0

    init(_ path: String) throws {
        file = try LedgerFile(path)
        sha256 = try SHA256()
    }

    func take(_ entries: [VerifiedEntry], replaying isReplaying: Bool) throws {
        guard isReplaying, let last = entries.last else { return }
        let began = ThreadClock.seconds
        for entry in entries { replay.apply(entry) }
        replaying += ThreadClock.seconds - began
        eventCount += entries.count
        try hash(through: last.byteOffset)
    }

    /// Hashes the file as far as it was replayed, in pieces as they are read; reading is not counted.
    private func hash(through offset: Int) throws {
        while hashedCount <= offset, let piece = try file.next() {
            let began = ThreadClock.seconds
            sha256.update(piece.span.bytes)
            hashing += ThreadClock.seconds - began
            hashedCount += piece.count
        }
    }

    func conclude(_ report: VerificationReport) throws {
        var began = ThreadClock.seconds
        replay.finish(with: report)
        replaying += ThreadClock.seconds - began
        try hash(through: Int.max - 1)
        let peak = ProcessMemory.peakKiB

        began = ThreadClock.seconds
        let state = CombinedState([replay])
        let combining = ThreadClock.seconds - began
        print(
            """
            events \(eventCount)
            bytes \(hashedCount)
            cases \(state.cases.count)
            replay_seconds \(replaying)
            sha256_seconds \(hashing)
            combine_seconds \(combining)
            peak_kib \(peak)
            peak_combined_kib \(ProcessMemory.peakKiB)
            """)
    }
}
