internal import ArgumentParser
internal import Casework
internal import Exchange
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerStore
internal import LedgerVerify

/// Measures what proofs cost: to open the index of a ledger, to make a proof of one entry from it, and to check
/// that proof. Times are the processor's, of this one thread, in microseconds.
struct MeasureProofs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofs", abstract: "Measure proofs of a ledger, as lines of a name and a number.")

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Option(help: "Folder for the index; made where it is missing.", completion: .directory)
    var index: String

    @Option(help: "How many entries are proven, each by itself.")
    var count = 1_000

    func run() throws {
        var began = ThreadClock.seconds
        let index = try ProofIndex(of: ledger, in: index)
        print("entries \(index.leafCount)")
        print("open_us \(microseconds(since: began))")
        guard let last = try index.lastSigned(before: index.leafCount), last > 1 else {
            throw RegisterError.nothingToDraw
        }
        let check = ProofCheck(
            trust: .anchors(TrustAnchors([.fingerprint(index.fingerprint)])), rules: Vocabulary.current)
        var draw = Draw(seed: 1)
        var (making, checking) = ([Int](), [Int]())
        for _ in 0..<count {
            let place = Int.random(in: 1..<last, using: &draw)
            began = ThreadClock.seconds
            var maker = try ProofMaking(index)
            let bytes = try maker.events([place], under: .entry(last), vouches: false).bytes()
            making.append(microseconds(since: began))
            began = ThreadClock.seconds
            let conclusion = check.check(bytes)
            checking.append(microseconds(since: began))
            guard conclusion.verdict == .intact else {
                throw RegisterError.notIntact(conclusion.verdict.rawValue)
            }
        }
        for (name, times) in [("make", making.sorted()), ("check", checking.sorted())] {
            print("\(name)_median_us \(times[times.count / 2])")
            print("\(name)_most_us \(times[times.count - 1])")
        }
    }

    private func microseconds(since began: Double) -> Int { Int((ThreadClock.seconds - began) * 1e6) }
}
