internal import LedgerCrypto
internal import LedgerFormat

/// Something that a party owes another by what the ledgers at hand state, and that none of them states as
/// done.
public struct Obligation: Sendable {
    public let kind: ObligationKind
    /// How much of the ledgers of those who owe it is at hand: the rest may state it as done.
    enum OwnersLedgers: Sendable {
        case whole
        /// All of them, and one withholds entries or holds some that nobody here can read.
        case inPart
        case absent
    }

    /// Who owes it, by name.
    public let owedBy: String
    let isOwedBySeveral: Bool
    let ownersLedgers: OwnersLedgers
    /// What it rests on, at least one statement.
    public let restsOn: [StatementReference]
    /// Since when, in the words of the statement.
    public let since: String
    /// What is open, in a plain sentence.
    public let sentence: String
    /// What explains that it is open: a hold that forbids an erasure, for the time being.
    public let explainedBy: [StatementReference]
    /// The place of the child's matter among the cases, where it is about one.
    let person: Int?

    /// Nil where it rests on no statement.
    init?(
        _ kind: ObligationKind, owedBy parties: [NamedParty], restsOn statements: [Testimony],
        in web: StatementWeb, person: Int? = nil, explainedBy: [StatementReference] = [], sentence: String
    ) {
        guard let first = statements.min(by: Testimony.isSounder) else { return nil }
        self.kind = kind
        owedBy =
            parties.isEmpty ? "a party whose ledger is not at hand" : web.names(of: Set(parties))
        isOwedBySeveral = Set(parties).count > 1
        ownersLedgers = Obligation.ledgers(of: parties, web.evidence)
        restsOn = Set(statements.map(\.reference)).sorted()
        since = first.time.text
        self.person = person
        self.explainedBy = explainedBy.sorted()
        self.sentence = sentence
    }

    private static func ledgers(of parties: [NamedParty], _ evidence: Evidence) -> OwnersLedgers {
        guard !parties.isEmpty, parties.allSatisfy(\.isIdentified) else { return .absent }
        let isPartial = evidence.gaps.contains { gap in
            switch gap {
            case .ledgerNotAtHand: false
            case .withheld(let ledger, _), .unreadable(let ledger, _):
                evidence.signatories.signatory(of: ledger).map { parties.contains(.signatory($0)) } ?? false
            }
        }
        return isPartial ? .inPart : .whole
    }

    /// Whether the ledgers of all who owe it are at hand, with every entry readable; otherwise what is not
    /// may state it as done.
    public var isOwnerAtHand: Bool { ownersLedgers == .whole }

    /// Whether what is owed waits for something that a holder has stated.
    public var isExplained: Bool { !explainedBy.isEmpty }

    static func all(in web: StatementWeb, _ disputes: [DisputeState]) -> [Obligation] {
        let rules: [(StatementWeb) -> [Obligation]] = [
            LetterObligations.open, InformationObligations.open, CustodyObligations.open, CaseObligations.open,
            UndertakingObligations.open, ErasureObligations.open,
        ]
        let all = rules.flatMap { $0(web) } + DisputeObligations.open(disputes, web)
        let order = Dictionary(uniqueKeysWithValues: ObligationKind.allCases.enumerated().map { ($1, $0) })
        return all.sorted { left, right in
            if left.kind != right.kind { return (order[left.kind] ?? 0) < (order[right.kind] ?? 0) }
            if left.restsOn != right.restsOn {
                return left.restsOn.lexicographicallyPrecedes(right.restsOn)
            }
            return left.owedBy < right.owedBy
        }
    }
}
