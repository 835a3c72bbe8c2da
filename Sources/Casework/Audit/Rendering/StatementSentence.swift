internal import LedgerFormat

/// What a statement says in one sentence: the words of its type, who acts towards whom, and its codes. The
/// words come from the vocabulary; a new type needs no code here.
struct StatementSentence {
    let evidence: Evidence

    /// `correspondence issued by us-office to ru-office: personal letter, en, child welfare`.
    func text(_ statement: Testimony) -> String {
        let by = names(statement.attributes.acting, statement)
        let toward = names(statement.attributes.toward, statement)
        var sentence = statement.type.typeWords
        if !by.isEmpty { sentence += " by \(by)" }
        if !toward.isEmpty { sentence += " to \(toward)" }
        let details = details(of: statement)
        return details.isEmpty ? sentence : "\(sentence): \(details.joined(separator: ", "))"
    }

    private func details(of statement: Testimony) -> [String] {
        let common = Set(CommonMember.allCases.map(\.rawValue))
        let fields = (Vocabulary.current.type(named: statement.type)?.identifyingFields ?? []).filter {
            !common.contains($0.name)
        }
        let way = statement.way.map { ["\($0)"] } ?? []
        return way
            + fields.filter { way.isEmpty || ($0.name != "from" && $0.name != "to") }.flatMap { field in
                statement.attributes[field.name].map { value in
                    if case .count = field.kind { return "\(field.name.words) \(value)" }
                    return value.words
                }
            }
    }

    private func names(_ ids: [PartyID], _ statement: Testimony) -> String {
        Set(ids.map { evidence.name(evidence.signatories.party($0, in: statement.reference.ledger)) }).sorted()
            .listed
    }
}

/// Who stands behind a fact, in plain words.
struct GradeSentence {
    let evidence: Evidence

    /// `us-office and ru-office each sign it; matched by references`.
    func text(_ fact: Fact) -> String {
        ([who(fact)] + [matching(fact), standing(fact)].compactMap { $0 }).joined(separator: "; ")
    }

    private func who(_ fact: Fact) -> String {
        let witnesses = Set(fact.witnesses)
        let own = fact.statements.filter { $0.isSound && !witnesses.contains($0.reference) }
        let sayers = names(own.filter { $0.knowledge == .firstHand }.map(\.reference))
        let companions = fact.companions.filter { !witnesses.contains($0) }
        switch fact.grade {
        case .unilateral:
            let all = names(fact.statements.map(\.reference))
            return all.count == 1 ? "only \(all.listed) says so" : "\(all.listed) say so, each for itself alone"
        case .acknowledged:
            let told = Set(names(fact.statements.map(\.reference) + companions)).subtracting(sayers).sorted()
            let word = told.isEmpty ? "the other side has its word" : "\(told.listed) \(told.has) word of it"
            return sayers.isEmpty ? word : "\(sayers.listed) says so; \(word)"
        case .bilateral, .witnessed, .followedUp:
            let sides = Set(sayers).union(names(companions.filter(isFirstHand))).sorted()
            // Where the other side's statement is of another type, each signs what it did itself.
            var text = "\(sides.listed) each sign \(sides == sayers ? "it" : "their part")"
            if fact.grade > .bilateral { text += "; \(there(fact))" }
            return fact.grade == .followedUp ? text + "; followed up" : text
        }
    }

    private func there(_ fact: Fact) -> String {
        let witnesses = names(fact.witnesses)
        return "\(witnesses.listed) \(witnesses.count == 1 ? "was" : "were") there"
    }

    private func isFirstHand(_ reference: StatementReference) -> Bool {
        evidence.statement(reference.event)?.knowledge == .firstHand
    }

    private func matching(_ fact: Fact) -> String? {
        switch fact.matching {
        case .alone: nil
        case .references: "matched by references"
        case .rule: "matched by parties, place and time"
        case .ambiguous: "not matched: several statements would fit"
        }
    }

    private func standing(_ fact: Fact) -> String? {
        switch fact.standing {
        case .sound: nil
        case .contested: "contested by an open dispute"
        case .disowned: "signed by a compromised key alone"
        case .erased: "what it sealed is erased, and nobody examined it before"
        }
    }

    private func names(_ references: [StatementReference]) -> [String] {
        let names = references.map { reference in
            evidence.signatories.signatory(of: reference.ledger).map { evidence.name(.signatory($0)) }
                ?? evidence.names[reference.ledger]
        }
        return Set(names).sorted()
    }
}

extension [String] {
    fileprivate var has: String { count == 1 ? "has" : "have" }
}
