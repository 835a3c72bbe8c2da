internal import LedgerCrypto
internal import LedgerFormat

/// What the ledgers at hand show together: the state, and every fact with those who stand behind it.
///
/// The order in which the ledgers are given changes nothing, and of two copies of one ledger the fuller counts.
public struct Evidence: Sendable {
    public let state: CombinedState
    /// By when they took place, then by place.
    public let facts: [Fact]
    /// Why the ledgers at hand may not hold everything that was stated. Where there is a gap, a number that
    /// they show is a lower bound and no more.
    public let gaps: [EvidenceGap]
    let signatories: Signatories
    /// Every statement, those that were taken back among them, by ledger and index.
    let statements: [Testimony]
    let names: LedgerNames
    private let places: [SHA256Digest: Int]
    private let factOf: [SHA256Digest: Int]

    /// Lays ledgers side by side. A ledger whose entry 0 was never applied says nothing and is left out.
    public init(_ ledgers: [AuditedLedger]) {
        let set = LedgerSet(ledgers.map(\.replay))
        let state = CombinedState(set)
        let testimonies = Evidence.testimonies(of: set, ledgers)
        let signatories = Signatories(testimonies, set.parties)
        let statements = Evidence.marked(testimonies, set)
        let persons = PersonIndex(state)
        let standing = statements.filter { !$0.marks.contains(.corrected) }
        var matching = FactMatching(
            standing, persons: standing.map { persons.person(of: $0) }, signatories: signatories)
        let facts = FactGrading(
            matching.facts(), signatories, Contests(standing, signatories)
        ).graded()

        self.state = state
        self.facts = facts
        self.signatories = signatories
        self.statements = statements
        names = LedgerNames(state.ledgers.map(\.ledger))
        places = Dictionary(statements.enumerated().map { ($1.reference.event, $0) }) { first, _ in first }
        factOf = Dictionary(
            facts.enumerated().flatMap { number, fact in
                fact.statements.map { ($0.reference.event, number) }
            }
        ) { first, _ in first }
        gaps = EvidenceGap.all(in: state, signatories, testimonies)
    }

    /// The statement with that event hash; nil where no ledger at hand has it.
    func statement(_ event: SHA256Digest) -> Testimony? { places[event].map { statements[$0] } }

    /// The place among ``facts`` of the fact that a statement speaks of.
    func fact(of event: SHA256Digest) -> Int? { factOf[event] }

    /// For people: the id by which the ledgers of a party call it.
    func name(_ party: NamedParty) -> String {
        switch party {
        case .signatory(let id): signatories.name(id, names)
        case .unidentified(_, let id): "\(id)"
        }
    }

    /// One testimony for each ledger of the set: that of the copy which the set kept.
    private static func testimonies(of set: LedgerSet, _ ledgers: [AuditedLedger]) -> [LedgerTestimony] {
        set.replays.compactMap { kept in
            ledgers.filter { $0.testimony.ledger?.fingerprint == kept.ledger.fingerprint }.max {
                LedgerSet.says($1.replay, moreThan: $0.replay)
            }?.testimony
        }
    }

    private static func marked(_ testimonies: [LedgerTestimony], _ set: LedgerSet) -> [Testimony] {
        testimonies.flatMap { testimony in
            testimony.statements.map {
                $0.laid(set.standing.marks($0.reference, $0.knowledge), beside: set.parties)
            }
        }
    }
}

/// Which child's matter a statement is about.
private struct PersonIndex {
    private var places: [Key: Int] = [:]

    private struct Key: Hashable {
        let ledger: SHA256Digest
        let subject: Subject
    }

    init(_ state: CombinedState) {
        for (number, group) in state.cases.enumerated() {
            for member in group.members {
                places[Key(ledger: member.first.ledger, subject: member.subject)] = number
            }
        }
    }

    func person(of statement: Testimony) -> Int? {
        statement.subject.flatMap { places[Key(ledger: statement.reference.ledger, subject: $0)] }
    }
}
