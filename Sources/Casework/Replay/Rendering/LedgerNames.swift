internal import LedgerCrypto
internal import LedgerFormat

/// Short names for ledgers: the id of the party, with the first digits of the fingerprint where two ledgers
/// at hand bear the same id.
struct LedgerNames {
    private let names: [SHA256Digest: String]

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
    }

    static func short(_ digest: SHA256Digest) -> String { String(digest.hex.prefix(8)) }

    subscript(_ ledger: SHA256Digest) -> String { names[ledger] ?? "ledger \(LedgerNames.short(ledger))" }

    /// `us-office#12`.
    subscript(_ reference: StatementReference) -> String { "\(self[reference.ledger])#\(reference.index)" }

    /// `(us-office#12, ru-office#4)`.
    func list(_ references: [StatementReference]) -> String {
        "(" + references.map { self[$0] }.joined(separator: ", ") + ")"
    }
}
