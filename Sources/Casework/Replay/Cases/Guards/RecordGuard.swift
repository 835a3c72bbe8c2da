public import LedgerCrypto
public import LedgerFormat

/// Holds statements that are about to be recorded against the guards of the states, before anything is signed:
/// laid into the ledger where they will stand, beside every ledger at hand, they must cause no irregularity
/// that they do not name themselves (`despite`).
///
/// What is recorded together is looked at together, as replay will look at it.
public struct RecordGuard: Sendable {
    /// An irregularity that a statement would cause.
    public struct Finding: Sendable {
        /// The statement that would cause it.
        public let event: EventID
        /// The case that it is about.
        public let subject: Subject
        public let irregularity: Irregularity
        /// The ledgers that are not at hand, or not in full, and to which statements about this child refer:
        /// what is missing may stand there. Empty where nothing is missing.
        public let mayStandIn: [SHA256Digest]
    }

    /// A code under `despite` that does not apply.
    public struct Needless: Sendable {
        public let event: EventID
        public let code: String
    }

    private var own: LedgerReplay
    private let beside: [LedgerReplay]
    private var drafts: [SHA256Digest: Event] = [:]

    /// - Parameters:
    ///   - own: the ledger that is being recorded in.
    ///   - beside: the other ledgers at hand; a copy of the own one says nothing more.
    public init(own: LedgerReplay, beside: [LedgerReplay]) {
        self.own = own
        self.beside = beside.filter { $0.ledger?.fingerprint != own.ledger?.fingerprint }
    }

    /// Takes a statement as it will stand in the ledger, after those that were taken before.
    public mutating func take(_ event: Event) {
        own.lay(event)
        drafts[event.hash] = event
    }

    /// What the statements would cause, and the codes under `despite` that they bear for nothing.
    public func check() -> (findings: [Finding], needless: [Needless]) {
        // Whoever records lays beside what it knows.
        let set = LedgerSet([own] + beside, isOpen: true)
        let linking = CaseLinking(set, wanted: ReferenceCheck(set).wanted.union(drafts.keys))
        var grouping = CaseGrouping(set, linking)
        var findings: [Finding] = []
        for (group, keys) in grouping.groups(holding: Set(drafts.keys.compactMap(linking.key(of:)))) {
            let elsewhere = set.ledgersNotAtHand(behind: keys)
            for irregularity in group.irregularities {
                guard let event = cause(of: irregularity), let subject = event.subject else { continue }
                findings.append(
                    Finding(
                        event: event.id, subject: subject, irregularity: irregularity,
                        mayStandIn: irregularity.missing.isEmpty ? [] : elsewhere))
            }
        }
        return (findings, needless(findings))
    }

    /// The statement of these that brings an irregularity about: the irregular one, or the later of two that
    /// contradict each other.
    private func cause(of irregularity: Irregularity) -> Event? {
        if let event = drafts[irregularity.statement.event] { return event }
        guard irregularity.code.isMutual else { return nil }
        return irregularity.against.lazy.compactMap { drafts[$0.event] }.first
    }

    private func needless(_ findings: [Finding]) -> [Needless] {
        let found = Dictionary(grouping: findings, by: \.event)
        return drafts.values.sorted { $0.index < $1.index }.flatMap { event in
            let codes = event.data["despite"]?.elements.compactMap(\.string) ?? []
            let applying = Set((found[event.id] ?? []).map(\.irregularity.code.rawValue))
            return codes.filter { !applying.contains($0) }.map { Needless(event: event.id, code: $0) }
        }
    }
}

extension LedgerSet {
    /// The ledgers to which statements about these cases refer, and which are not at hand, or withhold what
    /// is referred to.
    fileprivate func ledgersNotAtHand(behind keys: [CaseKey]) -> [SHA256Digest] {
        var missing: Set<SHA256Digest> = []
        for (number, (_, replay)) in replays.enumerated() {
            let positions = Set(keys.filter { $0.ledger == number }.map(\.position))
            if positions.isEmpty { continue }
            for link in replay.links where positions.contains(link.position) {
                let target = replays.first { $0.ledger.fingerprint == link.target.ledger }?.replay
                if target == nil || target?.withheld[link.target.event] != nil {
                    missing.insert(link.target.ledger)
                }
            }
        }
        return missing.sorted()
    }
}
