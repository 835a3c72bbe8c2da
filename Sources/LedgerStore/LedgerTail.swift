internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// What the next entry must know of those before it.
final class LedgerTail {
    private(set) var frontier = MerkleFrontier()
    /// The hash of the last entry.
    private(set) var previous: SHA256Digest?
    /// Where each id stands: bytes from the start of the file to its line, and its index.
    private(set) var places: [EventID: (byteOffset: Int, index: Int)] = [:]
    /// The indexes of the key events that were taken.
    private(set) var keyEvents: [Int] = []
    private(set) var watchedRoots: [Int: SHA256Digest] = [:]
    private var hasher: SHA256
    private let watchedSizes: Set<Int>

    /// - Parameter watchedSizes: sizes of which the root is to be kept.
    init(watchedSizes: Set<Int> = []) throws(CryptoError) {
        hasher = try SHA256()
        self.watchedSizes = watchedSizes
    }

    var size: Int { frontier.size }

    func take(_ entry: VerifiedEntry) {
        append(entry.hash)
        guard let event = entry.event else { return }
        places[event.id] = (entry.byteOffset, entry.index)
        if event.isKeyEvent { keyEvents.append(entry.index) }
    }

    func append(_ hash: SHA256Digest) {
        frontier.append(hash, with: &hasher)
        previous = hash
        if watchedSizes.contains(frontier.size) { watchedRoots[frontier.size] = frontier.root(with: &hasher) }
    }

    func note(_ id: EventID, byteOffset: Int, index: Int) { places[id] = (byteOffset, index) }

    /// The root over all entries so far, which the next signed entry carries.
    func root() -> SHA256Digest { frontier.root(with: &hasher) }
}
