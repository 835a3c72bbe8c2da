public import LedgerCrypto
public import LedgerFormat

/// Something that was stated, or may have been, and is not in the files at hand.
public enum EvidenceGap: Hashable, Sendable {
    /// A ledger that others noted by its fingerprint, or refer to.
    case ledgerNotAtHand(SHA256Digest, notedAs: PartyID?)
    /// So many entries are withheld in the copy of a ledger.
    case withheld(ledger: SHA256Digest, count: Int)
    /// So many statements of a ledger are none that the vocabulary knows.
    case unreadable(ledger: SHA256Digest, count: Int)

    /// All of them, ledgers that are not at hand first, by fingerprint.
    static func all(
        in state: CombinedState, _ signatories: Signatories, _ testimonies: [LedgerTestimony]
    ) -> [EvidenceGap] {
        var absent: [SHA256Digest: PartyID?] = [:]
        for testimony in testimonies {
            for (id, fingerprint) in testimony.noted where signatories.signatory(of: fingerprint) == nil {
                absent[fingerprint] = [absent[fingerprint] ?? nil, id].compactMap { $0 }.min()
            }
        }
        for reference in state.unresolved where reference.reason == .ledgerNotAtHand {
            absent[reference.target.ledger, default: nil] = absent[reference.target.ledger] ?? nil
        }
        var gaps = absent.sorted { $0.key < $1.key }.map { EvidenceGap.ledgerNotAtHand($0, notedAs: $1) }
        for ledger in state.ledgers {
            let coverage = ledger.coverage
            if coverage.withheldCount > 0 {
                gaps.append(.withheld(ledger: ledger.ledger.fingerprint, count: coverage.withheldCount))
            }
            let unread = coverage.unreadableCount + coverage.unknownVocabularies.values.reduce(0, +)
            if unread > 0 { gaps.append(.unreadable(ledger: ledger.ledger.fingerprint, count: unread)) }
        }
        return gaps
    }
}
