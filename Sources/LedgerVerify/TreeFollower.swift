internal import LedgerCrypto
internal import MerkleTree

/// The RFC 6962 tree over a ledger's entries, followed line by line, also through damage.
///
/// Of a sound ledger there is one tree. Where an entry's `previous` does not fit the line before it, one of
/// the two is not what was signed, and it cannot be told which; so both trees are followed until a signed
/// root says which one it means. That keeps an altered entry from making every later root look wrong.
struct TreeFollower {
    /// More ambiguities than this at once, and the tree is given up.
    private static let candidatesMax = 8

    /// The trees that the lines allow. Their last leaf is the entry before ``pending``. Of a sound ledger there are
    /// no others.
    private var tree = MerkleFrontier()
    private var others: [MerkleFrontier] = []
    /// The hash of the last line as it was found; nil where the line could not be read.
    private var pending: SHA256Digest?
    private var hasPending = false
    /// Whether no signed root can be compared any more, as a consequence of something already found.
    private(set) var isLost = false
    private var hasMissed = false

    /// The sizes whose roots are asked for and that the tree has not reached, the next one last.
    private var watched: [Int]
    /// The last of ``watched``: one comparison an entry is all that watching costs.
    private var nextWatched: Int?
    /// The roots at the sizes that were watched, as far as the tree came.
    private(set) var watchedRoots: [Int: SHA256Digest] = [:]

    init(watching sizes: Set<Int> = []) {
        watched = sizes.sorted(by: >)
        nextWatched = watched.last
    }

    /// Goes on after the last entry of a receipt, as if every line of it had been followed.
    init(resuming receipt: VerificationReceipt, watching sizes: Set<Int>) {
        self.init(watching: sizes.filter { $0 >= receipt.head.size })
        tree = receipt.tree
        (pending, hasPending) = (receipt.previous, true)
        watchedRoots = receipt.roots.filter { sizes.contains($0.key) && $0.key < receipt.head.size }
    }

    /// The tree over all lines but the last, and the hash of that; nil where it is not the one tree that they allow.
    var soundEnd: (tree: MerkleFrontier, last: SHA256Digest)? {
        guard !isLost, !hasMissed, others.isEmpty, let last = pending else { return nil }
        return (tree, last)
    }

    /// Follows an event that says which index it has and which hash the entry before it has.
    mutating func follow(
        _ hash: SHA256Digest, index: Int, previous: SHA256Digest?, hasher: inout SHA256
    ) {
        guard !isLost else { return }
        switch index - tree.size {
        case 0 where !hasPending: break
        case 0: break  // The entry of that index stands twice; the later one may be the one that is followed.
        case 1 where hasPending: settle(previous, hasher: &hasher)
        case 2 where hasPending && pending != nil:
            // One entry is missing. Its hash is what this one calls previous.
            settle(pending, hasher: &hasher)
            pending = nil
            settle(previous, hasher: &hasher)
        default: isLost = true
        }
        (pending, hasPending) = (hash, true)
    }

    /// Follows a line that says nothing about the one before it: a withheld entry, or one that cannot be read
    /// (nil).
    mutating func follow(unlinked hash: SHA256Digest?, hasher: inout SHA256) {
        if hasPending && !isLost { settle(nil, hasher: &hasher) }
        (pending, hasPending) = (hash, true)
    }

    /// Whether a signed root fits; nil where it cannot be told any more.
    mutating func matches(_ root: SHA256Digest, hasher: inout SHA256) -> Bool? {
        guard !isLost else { return nil }
        if tree.root(with: &hasher) == root {
            others = []
            hasMissed = false
            return true
        }
        if let fitting = others.first(where: { $0.root(with: &hasher) == root }) {
            (tree, others) = (fitting, [])
            hasMissed = false
            return true
        }
        if hasMissed {
            isLost = true
        } else {
            hasMissed = true
        }
        return false
    }

    /// The tree over every line, the last one included; nil where it was lost.
    mutating func finish(hasher: inout SHA256) -> Head? {
        if hasPending && !isLost { settle(nil, hasher: &hasher) }
        guard !isLost, tree.size > 0 else { return nil }
        return Head(size: tree.size, root: tree.root(with: &hasher))
    }

    /// Appends the pending leaf: as it was found, as the next entry names it, or both where they differ.
    private mutating func settle(_ named: SHA256Digest?, hasher: inout SHA256) {
        guard let first = named ?? pending else {
            isLost = true
            return
        }
        var grown: [MerkleFrontier] = []
        if let pending, pending != first, (others.count + 1) * 2 <= TreeFollower.candidatesMax {
            for var tree in [tree] + others {
                tree.append(pending, with: &hasher)
                grown.append(tree)
            }
        }
        tree.append(first, with: &hasher)
        if !others.isEmpty || !grown.isEmpty {
            for position in others.indices { others[position].append(first, with: &hasher) }
            others += grown
        }
        if tree.size == nextWatched { note(hasher: &hasher) }
    }

    private mutating func note(hasher: inout SHA256) {
        watchedRoots[tree.size] = tree.root(with: &hasher)
        watched.removeLast()
        nextWatched = watched.last
    }
}
