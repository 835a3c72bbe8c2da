internal import LedgerCrypto
internal import LedgerFormat

/// A ledger under a name that is not its party's alone. It may be a slip or a fraud; it makes nothing
/// bilateral.
struct Imposture: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Another party's ledger at hand bears the same id.
        case sharesName(with: SHA256Digest)
        /// Another party's ledger noted a different ledger under that id.
        case isNotTheNoted(by: SHA256Digest, noted: SHA256Digest)
    }

    /// The ledger that bears the name.
    let ledger: SHA256Digest
    let id: PartyID
    let kind: Kind

    /// All of them, by ledger, each once. Of two ledgers with one name both are listed: nothing in the files
    /// says which is the false one.
    static func all(in signatories: Signatories, _ testimonies: [LedgerTestimony]) -> [Imposture] {
        let parties = signatories.ledgers.enumerated().flatMap { number, ledgers in
            ledgers.map { (ledger: $0, signatory: number) }
        }
        let byName = Dictionary(grouping: parties) { $0.ledger.party.id }
        var found: [Imposture] = []
        for (id, bearers) in byName where Set(bearers.map(\.signatory)).count > 1 {
            for bearer in bearers {
                guard let other = bearers.first(where: { $0.signatory != bearer.signatory }) else { continue }
                found.append(
                    Imposture(
                        ledger: bearer.ledger.fingerprint, id: id,
                        kind: .sharesName(with: other.ledger.fingerprint)))
            }
        }
        for testimony in testimonies {
            guard let author = testimony.ledger, let own = signatories.signatory(of: author.fingerprint)
            else { continue }
            for (id, noted) in testimony.noted {
                for bearer in byName[id] ?? [] where bearer.signatory != own {
                    guard bearer.signatory != signatories.signatory(of: noted) else { continue }
                    found.append(
                        Imposture(
                            ledger: bearer.ledger.fingerprint, id: id,
                            kind: .isNotTheNoted(by: author.fingerprint, noted: noted)))
                }
            }
        }
        return found.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }

    private var order: [SHA256Digest] {
        switch kind {
        case .sharesName(let other): [ledger, other]
        case .isNotTheNoted(let author, let noted): [ledger, author, noted]
        }
    }
}
