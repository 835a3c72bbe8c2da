internal import LedgerCrypto
internal import LedgerFormat

/// Short names for ledgers: the id of the party, with the first digits of the fingerprint where two ledgers
/// at hand bear the same id.
struct LedgerNames {
    private let names: [SHA256Digest: String]
    /// The one ledger that there is, which needs no looking up.
    private let only: (ledger: SHA256Digest, name: String)?

    init(_ ledgers: [ReplayedLedger]) {
        let counts = Dictionary(ledgers.map { ($0.party.id, 1) }, uniquingKeysWith: +)
        names = Dictionary(
            ledgers.map { ledger in
                let isUnique = counts[ledger.party.id] == 1
                return (
                    ledger.fingerprint,
                    isUnique
                        ? "\(ledger.party.id)" : "\(ledger.party.id)~\(LedgerNames.short(ledger.fingerprint))"
                )
            }
        ) { first, _ in first }
        only = names.count == 1 ? names.first.map { ($0.key, $0.value) } : nil
    }

    static func short(_ digest: SHA256Digest) -> String { String(digest.hex.prefix(8)) }

    subscript(_ ledger: SHA256Digest) -> String {
        if let only, only.ledger == ledger { return only.name }
        return names[ledger] ?? "ledger \(LedgerNames.short(ledger))"
    }

    /// `us-office#12`.
    subscript(_ reference: StatementReference) -> String { "\(self[reference.ledger])#\(reference.index)" }

    /// `(us-office#12, ru-office#4)`.
    func list(_ references: [StatementReference]) -> String {
        var list = "("
        for reference in references {
            if list.utf8.count > 1 { list += ", " }
            list += self[reference.ledger]
            list += "#"
            list += String(reference.index)
        }
        return list + ")"
    }
}
