internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// What the next entry must know of those before it: from an index of what is remembered, or from having seen
/// them all.
final class LedgerTail {
    private(set) var frontier = MerkleFrontier()
    /// The hash of the last entry.
    private(set) var previous: SHA256Digest?
    /// The indexes of the key events that were taken.
    private(set) var keyEvents: [Int] = []
    private(set) var watchedRoots: [Int: SHA256Digest] = [:]
    /// Where each id stands that was taken here.
    private var places: [EventID: Place] = [:]
    private let remembered: RememberedLedger?
    private var hasher: SHA256
    private let watchedSizes: Set<Int>

    /// Where an event stands: its index, and bytes from the start of the file to its line.
    struct Place {
        let index: Int
        let byteOffset: Int
    }

    /// - Parameter watchedSizes: sizes of which the root is to be kept.
    init(watchedSizes: Set<Int> = []) throws(CryptoError) {
        hasher = try SHA256()
        self.watchedSizes = watchedSizes
        remembered = nil
    }

    /// The end of a ledger of which everything is remembered.
    init(of remembered: RememberedLedger, watchedSizes: Set<Int>) throws(ProofIndexError) {
        do { hasher = try SHA256() } catch { throw .crypto("\(error)") }
        self.watchedSizes = watchedSizes
        self.remembered = remembered
        frontier = remembered.receipt.frontier
        previous = remembered.receipt.previous
        keyEvents = try remembered.index.keyEvents()
        watchedRoots = try remembered.roots(at: watchedSizes)
    }

    var size: Int { frontier.size }

    func take(_ entry: VerifiedEntry) {
        append(entry.hash)
        guard let event = entry.event else { return }
        note(event.id, Place(index: entry.index, byteOffset: entry.byteOffset))
        if event.isKeyEvent { keyEvents.append(entry.index) }
    }

    /// Takes in entries that were appended.
    ///
    /// - Parameter frontier: the tree with them.
    func goOn(to frontier: MerkleFrontier, previous: SHA256Digest?) {
        (self.frontier, self.previous) = (frontier, previous ?? self.previous)
    }

    private func append(_ hash: SHA256Digest) {
        frontier.append(hash, with: &hasher)
        previous = hash
        if watchedSizes.contains(frontier.size) { watchedRoots[frontier.size] = frontier.root(with: &hasher) }
    }

    func note(_ id: EventID, _ place: Place) { places[id] = place }

    /// Where the event with that id stands; nil where there is none.
    func place(of id: EventID) throws(WriterError) -> Place? {
        if let place = places[id] { return place }
        guard let remembered else { return nil }
        do {
            return try remembered.index.entry(withID: id).map {
                Place(index: $0.index, byteOffset: $0.byteOffset)
            }
        } catch { throw .index(error) }
    }

    /// The root over all entries so far, which the next signed entry carries.
    func root() -> SHA256Digest { frontier.root(with: &hasher) }
}
