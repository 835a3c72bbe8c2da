internal import LedgerFormat

/// Statements of one fact by different parties that cannot all be true: times that do not overlap, other
/// numbers, countries, persons present, codes.
enum Contradictions {
    static func found(in web: StatementWeb) -> [AuditFinding] {
        web.evidence.facts.flatMap { fact -> [AuditFinding] in
            let statements = fact.statements.filter(\.isSound)
            // What one party says twice it corrects itself; two parties contradict each other.
            guard Set(statements.map { web.author(of: $0) }).count > 1 else { return [] }
            return time(fact, statements, web) + members(fact, statements, web)
        } + presence(web)
    }

    /// Times further apart than clocks and calendars of two places can lie.
    private static func time(_ fact: Fact, _ statements: [Testimony], _ web: StatementWeb) -> [AuditFinding] {
        guard fact.timesContradict, let latestStart = statements.map(\.time.earliest).max(),
            let earliestEnd = statements.map(\.time.latest).min(),
            let tolerance = statements.map({ FactMatching.tolerance($0.time) }).max(),
            latestStart.secondsSinceEpoch - earliestEnd.secondsSinceEpoch > tolerance
        else { return [] }
        return [
            AuditFinding(
                .timeContradictory, restsOn: statements.map(\.reference), persons: fact.person == nil ? 0 : 1,
                "the time of \(what(fact)): " + accounts(statements, web) { [$0.time.text] })
        ]
    }

    private static func members(
        _ fact: Fact, _ statements: [Testimony], _ web: StatementWeb
    ) -> [AuditFinding] {
        guard let type = Vocabulary.current.type(named: fact.type), !type.isAccount else { return [] }
        return type.comparable.compactMap { field in
            guard let code = code(for: field) else { return nil }
            let saying = statements.filter { says($0.attributes[field.name]) }
            guard Set(saying.map { web.author(of: $0) }).count > 1, differ(saying, field, web) else {
                return nil
            }
            return AuditFinding(
                code, restsOn: saying.map(\.reference), persons: fact.person == nil ? 0 : 1,
                "\(field.name.words) of \(what(fact)): " + accounts(saying, web) { $0.attributes[field.name] })
        }
    }

    /// Codes that leave open what happened, and contradict nothing.
    static let openCodes: Set<String> = [
        "sealed", "unknown", "not_stated", "none_stated", "none_announced", "not_checked",
    ]

    private static func says(_ values: [String]) -> Bool {
        !values.isEmpty && openCodes.isDisjoint(with: values)
    }

    /// What it is called where two parties differ in a member; nil where each speaks for itself in it, or
    /// where another rule looks at it.
    private static func code(for field: Field) -> AuditFindingCode? {
        if ["from", "to"].contains(field.name) || field.name == "knowledge" || field.name == "audience" {
            return nil
        }
        if Set(CommonMember.allCases.map(\.rawValue)).contains(field.name) { return nil }
        return switch field.kind {
        case .count: .countContradictory
        case .country: .presenceContradictory
        case .code, .flag: .contentContradictory
        case .set(.object, _): field.name == "participants" ? .presenceContradictory : nil
        default: nil
        }
    }

    private static func differ(_ statements: [Testimony], _ field: Field, _ web: StatementWeb) -> Bool {
        guard field.name == "participants" else {
            return Set(statements.map { $0.attributes[field.name].sorted() }).count > 1
        }
        return statements.indices.contains { first in
            statements[(first + 1)...].contains {
                cannotBeTheSame(statements[first], $0, field.name, web)
            }
        }
    }

    /// Whether two lists of parties name different ones for certain. A party that one ledger names without
    /// its fingerprint may be anybody in the other's list.
    private static func cannotBeTheSame(
        _ one: Testimony, _ other: Testimony, _ member: String, _ web: StatementWeb
    ) -> Bool {
        let lists = [one, other].map { statement in
            Set(statement.attributes[member].compactMap { PartyID($0) }.map { web.party($0, in: statement) })
        }
        let known = lists.map { $0.filter(\.isIdentified) }
        let unknown = lists.map { $0.count { !$0.isIdentified } }
        return known[0].subtracting(known[1]).count > unknown[1]
            || known[1].subtracting(known[0]).count > unknown[0]
    }

    // MARK: Where a child was

    /// Cases of one child that two parties opened as being in two countries.
    private static func presence(_ web: StatementWeb) -> [AuditFinding] {
        let opened = Dictionary(grouping: web.facts("case.opened")) { $0.person }
        return opened.keys.compactMap { $0 }.sorted().compactMap { person in
            let facts = opened[person] ?? []
            let statements = facts.flatMap(\.statements).filter {
                $0.isSound && !$0.attributes["country"].isEmpty
            }
            // One fact's statements are compared member by member above.
            guard facts.count > 1, Set(statements.map { web.author(of: $0) }).count > 1,
                Set(statements.map { $0.attributes["country"] }).count > 1
            else { return nil }
            return AuditFinding(
                .presenceContradictory, restsOn: statements.map(\.reference), persons: 1,
                "the country in which a child was when the case was opened: "
                    + accounts(statements, web) { $0.attributes["country"] })
        }
    }

    // MARK: Words

    private static func what(_ fact: Fact) -> String { "one \(fact.type.typeWords)" }

    /// `ru-office states 7 and ua-office states 8`.
    static func accounts(
        _ statements: [Testimony], _ web: StatementWeb, _ value: (Testimony) -> [String]
    ) -> String {
        Dictionary(grouping: statements) { value($0).words }.sorted { $0.key < $1.key }.map {
            "\(web.names(of: $0.value)) \($0.value.states) \($0.key)"
        }.listed
    }
}

extension NamedParty {
    /// Whether its ledger is at hand.
    var isIdentified: Bool {
        if case .signatory = self { true } else { false }
    }
}

extension String {
    /// The name of a type as words: `contact held`.
    var typeWords: String { split(separator: ".").joined(separator: " ").words }
}

extension EventType {
    /// Whether every statement of the type is one party's own account, which another's does not contradict.
    var isAccount: Bool { name == "cause.asserted" || name == "position.stated" }
}
