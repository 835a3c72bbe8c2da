internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree
public import TransparencyLog

/// Evidence that one key signed two histories, made of two copies of a ledger that part.
public enum Equivocation {
    /// Why there is none.
    public enum Refusal: Error, Sendable {
        case exchange(ExchangeError)
        /// No one key signed a head of both histories.
        case noCommonKey
        /// The checkpoint is a head of neither copy, or none that covers what they differ in.
        case foreignCheckpoint(Int)
        /// What was made does not hold.
        case doesNotHold(String)
    }

    /// The smallest evidence: of the heads of each copy that one key signed after the fork, a checkpoint where
    /// there is one, since it shows no statement, else the first signed entry. Besides the heads it holds the
    /// key events, and of the entries that differ the hashes alone.
    ///
    /// - Returns: the bytes of the proof file.
    /// - Parameters:
    ///   - difference: of the two files, each of which was verified in full, and which part.
    ///   - checkpoints: heads that were handed out, of either history.
    public static func evidence(
        of difference: CopyDifference, _ first: String, _ second: String, checkpoints: [SignedCheckpoint]
    ) throws(Refusal) -> [UInt8] {
        let fork = difference.common
        let sides = [
            try branch(first, fork, difference.first, checkpoints),
            try branch(second, fork, difference.second, checkpoints),
        ]
        for (number, signed) in checkpoints.enumerated()
        where !sides.contains(where: { $0.roots[signed.checkpoint.head.size] == signed.checkpoint.head.root }) {
            throw .foreignCheckpoint(number)
        }
        let heads = sides.map { $0.heads(checkpoints) }
        let common = heads[0].compactMap { key, head in
            heads[1][key].map { (key: key, heads: [head, $0]) }
        }
        guard
            let chosen = common.min(by: {
                $0.heads.costs < $1.heads.costs || $0.heads.costs == $1.heads.costs && $0.key < $1.key
            })
        else {
            throw .noCommonKey
        }
        do throws(ExchangeError) {
            let branches = try exchanging(first) { try zip(sides, chosen.heads).map { try $0.proof(of: $1) } }
            let file = ProofFile.equivocation(index: fork, branches[0], branches[1])
            let conclusion = ProofCheck(trust: .selfDeclared, rules: nil).check(file)
            guard conclusion.verdict == .intact else {
                throw ExchangeError.malformed(
                    path: first,
                    explanation: conclusion.findings.first?.code.meaning ?? "the evidence does not hold")
            }
            return try exchanging(first) { try file.bytes() }
        } catch .malformed(_, let explanation) { throw .doesNotHold(explanation) } catch {
            throw .exchange(error)
        }
    }

    private static func branch(
        _ path: String, _ fork: Int, _ side: CopyDifference.Side, _ checkpoints: [SignedCheckpoint]
    ) throws(Refusal) -> HistoryReading {
        do throws(ExchangeError) {
            return try exchanging(path) {
                try HistoryReading(
                    path, fork: fork, signers: side.signersAfterFork,
                    watching: Set(checkpoints.map(\.checkpoint.head.size)))
            }
        } catch { throw .exchange(error) }
    }
}

/// A head that one key signed.
private enum HeadSignature {
    case checkpoint(SignedCheckpoint)
    /// The signed entry of that index.
    case entry(Int)

    /// How many entries the head covers.
    var size: Int {
        switch self {
        case .checkpoint(let signed): signed.checkpoint.head.size
        case .entry(let index): index
        }
    }

    fileprivate var showsStatement: Bool { if case .entry = self { true } else { false } }
}

extension [HeadSignature] {
    /// What evidence of these heads costs: statements that are shown, then entries that are covered.
    fileprivate var costs: (statements: Int, entries: Int) {
        (count { $0.showsStatement }, reduce(0) { $0 + $1.size })
    }
}

/// What one pass over a copy tells of its history from the fork on.
private struct HistoryReading {
    let path: String
    let fork: Int
    /// The event hash of the entry where the histories part.
    private(set) var hash: SHA256Digest?
    private(set) var keyEvents: [Entry] = []
    private(set) var history = KeyHistory()
    private(set) var roots: [Int: SHA256Digest] = [:]
    private let signers: [KeyID: Int]
    private var signedEntries: [Int: Entry] = [:]

    init(_ path: String, fork: Int, signers: [KeyID: Int], watching sizes: Set<Int>) throws {
        self.path = path
        self.fork = fork
        self.signers = signers
        let wanted = Set(signers.values)
        var hasher = try SHA256()
        var tree = MerkleFrontier()
        var lines = EntryLines(try LedgerFile(path))
        while let line = try lines.next() {
            let index = tree.size
            let entry = try Entry(line.buffer, in: line.range, hasher: &hasher)
            tree.append(entry.hash, with: &hasher)
            if index == fork { hash = entry.hash }
            if sizes.contains(tree.size), tree.size > fork { roots[tree.size] = tree.root(with: &hasher) }
            guard wanted.contains(index) || entry.event?.isLedgerEvent == true else { continue }
            // Read again by itself: an entry keeps the buffer that it was read from.
            let bytes = Array(line.bytes)
            let kept = try Entry(bytes, in: 0..<bytes.count - 1)
            if wanted.contains(index) { signedEntries[index] = kept }
            if entry.event?.isLedgerEvent == true { try history.take(kept) }
            if entry.event?.isKeyEvent == true { keyEvents.append(kept) }
        }
    }

    /// For each key the head of this history that shows least.
    func heads(_ checkpoints: [SignedCheckpoint]) -> [KeyID: HeadSignature] {
        var heads = signers.mapValues { HeadSignature.entry($0) }
        for signed in checkpoints.sorted(by: { $0.checkpoint.head.size > $1.checkpoint.head.size }) {
            let head = signed.checkpoint.head
            guard roots[head.size] == head.root, let opening = history.opening,
                let keys = try? signed.signers(of: opening.origin, inForce: history.keys(inForceAt: head.size))
            else { continue }
            for key in keys { heads[key.keyID] = .checkpoint(signed) }
        }
        return heads
    }

    func proof(of signature: HeadSignature) throws -> HistoryBranch {
        let size = signature.size
        let shown = keyEvents.filter { ($0.event?.index ?? size) < size }
        let indexes = shown.compactMap(\.event?.index)
        let nodes = try StreamedTree(proving: indexes + (fork < size ? [fork] : []), inFirst: size, of: path)
        var hasher = try SHA256()
        var placed: [PlacedEntry] = []
        for (entry, index) in zip(shown, indexes) {
            guard let inclusion = try nodes.inclusionProof(index: index, size: size, with: &hasher) else {
                continue
            }
            placed.append(try PlacedEntry(entry, at: inclusion))
        }
        let tree: SignedTree
        switch signature {
        case .checkpoint(let signed):
            tree = try SignedTree(signed.checkpoint.head, signedBy: .checkpoint(signed), entries: placed)
        case .entry(let index):
            guard let entry = signedEntries[index], let root = entry.event?.signing?.root else {
                throw StreamedTree.MissingNode()
            }
            tree = try SignedTree(
                Head(size: size, root: root), signedBy: .entry(entry, isProven: false), entries: placed)
        }
        guard let hash else { throw StreamedTree.MissingNode() }
        let inclusion = fork < size ? try nodes.inclusionProof(index: fork, size: size, with: &hasher) : nil
        return try HistoryBranch(hash, at: inclusion, in: tree)
    }
}
