internal import LedgerCrypto
internal import LedgerFormat

/// The evidence with its references turned round: which statements speak of a fact.
///
/// References within casework that only say what a step rests on are left out: they are as many as the steps,
/// and nobody asks for them here.
struct StatementWeb {
    let evidence: Evidence
    /// Statements that their authors have not taken back, by the place of the fact that they refer to.
    private var referring: [Int: [Testimony]] = [:]
    /// The same for statements that are of no fact, such as those in a ledger that is not at hand.
    private var referringToEvent: [SHA256Digest: [Testimony]] = [:]
    /// The places of facts, by type.
    private var byType: [String: [Int]] = [:]
    /// The places of facts about one child, by child.
    private var byPerson: [Int: [Int]] = [:]

    private static let passedOver: Set<String> = ["rests_on", "corroborates"]

    init(_ evidence: Evidence) {
        self.evidence = evidence
        for (number, fact) in evidence.facts.enumerated() {
            byType[fact.type, default: []].append(number)
            if let person = fact.person { byPerson[person, default: []].append(number) }
        }
        for statement in evidence.statements where statement.isSound {
            for reference in statement.refs where !StatementWeb.passedOver.contains(reference.rel) {
                if let fact = evidence.fact(of: reference.event) {
                    referring[fact, default: []].append(statement)
                } else {
                    referringToEvent[reference.event, default: []].append(statement)
                }
            }
        }
    }

    /// The facts of one type, in the order of the evidence.
    func facts(_ type: String) -> [Fact] { (byType[type] ?? []).map { evidence.facts[$0] } }

    /// The places of the facts of one type.
    func places(_ type: String) -> [Int] { byType[type] ?? [] }

    /// The facts about one child.
    func facts(about person: Int) -> [Fact] { (byPerson[person] ?? []).map { evidence.facts[$0] } }

    /// The children of whom there are facts.
    var persons: [Int] { byPerson.keys.sorted() }

    /// Sound statements of these types that refer to the fact at that place, each once.
    func statements(_ types: Set<String>, about fact: Int) -> [Testimony] {
        distinct((referring[fact] ?? []).filter { types.contains($0.type) })
    }

    /// The same for an event.
    func statements(_ types: Set<String>, aboutEvent event: SHA256Digest) -> [Testimony] {
        let found = evidence.fact(of: event).map { referring[$0] ?? [] } ?? referringToEvent[event] ?? []
        return distinct(found.filter { types.contains($0.type) })
    }

    /// Sound statements that refer to the fact at that place in the way `rel`, each once.
    func statements(thatRefer rel: String, to fact: Int) -> [Testimony] {
        distinct(
            (referring[fact] ?? []).filter { statement in
                statement.targets(rel).contains { evidence.fact(of: $0) == fact }
            })
    }

    private func distinct(_ statements: [Testimony]) -> [Testimony] {
        var seen: Set<SHA256Digest> = []
        return statements.filter { seen.insert($0.reference.event).inserted }
    }

    // MARK: Parties

    /// Who keeps the ledger of a statement.
    func author(of statement: Testimony) -> NamedParty {
        author(of: statement.reference)
    }

    func author(of reference: StatementReference) -> NamedParty {
        evidence.signatories.signatory(of: reference.ledger).map { .signatory($0) }
            ?? .unidentified(ledger: reference.ledger, reference.party)
    }

    /// The party that a statement calls `id`.
    func party(_ id: PartyID, in statement: Testimony) -> NamedParty {
        evidence.signatories.party(id, in: statement.reference.ledger)
    }

    /// Whether a statement is the own word of a party that another ledger names.
    ///
    /// A party that is named by its id alone may be anybody who bears it, so then the two ledgers must
    /// recognise each other: an impostor's receipt settles nothing.
    func isWord(_ statement: Testimony, of party: NamedParty, namedIn ledger: SHA256Digest) -> Bool {
        let signatories = evidence.signatories
        guard let author = signatories.signatory(of: statement.reference.ledger) else { return false }
        switch party {
        case .signatory(let wanted): return author == wanted
        case .unidentified(_, let id):
            guard statement.reference.party == id, let other = signatories.signatory(of: ledger) else {
                return false
            }
            return author == other || signatories.recognise(author, other)
        }
    }

    /// The name of whoever keeps the ledger.
    func name(of reference: StatementReference) -> String { evidence.name(author(of: reference)) }

    func names(of parties: Set<NamedParty>) -> String {
        Set(parties.map { evidence.name($0) }).sorted().listed
    }

    /// The parties that a statement calls so.
    func parties(_ member: String, in statement: Testimony) -> [NamedParty] {
        statement.attributes[member].compactMap { PartyID($0) }.map { party($0, in: statement) }
    }

    /// The names of those who made the statements, each once, ascending, with `and` before the last.
    func names(of statements: [Testimony]) -> String { names(of: statements.map(\.reference)) }

    func names(of references: [StatementReference]) -> String {
        Set(references.map { name(of: $0) }).sorted().listed
    }
}

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    var listed: String {
        guard let last else { return "" }
        return count == 1 ? last : dropLast().joined(separator: ", ") + " and " + last
    }
}
