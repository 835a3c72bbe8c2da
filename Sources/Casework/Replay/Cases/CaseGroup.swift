internal import LedgerCrypto
public import LedgerFormat

/// One child's matter: the cases of all parties that their statements link to each other.
public struct CaseGroup: Sendable {
    /// One party's case, under that party's own random reference.
    public struct Member: Sendable {
        public let subject: Subject
        /// The statement by which the case came into that party's ledger.
        public let first: StatementReference
        /// The statement that closed it, where it is closed.
        public let closing: StatementReference?
        /// The code of ``CodeList/closureReason``, where it is closed.
        public let closingReason: String?

        public var isClosed: Bool { closing != nil }
    }

    /// What one party says about why the child was separated. It is that party's word alone.
    public struct Cause: Sendable {
        public let reference: StatementReference
        /// A code of ``CodeList/circumstance``, ``CodeList/configuration`` and ``CodeList/characterisation``.
        public let circumstance: String
        public let configuration: String
        public let characterisation: String
        public let marks: Marks
    }

    /// By party, ledger and place.
    public let members: [Member]
    public let state: CaseState
    /// How far the case came, whatever then became of it.
    public let furthest: CaseState
    /// The statements that establish ``state``; none where nothing that stands does.
    public let restsOn: [StatementReference]
    /// The statements that establish ``furthest``.
    public let furthestRestsOn: [StatementReference]
    /// What ``furthest`` asks for and no statement at hand says.
    public let missing: [MissingStep]
    public let direction: Direction?
    /// The statements that say which way the journey goes, or that contradict each other about it.
    public let journey: [StatementReference]
    /// What the statements of the journey say, where they contradict each other.
    public let contradictoryDirections: [Direction]
    public let causes: [Cause]
    /// The statements that say that the child was handed to the verified caregiver, as far as they stand.
    public let reunifications: [StatementReference]
    /// The statements that say that the person has come of age.
    public let majority: [StatementReference]
    public let marks: Marks
    /// What runs against the guards of the states (``CaseTransition/table``), by statement and code.
    public let irregularities: [Irregularity]
    /// Whether one ledger names several of its own cases here: then a link is wrong, or one child was
    /// registered twice.
    public let hasSeveralOfOneLedger: Bool

    /// How many children the cases can be at most: where one ledger names several of its own cases as one
    /// child's, they may be as many children.
    var personsAtMost: Int {
        guard hasSeveralOfOneLedger else { return 1 }
        let own = Dictionary(grouping: members.filter { $0.subject.kind == "case" }) { $0.first.ledger }
        return own.values.map(\.count).max() ?? 1
    }

    /// Whether the person has come of age.
    public var isAdult: Bool { !majority.isEmpty }

    /// Whether a reunification stands. A case that was closed afterwards counts as well.
    public var isReunified: Bool { !reunifications.isEmpty }
}
