internal import LedgerCrypto
internal import LedgerFormat

/// Finds which statements speak of one and the same happening: by references first, and by the matching rule
/// where references are missing (domain, section 6.1).
struct FactMatching {
    private let statements: [Testimony]
    private let signatories: Signatories
    /// The child's matter that each statement is about.
    private let persons: [Int?]
    private var joins = Joins<Int>()
    /// Where a statement stands among ``statements``, by its event.
    private let places: [SHA256Digest: Int]
    private var ambiguous: Set<Int> = []
    /// Statements that a reference joined to another's.
    private var referred: Set<Int> = []

    /// How an event of a type says that it is about one earlier event, and no other: two receipts of one
    /// letter are one receipt.
    static let identifying: [String: String] = [
        "correspondence.conveyed": "conveys", "correspondence.received": "acknowledges",
        "channel.changed": "concerns", "information.received": "acknowledges",
        "custody.accepted": "acknowledges", "movement.failed": "ends", "reunification.ended": "ends",
        "mandate.ended": "ends", "case.taken": "acknowledges", "case.declined": "acknowledges",
        "claim.withdrawn": "ends",
    ]

    /// How far the clocks and calendars of two places may lie apart where nothing but time can match: a day
    /// here may be the day before there.
    static func tolerance(_ time: StatedTime) -> Int {
        time.occurred?.precision == .instant && time.occurred?.isInterval == false ? 3_600 : 86_400
    }

    /// - Parameter statements: those that their authors have not taken back.
    init(_ statements: [Testimony], persons: [Int?], signatories: Signatories) {
        self.statements = statements
        self.persons = persons
        self.signatories = signatories
        places = Dictionary(statements.indices.map { (statements[$0].reference.event, $0) }) { first, _ in
            first
        }
    }

    /// The facts, in the order of their soundest statements.
    mutating func facts() -> [Fact] {
        joinByAttestations()
        joinByReferences()
        joinByRule()
        var members: [Int: [Int]] = [:]
        for place in statements.indices { members[joins.root(of: place), default: []].append(place) }
        let found = members.values.compactMap { places in
            Fact(
                places.map { statements[$0] }, person: places.compactMap { persons[$0] }.first,
                matching: matching(places))
        }
        return found.sorted { left, right in
            guard let one = left.statements.first, let other = right.statements.first else { return false }
            return left.span.lowerBound == right.span.lowerBound
                ? one.reference < other.reference : left.span.lowerBound < right.span.lowerBound
        }
    }

    private func matching(_ places: [Int]) -> Matching {
        let parties = Set(places.compactMap { signatory(of: $0) })
        if parties.count > 1 { return places.contains { referred.contains($0) } ? .references : .rule }
        return places.contains { ambiguous.contains($0) } ? .ambiguous : .alone
    }

    private func signatory(of place: Int) -> Signatories.ID? {
        signatories.signatory(of: statements[place].reference.ledger)
    }

    // MARK: By references

    private mutating func joinByAttestations() {
        for attestation in statements
        where attestation.type == "attestation.made" && attestation.isSound
            && attestation.attributes["scope"] == ["same_matter"]
        {
            let targets = Dictionary(
                grouping: attestation.targets("corroborates").compactMap { places[$0] }
            ) { statements[$0].type }
            for same in targets.values { join(same) }
        }
    }

    private mutating func joinByReferences() {
        for (type, rel) in FactMatching.identifying.sorted(by: { $0.key < $1.key }) {
            var known: [ReferenceKey: [Int]] = [:]
            for place in statements.indices where statements[place].type == type {
                for target in statements[place].targets(rel) {
                    let key = ReferenceKey(
                        target: exchange(of: target),
                        acting: parties(statements[place].attributes.acting, place), codes: codes(place))
                    let others = known[key, default: []]
                    // One party's two statements are two happenings, such as a channel suspended twice.
                    guard !others.contains(where: { signatory(of: $0) == signatory(of: place) }) else {
                        continue
                    }
                    known[key] = others + [place]
                    join(others + [place])
                }
            }
        }
    }

    private mutating func join(_ same: [Int]) {
        guard same.count > 1 else { return }
        joins.join(same)
        referred.formUnion(same)
    }

    /// What an event is about in the end: of a delivery the letter. One that is not at hand stands for itself.
    private mutating func exchange(of event: SHA256Digest) -> SHA256Digest {
        var event = event
        if let place = places[event], statements[place].type == "correspondence.conveyed",
            let letter = statements[place].targets("conveys").first
        {
            event = letter
        }
        guard let place = places[event] else { return event }
        return statements[joins.root(of: place)].reference.event
    }

    private struct ReferenceKey: Hashable {
        let target: SHA256Digest
        let acting: Set<NamedParty>
        let codes: [String]
    }

    // MARK: By the rule

    /// Same kind of event, same parties or same child, and the same in every required code, country and
    /// number.
    private struct RuleKey: Hashable {
        let type: String
        let person: Int?
        let acting: Set<NamedParty>
        let toward: Set<NamedParty>
        let codes: [String]
    }

    private mutating func joinByRule() {
        var alike: [RuleKey: [Int]] = [:]
        for place in statements.indices {
            let statement = statements[place]
            let acting = parties(statement.attributes.acting, place)
            guard FactMatching.hasRule(statement.type), persons[place] != nil || !acting.isEmpty else {
                continue
            }
            let key = RuleKey(
                type: statement.type, person: persons[place], acting: acting,
                toward: parties(statement.attributes.toward, place), codes: codes(place))
            alike[key, default: []].append(place)
        }
        for places in alike.values where Set(places.compactMap { signatory(of: $0) }).count > 1 {
            for together in overlapping(places) { joinIfOneWay(together) }
        }
    }

    /// What parties say about statements, and what they hold, is their own and matched to nothing.
    private static func hasRule(_ type: String) -> Bool {
        guard let family = Vocabulary.current.type(named: type)?.family else { return false }
        switch family {
        case .correspondence, .information, .casework: return true
        case .parties: return type == "mandate.given"
        default: return false
        }
    }

    /// Runs of statements whose times overlap within the tolerance.
    private func overlapping(_ places: [Int]) -> [[Int]] {
        var runs: [[Int]] = []
        var end = Int.min
        for place in places.sorted(by: { statements[$0].time.earliest < statements[$1].time.earliest }) {
            let time = statements[place].time
            let reach = time.latest.secondsSinceEpoch + FactMatching.tolerance(time)
            if time.earliest.secondsSinceEpoch <= end, !runs.isEmpty {
                runs[runs.count - 1].append(place)
                end = max(end, reach)
            } else {
                runs.append([place])
                end = reach
            }
        }
        return runs
    }

    /// Joins a run if no party has two facts in it: else there would be a choice, and nobody made it.
    private mutating func joinIfOneWay(_ run: [Int]) {
        var facts: [Signatories.ID: Set<Int>] = [:]
        for place in run {
            guard let party = signatory(of: place) else { continue }
            facts[party, default: []].insert(joins.root(of: place))
        }
        guard facts.count > 1, Set(facts.values.flatMap { $0 }).count > 1 else { return }
        if facts.values.allSatisfy({ $0.count == 1 }) { joins.join(run) } else { ambiguous.formUnion(run) }
    }

    // MARK: What two statements are compared by

    private func parties(_ ids: [PartyID], _ place: Int) -> Set<NamedParty> {
        Set(ids.map { signatories.party($0, in: statements[place].reference.ledger) })
    }

    private func codes(_ place: Int) -> [String] {
        let statement = statements[place]
        let fields = Vocabulary.current.type(named: statement.type)?.identifyingFields ?? []
        return fields.flatMap { ["\($0.name):"] + statement.attributes[$0.name].sorted() }
    }
}

extension EventType {
    /// The required members that two statements of one happening have in common: codes, countries, numbers.
    var identifyingFields: [Field] {
        comparable.filter { field in
            guard field.isRequired else { return false }
            switch field.kind {
            case .code, .country, .count, .language: return true
            case .set(.code, _): return true
            default: return false
            }
        }
    }
}
