internal import LedgerCrypto
internal import LedgerFormat

/// Many placements, so kept that a question about all of them costs as much as one about a few.
struct Moments: Sendable {
    /// One ledger's placements.
    private struct Line: Sendable {
        var placements: [Placement] = []
        /// By index: the latest moment of each and all after it.
        var latestFrom: [Timestamp] = []
        /// By latest moment: the greatest index, and the latest begin, of each and all after it.
        var byLatest: [(latest: Timestamp, index: Int, earliest: Timestamp)] = []
    }

    private var lines: [SHA256Digest: Line] = [:]
    /// The latest begin, and the latest end, of all.
    private var begin: Timestamp?
    private var ends: [SHA256Digest: Timestamp] = [:]

    mutating func add(_ placement: Placement) {
        let ledger = placement.reference.ledger
        lines[ledger, default: Line()].placements.append(placement)
        begin = max(begin ?? placement.time.earliest, placement.time.earliest)
        ends[ledger] = max(ends[ledger] ?? placement.time.latest, placement.time.latest)
    }

    /// Puts in order what was added; then it may be asked.
    mutating func seal() {
        for ledger in lines.keys {
            guard var line = lines[ledger] else { continue }
            line.placements.sort { $0.reference.index < $1.reference.index }
            line.latestFrom = line.placements.map(\.time.latest)
            for place in line.latestFrom.indices.dropLast().reversed() {
                line.latestFrom[place] = max(line.latestFrom[place], line.latestFrom[place + 1])
            }
            line.byLatest = line.placements.map { ($0.time.latest, $0.reference.index, $0.time.earliest) }
                .sorted { ($0.latest, $0.index) < ($1.latest, $1.index) }
            for place in line.byLatest.indices.dropLast().reversed() {
                let next = line.byLatest[place + 1]
                line.byLatest[place].index = max(line.byLatest[place].index, next.index)
                line.byLatest[place].earliest = max(line.byLatest[place].earliest, next.earliest)
            }
            lines[ledger] = line
        }
    }

    /// Whether `placement` is certainly later than every one of them.
    func areAllEarlier(than placement: Placement) -> Bool {
        for (ledger, latest) in ends where latest >= placement.time.earliest {
            // What time leaves open, the order in one ledger decides.
            guard ledger == placement.reference.ledger, let line = lines[ledger] else { return false }
            let open = line.byLatest[Moments.first(line.byLatest) { $0.latest >= placement.time.earliest }]
            if open.index >= placement.reference.index || open.earliest > placement.time.latest { return false }
        }
        return true
    }

    /// Whether one of them is certainly later than `placement`.
    func hasLater(than placement: Placement) -> Bool {
        if let begin, begin > placement.time.latest { return true }
        guard let line = lines[placement.reference.ledger] else { return false }
        let place = Moments.first(line.placements) { $0.reference.index > placement.reference.index }
        return place < line.latestFrom.count && line.latestFrom[place] >= placement.time.earliest
    }

    /// The first place from which on the condition holds; the count where it never does.
    private static func first<Element>(_ sorted: [Element], where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(sorted[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
