internal import LedgerCrypto

/// Which ledgers at hand are one party's.
///
/// Two ledgers are one party's where one key signed both, or where the first was closed in favour of the
/// second and the second says that it goes on from the first. What a ledger calls itself proves nothing, and
/// neither does a key that it names and that signed nothing in it.
struct LedgerParties: Sendable {
    /// For each ledger the one that stands for all of its party's; a ledger that stands for itself is left out.
    private let first: [SHA256Digest: SHA256Digest]

    init(_ replays: [LedgerReplay]) {
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
    }

    /// The ledger that stands for all of its party's.
    subscript(_ ledger: SHA256Digest) -> SHA256Digest { first[ledger] ?? ledger }

    func isSame(_ one: StatementReference, _ other: StatementReference) -> Bool {
        one.ledger == other.ledger || self[one.ledger] == self[other.ledger]
    }
}
