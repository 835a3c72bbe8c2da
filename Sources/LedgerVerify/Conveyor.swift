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
        var parsed: [ParsedLines]?
        var chained: Chained?

        var isEmpty: Bool { read == nil && parsed == nil && chained == nil }
    }

    /// A window that went through the chain.
    struct Chained: Sendable {
        /// In pieces, as they were parsed.
        let lines: [ParsedLines]
        let outcome: ChainCheck.Outcome
    }

    /// The vocabulary by which the content is judged, which level full alone does.
    private let rules: (any ContentRules)?
    /// Whether every entry will be asked for: to judge its content, or to hand it on.
    private let keepsEntries: Bool
    private let pool = SignatureVerifierPool()
    private let windows: Mutex<LineWindows<Source>>
    private let chain: Mutex<ChainCheck>

    private static var linesPerTask: Int { 128 }
    private static var checksPerTask: Int { 16 }

    init(
        verifier: LedgerVerifier, source: consuming sending Source, from start: StartingPoint = .entryZero,
        delivers: Bool
    ) throws(CryptoError) {
        rules = verifier.judgingRules
        keepsEntries = verifier.level == .full && (delivers || rules != nil)
        windows = Mutex(LineWindows(source, passedOver: start.passedOver))
        chain = Mutex(try ChainCheck(verifier, from: start))
    }

    /// One round.
    ///
    /// - Returns: the load for the next round, and what the last stage found of the window that leaves the
    ///   conveyor.
    func turn(_ load: Load) throws(LedgerReadFailure) -> (load: Load, found: [Finding]) {
        let checkCount = load.chained?.outcome.checks.count ?? 0
        let checkTasks = (checkCount + Self.checksPerTask - 1) / Self.checksPerTask
        let pieces = load.read.map(Self.pieces) ?? []
        let found = Mutex<[Finding]>([])
        let parsed = Mutex<[ParsedLines?]>(Array(repeating: nil, count: pieces.count))
        let chained = Mutex<Chained?>(nil)
        let read = Mutex<Result<LineWindow?, LedgerReadFailure>>(.success(nil))

        DispatchQueue.concurrentPerform(iterations: 2 + checkTasks + pieces.count) { task in
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
                let result = load.chained.map { self.check($0, piece: task - 2) } ?? []
                if !result.isEmpty { found.withLock { $0 += result } }
            default:
                let piece = task - 2 - checkTasks
                let lines = self.parse(pieces[piece])
                parsed.withLock { $0[piece] = lines }
            }
        }
        let results = parsed.withLock { $0 }
        // A piece that could not be parsed is no empty piece: lines would vanish from the ledger unseen.
        guard !results.contains(where: { $0 == nil }) else {
            throw LedgerReadFailure("OpenSSL has no memory for another digest; try again with more")
        }
        let lines = load.read == nil ? nil : results.compactMap(\.self)
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

    private func check(_ chained: Chained, piece: Int) -> [Finding] {
        let verifiers = pool.take()
        defer { pool.putBack(verifiers) }
        let first = piece * Self.checksPerTask
        let checks = chained.outcome.checks
        var found: [Finding] = []
        for number in first..<min(first + Self.checksPerTask, checks.count) {
            if let finding = chained.outcome.finding(checks[number], in: chained.lines, verifiers, rules) {
                found.append(finding)
            }
        }
        return found
    }

    /// Lines of one buffer for one task.
    private struct Piece: Sendable {
        let buffer: [UInt8]
        let lines: ArraySlice<LineWindow.Line>
    }

    private static func pieces(_ window: LineWindow) -> [Piece] {
        window.sections.flatMap { section in
            stride(from: 0, to: section.lines.count, by: linesPerTask).map { first in
                let end = min(first + linesPerTask, section.lines.count)
                return Piece(buffer: section.buffer, lines: section.lines[first..<end])
            }
        }
    }

    /// Nil where OpenSSL gives no digest.
    private func parse(_ piece: Piece) -> ParsedLines? {
        try? ParsedLines(piece.lines, in: piece.buffer, keepingEntries: keepsEntries)
    }
}
