internal import LedgerCrypto
internal import LedgerFormat

/// A party that somebody names: one whose ledger is at hand, or a name and no more.
enum NamedParty: Hashable, Sendable {
    case signatory(Signatories.ID)
    /// The ledger whose name for the party it is, and the name. Two ledgers that use one name may mean two
    /// parties.
    case unidentified(ledger: SHA256Digest, PartyID)
}

/// Who stands behind the ledgers at hand, by ``LedgerParties``, and who knows whose ledgers.
struct Signatories: Sendable {
    typealias ID = Int

    /// The ledgers of each, by fingerprint.
    private(set) var ledgers: [[ReplayedLedger]] = []
    private var byLedger: [SHA256Digest: ID] = [:]
    /// Which parties' ledgers each one has noted by fingerprint, or referred to.
    private var knows: [Set<ID>] = []
    private var noted: [SHA256Digest: [PartyID: SHA256Digest]] = [:]
    private(set) var impostures: [Imposture] = []

    /// - Parameter testimonies: one for each ledger, each with its entry 0, in an order of their own.
    init(_ testimonies: [LedgerTestimony], _ parties: LedgerParties) {
        let byFingerprint = Dictionary(
            testimonies.compactMap { testimony in testimony.ledger.map { ($0.fingerprint, testimony) } }
        ) { first, _ in first }
        noted = byFingerprint.mapValues(\.noted)
        var numbers: [SHA256Digest: ID] = [:]
        for ledger in byFingerprint.values.compactMap(\.ledger).sorted(by: Signatories.precedes) {
            let root = parties[ledger.fingerprint]
            let number = numbers[root] ?? ledgers.count
            if number == ledgers.count {
                numbers[root] = number
                ledgers.append([])
                knows.append([])
            }
            ledgers[number].append(ledger)
            byLedger[ledger.fingerprint] = number
        }
        for (one, ledgersOfOne) in ledgers.enumerated() {
            for (other, ledgersOfOther) in ledgers.enumerated() {
                guard let own = ledgersOfOne.first, let theirs = ledgersOfOther.first,
                    parties.hears(theirs.fingerprint, by: own.fingerprint)
                else { continue }
                knows[one].insert(other)
            }
        }
        impostures = Imposture.all(in: self, testimonies)
    }

    private static func precedes(_ left: ReplayedLedger, _ right: ReplayedLedger) -> Bool {
        left.party.id == right.party.id ? left.fingerprint < right.fingerprint : left.party.id < right.party.id
    }

    /// Whose ledger it is; nil where it is not at hand.
    func signatory(of ledger: SHA256Digest) -> ID? { byLedger[ledger] }

    /// The party that a ledger calls `id`: itself, or whose fingerprint it noted under that id.
    func party(_ id: PartyID, in ledger: SHA256Digest) -> NamedParty {
        if let own = byLedger[ledger] {
            if ledgers[own].contains(where: { $0.fingerprint == ledger && $0.party.id == id }) {
                return .signatory(own)
            }
            if let fingerprint = noted[ledger]?[id], let other = byLedger[fingerprint] {
                return .signatory(other)
            }
        }
        return .unidentified(ledger: ledger, id)
    }

    /// The only party whose ledger calls itself `id`; nil where none does, or several do. For names that come
    /// from no ledger.
    func only(_ id: PartyID) -> ID? {
        let fitting = ledgers.indices.filter { ledgers[$0].contains { $0.party.id == id } }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// Whether each of the two has noted the other's fingerprint, or referred to its ledger. Without that,
    /// the one's statement says nothing about the other's ledger, whatever that calls itself.
    func recognise(_ one: ID, _ other: ID) -> Bool {
        knows[one].contains(other) && knows[other].contains(one)
    }

    /// Whether the one has noted the other's fingerprint, or referred to its ledger; nobody knows a party that
    /// is not at hand.
    func isKnown(_ other: ID?, to one: ID?) -> Bool {
        guard let one, let other else { return false }
        return knows[one].contains(other)
    }

    /// The roles of those who take no side. A party gives itself its roles; that both sides know it is
    /// checked apart.
    private static let neutralRoles: Set<String> = [
        "witness", "intermediary", "facilitator", "good_offices", "mediator", "protecting_power",
        "central_tracing_agency", "auditor", "endorser",
    ]

    /// Whether a party acts in neutral roles alone.
    func isNeutral(_ id: ID) -> Bool {
        ledgers[id].allSatisfy { Signatories.neutralRoles.isSuperset(of: $0.party.roles) }
    }

    /// For people: the id by which its first ledger calls itself.
    func name(_ id: ID, _ names: LedgerNames) -> String {
        ledgers[id].first.map { names[$0.fingerprint] } ?? ""
    }
}
