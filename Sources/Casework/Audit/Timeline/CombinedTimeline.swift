internal import LedgerCrypto
internal import LedgerFormat

/// The statements of all ledgers in one order: each after everything that it refers to.
///
/// A reference is a hash of what it refers to, so nobody can refer to what was not yet written; a clock can
/// say anything. A statement therefore stands no earlier than the latest of what it refers to, and among
/// those that refer to the same, by the earliest time that it states, then by place.
struct CombinedTimeline: Sendable {
    /// One statement in its place.
    struct Moment: Sendable {
        let statement: Testimony
        /// The earliest second at which it can stand, given its own time and what it refers to.
        let earliest: Timestamp
        /// Whether its own time, at its latest, is earlier than what it refers to: a month is not earlier
        /// than a day in it.
        let isMoved: Bool
    }

    /// In that order.
    let moments: [Moment]

    /// - Parameter statements: by ledger and index, whatever ledgers were given first.
    init(_ statements: [Testimony]) {
        let positions = TimelinePositions(statements)
        moments = statements.indices.sorted { positions.precedes($0, $1) }.map { place in
            let statement = statements[place]
            let earliest = positions.earliest[place]
            return Moment(
                statement: statement, earliest: earliest, isMoved: statement.time.latest < earliest)
        }
    }
}

/// Where each statement stands: the earliest second that is left to it, and how many references lead up to it
/// at that second. Every statement and every reference is looked at once.
private struct TimelinePositions {
    let earliest: [Timestamp]
    private let depth: [Int]

    init(_ statements: [Testimony]) {
        var places: [SHA256Digest: Int] = [:]
        places.reserveCapacity(statements.count)
        for (place, statement) in statements.enumerated() { places[statement.reference.event] = place }
        var targets: [[Int]] = []
        targets.reserveCapacity(statements.count)
        var sources: [[Int]] = Array(repeating: [], count: statements.count)
        for (place, statement) in statements.enumerated() {
            let known = statement.refs.compactMap { places[$0.event] }.filter { $0 != place }
            targets.append(known)
            for target in known { sources[target].append(place) }
        }

        var earliest = statements.map(\.time.earliest)
        var depth = Array(repeating: 0, count: statements.count)
        var open = targets.map(\.count)
        var ready = open.indices.filter { open[$0] == 0 }
        while let place = ready.popLast() {
            for source in sources[place] {
                if earliest[place] > earliest[source] {
                    (earliest[source], depth[source]) = (earliest[place], depth[place] + 1)
                } else if earliest[place] == earliest[source] {
                    depth[source] = max(depth[source], depth[place] + 1)
                }
                open[source] -= 1
                if open[source] == 0 { ready.append(source) }
            }
        }
        self.earliest = earliest
        self.depth = depth
    }

    func precedes(_ left: Int, _ right: Int) -> Bool {
        if earliest[left] != earliest[right] { return earliest[left] < earliest[right] }
        return depth[left] == depth[right] ? left < right : depth[left] < depth[right]
    }
}
