internal import Dispatch
internal import LedgerCrypto
internal import LedgerFormat
internal import Synchronization
internal import MerkleTree

/// Takes windows of lines through the stages: in each round, on all cores at once, one window is read, the
/// one before it parsed, the one before that taken through the chain, and of the oldest the signatures and
/// the content are checked.
final class Conveyor<Source: LedgerBytes & ~Copyable>: Sendable {
    /// What lies on the conveyor between two rounds.
    struct Load: Sendable {
        var read: LineWindow?
        var parsed: [[ParsedLine]]?
        var chained: Chained?

        var isEmpty: Bool { read == nil && parsed == nil && chained == nil }
    }

    /// A window that went through the chain.
    struct Chained: Sendable {
        /// In pieces, as they were parsed.
        let lines: [[ParsedLine]]
        let outcome: ChainCheck.Outcome
    }

    private let rules: (any ContentRules)?
    private let pool = SignatureVerifierPool()
    private let windows: Mutex<LineWindows<Source>>
    private let chain: Mutex<ChainCheck>

    private static var linesPerTask: Int { 128 }
    private static var checksPerTask: Int { 16 }

    init(
        verifier: LedgerVerifier, source: consuming sending Source, from start: StartingPoint = .entryZero
    ) throws(CryptoError) {
        rules = verifier.rules
        windows = Mutex(LineWindows(source, passedOver: start.passedOver))
        chain = Mutex(try ChainCheck(verifier, from: start))
    }

    /// One round.
    ///
    /// - Returns: the load for the next round, and what the last stage found of the window that leaves the
    ///   conveyor.
    func turn(_ load: Load) throws(LedgerReadFailure) -> (load: Load, found: [Finding]) {
        let checks = load.chained?.outcome.checks ?? []
        let checkTasks = (checks.count + Self.checksPerTask - 1) / Self.checksPerTask
        let parseTasks = ((load.read?.lines.count ?? 0) + Self.linesPerTask - 1) / Self.linesPerTask
        let found = Mutex<[Finding]>([])
        let parsed = Mutex<[[ParsedLine]?]>(Array(repeating: nil, count: parseTasks))
        let chained = Mutex<Chained?>(nil)
        let read = Mutex<Result<LineWindow?, LedgerReadFailure>>(.success(nil))

        DispatchQueue.concurrentPerform(iterations: 2 + checkTasks + parseTasks) { task in
            switch task {
            case 0:
                let result = load.parsed.map { lines in
                    Chained(lines: lines, outcome: self.chain.withLock { $0.check(lines) })
                }
                chained.withLock { $0 = result }
            case 1:
                let result = self.readNext()
                read.withLock { $0 = result }
            case 2..<2 + checkTasks:
                let result = self.check(checks, piece: task - 2, load.chained?.outcome.party)
                if !result.isEmpty { found.withLock { $0 += result } }
            default:
                let piece = task - 2 - checkTasks
                let lines = load.read.flatMap { Self.parse($0, piece: piece) }
                parsed.withLock { $0[piece] = lines }
            }
        }
        let pieces = parsed.withLock { $0 }
        // A piece that could not be parsed is no empty piece: lines would vanish from the ledger unseen.
        guard !pieces.contains(where: { $0 == nil }) else {
            throw LedgerReadFailure("OpenSSL has no memory for another digest; try again with more")
        }
        let lines = load.read == nil ? nil : pieces.compactMap(\.self)
        let window = try read.withLock { $0 }.get()
        return (Load(read: window, parsed: lines, chained: chained.withLock { $0 }), found.withLock { $0 })
    }

    /// Looks at the chain between two rounds.
    func withChain<T>(_ body: (inout ChainCheck) -> sending T) -> sending T { chain.withLock(body) }

    /// How many bytes were read.
    var byteCount: Int { windows.withLock { $0.byteCount } }

    private func readNext() -> Result<LineWindow?, LedgerReadFailure> {
        windows.withLock { windows in
            do throws(LedgerReadFailure) { return .success(try windows.next()) } catch {
                return .failure(error)
            }
        }
    }

    private func check(_ checks: [EntryCheck], piece: Int, _ party: Party?) -> [Finding] {
        let verifiers = pool.take()
        defer { pool.putBack(verifiers) }
        let first = piece * Self.checksPerTask
        return checks[first..<min(first + Self.checksPerTask, checks.count)].compactMap {
            $0.run(verifiers, rules, party)
        }
    }

    /// Nil where OpenSSL gives no digest.
    private static func parse(_ window: LineWindow, piece: Int) -> [ParsedLine]? {
        guard var hasher = try? SHA256() else { return nil }
        let first = piece * linesPerTask
        let lines = window.lines[first..<min(first + linesPerTask, window.lines.count)]
        return ParsedLine.all(lines, in: window.buffer, hasher: &hasher)
    }
}
