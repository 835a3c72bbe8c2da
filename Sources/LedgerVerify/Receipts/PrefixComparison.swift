internal import LedgerCrypto
internal import Synchronization

/// Finds with which of several receipts' bytes a ledger begins, in one pass over it.
///
/// Each piece of a receipt is hashed from its own beginning, and besides all from the first byte on, so that a
/// match is known as one piece, and its digest can go on with what comes after.
final class PrefixComparison: Sendable {
    /// A beginning that is the same as it was.
    struct Match: Sendable {
        let prefix: VerifiedPrefix
        /// All of its bytes.
        let whole: VerificationReceipt.Piece
        /// The digest under way after them.
        let digest: RunningDigest
    }

    private struct Span: Hashable {
        let start: Int
        let end: Int
        let digest: SHA256Digest
    }

    private struct Progress {
        var place = 0
        /// The digests under way, by where they began.
        var running: [Int: RunningDigest] = [:]
        /// The spans that turned out the same.
        var fitting: Set<Span> = []
        /// The digest of everything, under way at the end of each receipt.
        var wholes: [Int: RunningDigest] = [:]
    }

    /// The longest first.
    private let candidates: [(prefix: VerifiedPrefix, spans: [Span])]
    private let ending: [Int: Set<Span>]
    private let starts: Set<Int>
    /// The places where anything begins or ends, ascending.
    private let marks: [Int]
    private let progress: Mutex<Progress>

    /// - Parameter byteCount: how many bytes the ledger has; a receipt of more is of another file.
    init(_ prefixes: [VerifiedPrefix], byteCount: Int) throws(CryptoError) {
        candidates = prefixes.filter { $0.receipt.byteCount <= byteCount }
            .sorted { $0.receipt.byteCount > $1.receipt.byteCount }
            .map { ($0, PrefixComparison.spans(of: $0.receipt)) }
        let spans = Set(candidates.flatMap(\.spans))
        ending = Dictionary(grouping: spans, by: \.end).mapValues { Set($0) }
        starts = Set(spans.map(\.start))
        marks = starts.union(spans.map(\.end)).sorted()
        progress = Mutex(Progress(running: [0: try RunningDigest()]))
    }

    private static func spans(of receipt: VerificationReceipt) -> [Span] {
        var start = 0
        return receipt.pieces.map { piece in
            defer { start += piece.byteCount }
            return Span(start: start, end: start + piece.byteCount, digest: piece.digest)
        }
    }

    /// How many bytes were compared.
    var place: Int { progress.withLock { $0.place } }

    /// Whether a receipt that fits so far goes on.
    var needsMore: Bool {
        progress.withLock { progress in
            candidates.contains { candidate in
                candidate.prefix.receipt.byteCount > progress.place
                    && candidate.spans.allSatisfy { $0.end > progress.place || progress.fitting.contains($0) }
            }
        }
    }

    /// Takes the next bytes of the ledger.
    func take(_ piece: [UInt8]) {
        progress.withLock { progress in
            var rest = piece[...]
            while !rest.isEmpty, let mark = marks.first(where: { $0 > progress.place }) {
                let part = rest.prefix(mark - progress.place)
                for digest in progress.running.values { digest.update(part) }
                progress.place += part.count
                rest = rest[part.endIndex...]
                if progress.place == mark { pass(mark, &progress) }
            }
        }
    }

    /// What OpenSSL has no memory for does not fit: then the ledger is verified anew.
    private func pass(_ mark: Int, _ progress: inout Progress) {
        for span in ending[mark] ?? []
        where (try? progress.running[span.start]?.copy())?.finish() == span.digest {
            progress.fitting.insert(span)
        }
        if candidates.contains(where: { $0.prefix.receipt.byteCount == mark }) {
            progress.wholes[mark] = try? progress.running[0]?.copy()
        }
        for start in progress.running.keys where start > 0 {
            let isNeeded = candidates.contains { $0.spans.contains { $0.start == start && $0.end > mark } }
            if !isNeeded { progress.running[start] = nil }
        }
        if starts.contains(mark) { progress.running[mark] = try? RunningDigest() }
    }

    /// The beginnings that are the same as they were, the longest first.
    var matches: [Match] {
        progress.withLock { progress in
            candidates.compactMap { candidate in
                let byteCount = candidate.prefix.receipt.byteCount
                guard candidate.spans.allSatisfy(progress.fitting.contains),
                    let digest = progress.wholes[byteCount], let whole = try? digest.copy()
                else { return nil }
                return Match(
                    prefix: candidate.prefix,
                    whole: VerificationReceipt.Piece(byteCount: byteCount, digest: whole.finish()),
                    digest: digest)
            }
        }
    }
}
