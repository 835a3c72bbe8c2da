internal import LedgerCrypto
internal import LedgerVerify
public import MerkleTree

/// What one or several ledgers say together, as of the moment to which each was replayed.
///
/// Each ledger is folded for itself; then the folds are laid side by side. The order in which they are given
/// changes nothing.
public struct CombinedState: Sendable {
    /// One ledger of the state.
    public struct Ledger: Sendable {
        public let ledger: ReplayedLedger
        public let coverage: ReplayCoverage
        public let moment: ReplayMoment?
        /// The head of the whole file, which goes on where the state is one of the past.
        public let head: Head?
    }

    /// By party, then fingerprint.
    public let ledgers: [Ledger]
    /// How many copies of ledgers were set aside, since a fuller copy of the same ledger is there. The same
    /// copy twice is one.
    public let setAsideCount: Int
    public let counterparts: [Stated<Counterpart>]
    public let mandates: [MandateState]
    public let correspondence: [Correspondence]
    public let channels: [ChannelState]
    public let contacts: [Matter<Contact>]
    public let undertakings: [UndertakingState]
    public let positions: [Matter<Position>]
    public let information: [InformationState]
    public let requests: [Matter<InformationRequest>]
    public let withholdings: [Stated<InformationWithholding>]
    public let reports: [Matter<Report>]
    public let cases: [CaseGroup]
    public let claims: [Matter<Claim>]
    public let claimChanges: ClaimChanges
    public let attestations: [Stated<Attestation>]
    public let disputes: [Stated<Dispute>]
    public let disputeAnswers: [Stated<DisputeAnswer>]
    public let disputeSettlements: [Stated<DisputeSettlement>]
    public let corrections: [Stated<Correction>]
    public let reaffirmations: [Stated<Reaffirmation>]
    public let exchange: ExchangeLog
    public let protection: ProtectionLog
    public let unresolved: [UnresolvedReference]
    /// Where the events stand that other statements speak of.
    let places: [SHA256Digest: StatementReference]

    /// Combines replays of different ledgers. A replay whose entry 0 was never applied says nothing and is
    /// left out.
    public init(_ replays: [LedgerReplay]) { self.init(LedgerSet(replays)) }

    init(_ set: LedgerSet) {
        var set = set
        let check = ReferenceCheck(set)
        let linking = CaseLinking(set, wanted: check.wanted)
        var grouping = CaseGrouping(set, linking)
        ledgers = set.replays.map { ledger, replay in
            Ledger(ledger: ledger, coverage: replay.coverage, moment: replay.moment, head: replay.head)
        }
        setAsideCount = set.setAside
        counterparts = set.all(\.counterparts)
        mandates = set.mandates()
        correspondence = CorrespondenceFile(&set).items
        channels = set.channels()
        contacts = set.allMatters(\.contacts)
        undertakings = set.undertakings()
        positions = set.allMatters(\.positions)
        information = set.information()
        requests = set.allMatters(\.requests)
        withholdings = set.all(\.withholdings)
        reports = set.allMatters(\.reports)
        cases = grouping.groups()
        claims = set.allMatters(\.claims)
        claimChanges = ClaimChanges(set)
        attestations = set.all(\.attestations)
        disputes = set.all(\.disputes)
        disputeAnswers = set.all(\.disputeAnswers)
        disputeSettlements = set.all(\.disputeSettlements)
        corrections = set.all(\.corrections)
        reaffirmations = set.all(\.reaffirmations)
        exchange = ExchangeLog(set)
        protection = ProtectionLog(set)
        unresolved = check.unresolved(set, linking)
        places = check.places(set, linking)
    }

    /// How many children's matters hold a reunification that stands.
    public var reunifiedCount: Int { cases.count(where: \.isReunified) }

    /// How many children's matters run against a guard of the states somewhere.
    public var irregularCount: Int { cases.count { !$0.irregularities.isEmpty } }

    /// How many cases are in each state, in the order of ``CaseState``; states without a case are left out.
    public var countsByState: [(state: CaseState, count: Int)] {
        let counts = Dictionary(cases.map { ($0.state, 1) }, uniquingKeysWith: +)
        return CaseState.allCases.compactMap { state in counts[state].map { (state, $0) } }
    }

    /// How many cases of a kind go which way, the most frequent first; nil where the direction is not known
    /// or contradictory.
    public func countsByDirection(
        where isCounted: (CaseGroup) -> Bool = { _ in true }
    ) -> [(direction: Direction?, count: Int)] {
        let counts = Dictionary(cases.filter(isCounted).map { ($0.direction, 1) }, uniquingKeysWith: +)
        return counts.map { (direction: $0.key, count: $0.value) }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            guard let one = left.direction else { return false }
            return right.direction.map { one < $0 } ?? true
        }
    }
}
