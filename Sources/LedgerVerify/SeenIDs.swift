internal import LedgerFormat

/// The ids of the events so far, each once: 16 bytes an id in a table that is a quarter to five eighths empty.
///
/// Whoever writes a ledger chooses its ids. Which place an id has is therefore drawn by lot: of the numbers that
/// the hash multiplies with nobody outside this process knows any. For two different ids the chance to fall on
/// one place is that of two random numbers (Dietzfelbinger 1996, universal hashing by multiplication), whatever
/// the ids.
struct SeenIDs: Sendable {
    /// A power of two of places, searched from an id's own onwards; no id of version 4 is zero.
    private var places: [EventID.Words]
    private(set) var count = 0
    private var shift: UInt64
    private let factors: SIMD4<UInt64>

    init() {
        places = Array(repeating: .none, count: 64)
        shift = 64 - 6
        var random = SystemRandomNumberGenerator()
        factors = SIMD4(random.next(), random.next(), random.next(), random.next())
    }

    /// Adds the ids of all events in one sweep: where each belongs does not hang on the one before, so that the
    /// machine looks several up at once, which far from its caches is most of the time that it takes.
    ///
    /// - Parameters:
    ///   - first: the position of the first line whose event is to be added.
    ///   - repeated: becomes the positions of the events whose id was already here.
    mutating func insert(eventsOf lines: [ParsedLine], from first: Int, _ repeated: inout Set<Int>) {
        if !repeated.isEmpty { repeated = [] }
        while 4 * (count + lines.count) >= 3 * places.count { grow() }
        for line in lines.indices {
            guard lines[line].position >= first, case .entry(.event(let event, _)) = lines[line].content else {
                continue
            }
            if !insert(event.id) { repeated.insert(lines[line].position) }
        }
    }

    /// Adds an id.
    ///
    /// - Returns: false where it is already here.
    @inline(__always)
    private mutating func insert(_ id: EventID) -> Bool {
        let words = id.words
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: hash(words) &>> shift)
        while places[place] != .none {
            if places[place] == words { return false }
            place = (place &+ 1) & mask
        }
        places[place] = words
        count += 1
        return true
    }

    /// The ids, in no order.
    var ids: [EventID] { places.compactMap { EventID($0) } }

    /// The highest 64 bits of the sum of the products of two numbers of 128 bits with the halves of the id.
    @inline(__always)
    private func hash(_ words: EventID.Words) -> UInt64 {
        let first = factors[0].multipliedFullWidth(by: words.high)
        let second = factors[1].multipliedFullWidth(by: words.low)
        let (_, carries) = first.low.addingReportingOverflow(second.low)
        return first.high &+ second.high &+ factors[2] &* words.high &+ factors[3] &* words.low
            &+ (carries ? 1 : 0)
    }

    /// Twice as many places. The place of an id is the beginning of its hash, so that the table is read and written
    /// from one end to the other.
    private mutating func grow() {
        let old = places
        places = Array(repeating: .none, count: 2 * old.count)
        shift -= 1
        let mask = places.count - 1
        for words in old where words != .none {
            var place = Int(truncatingIfNeeded: hash(words) &>> shift)
            while places[place] != .none { place = (place + 1) & mask }
            places[place] = words
        }
    }
}
