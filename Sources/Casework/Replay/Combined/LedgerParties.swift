internal import LedgerCrypto

/// Which ledgers at hand are one party's, and which parties know each other's ledgers.
///
/// Two ledgers are one party's where one key signed both, or where the first was closed in favour of the
/// second and the second says that it goes on from the first. What a ledger calls itself proves nothing, and
/// neither does a key that it names and that signed nothing in it.
struct LedgerParties: Sendable {
    /// For each ledger the one that stands for all of its party's; a ledger that stands for itself is left out.
    private let first: [SHA256Digest: SHA256Digest]
    /// The parties whose ledgers each party knows, all by the ledgers that stand for them.
    private var known: [SHA256Digest: Set<SHA256Digest>] = [:]

    /// Whether every ledger at hand is taken as known to every other.
    private let isOpen: Bool

    /// - Parameter isOpen: true where somebody laid just these ledgers beside each other as known.
    init(_ replays: [LedgerReplay], isOpen: Bool = false) {
        self.isOpen = isOpen
        var joins = Joins<SHA256Digest>()
        var ledgerOfKey: [KeyID: SHA256Digest] = [:]
        let byFingerprint = Dictionary(
            replays.compactMap { replay in replay.ledger.map { ($0.fingerprint, replay) } }
        ) { one, _ in one }
        for (fingerprint, replay) in byFingerprint.sorted(by: { $0.key < $1.key }) {
            for key in replay.signers {
                if let other = ledgerOfKey[key] { joins.join(other, fingerprint) }
                ledgerOfKey[key] = fingerprint
            }
            if let before = replay.predecessor, byFingerprint[before]?.successor == fingerprint {
                joins.join(before, fingerprint)
            }
        }
        var first: [SHA256Digest: SHA256Digest] = [:]
        for fingerprint in byFingerprint.keys {
            let root = joins.root(of: fingerprint)
            if root != fingerprint { first[fingerprint] = root }
        }
        self.first = first
        for (fingerprint, replay) in byFingerprint {
            known[self[fingerprint], default: []].formUnion(replay.acquaintances.map { self[$0] })
        }
    }

    /// The ledger that stands for all of its party's.
    subscript(_ ledger: SHA256Digest) -> SHA256Digest { first[ledger] ?? ledger }

    /// Whether what `author` says about statements of `ledger` counts: it is the same party, or one whose ledger
    /// that party has noted by its fingerprint, or relied on. Otherwise anybody with a key could join,
    /// contest or end what others state.
    ///
    /// A ledger that is not at hand hears everybody: nothing at hand says otherwise.
    func hears(_ author: SHA256Digest, by ledger: SHA256Digest) -> Bool {
        if isOpen || author == ledger || self[author] == self[ledger] { return true }
        guard let known = known[self[ledger]] else { return true }
        return known.contains(self[author])
    }

    /// Those of a statement's references that count.
    func heard(_ refs: [EventReference], from author: SHA256Digest) -> [EventReference] {
        refs.filter { hears(author, by: $0.ledger) }
    }

    func isSame(_ one: StatementReference, _ other: StatementReference) -> Bool {
        one.ledger == other.ledger || self[one.ledger] == self[other.ledger]
    }
}

extension LedgerReplay {
    /// The ledgers that this one noted by their fingerprints, or relied on. Who contests it, or answers a
    /// dispute, becomes no acquaintance by that.
    fileprivate var acquaintances: Set<SHA256Digest> {
        var known = Set(statements.counterparts.compactMap(\.content.fingerprint))
        known.formUnion(links.map(\.target.ledger))
        func rely<Content>(_ stated: [Stated<Content>]) {
            for one in stated { known.formUnion(one.refs.map(\.ledger)) }
        }
        rely(statements.letters)
        rely(statements.conveyances)
        rely(statements.receipts)
        rely(statements.channels)
        rely(statements.contacts)
        rely(statements.undertakings)
        rely(statements.shares)
        rely(statements.shareReceipts)
        rely(statements.reports)
        rely(statements.attestations)
        return known
    }
}
