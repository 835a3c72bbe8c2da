internal import LedgerFormat

/// Whether an event refers to what its type asks for.
extension EventType {
    /// What can be seen in the event alone: the rels, and how many references each has.
    func referenceViolation(in data: JSONValue, _ stated: EventTerms.Found) -> VocabularyViolation? {
        guard let miscount = terms.miscount(stated, of: data.source) else { return nil }
        switch miscount {
        case .total(let rel, let found):
            let despite = Set(data["despite"]?.elements.compactMap(\.string) ?? [])
            let total = referenceTotals(despite: despite)[rel]
            return self.miscount(
                total.count, of: references.filter { $0.rel == total.rel }, found: found, despite)
        case .unknown(let position, let rel):
            return VocabularyViolation(
                .references, at: "data.refs[\(position)].rel",
                expected: "one of \(rels.joined(separator: ", "))", found: data.source.value(at: rel).excerpt)
        }
    }

    /// Whether an event of this type may refer in the way `rel` to an event of type `target`, with or without
    /// `goodfaith.`. To be asked where the target is known; a target in a ledger that is not at hand is no
    /// violation.
    public func violation(ofReference rel: String, to target: String) -> VocabularyViolation? {
        let prefix = Vocabulary.typePrefix
        let bare = target.hasPrefix(prefix) ? String(target.dropFirst(prefix.count)) : target
        let rules = references.filter { $0.rel == rel }
        if rules.contains(where: { $0.accepts(bare, from: name) }) { return nil }
        let expected =
            rules.isEmpty
            ? "one of \(rels.joined(separator: ", "))"
            : "a reference to \(rules.map { $0.targetPhrase(from: name) }.joined(separator: " or "))"
        return VocabularyViolation(.references, at: "data.refs (\(rel))", expected: expected, found: bare)
    }

    /// What can be seen where the types of all targets are known: that each rule has as many as it asks for.
    ///
    /// - Parameter despite: the irregularities that the event says of itself.
    public func violation(
        ofReferences found: [(rel: String, target: String)], despite: Set<String> = []
    ) -> VocabularyViolation? {
        let prefix = Vocabulary.typePrefix
        for (rel, target) in found {
            if let violation = violation(ofReference: rel, to: target) { return violation }
        }
        for rule in references {
            let count = found.count { rel, target in
                let bare = target.hasPrefix(prefix) ? String(target.dropFirst(prefix.count)) : target
                return rel == rule.rel && rule.accepts(bare, from: name)
            }
            let range = rule.count(despite: despite)
            if !range.contains(count) { return miscount(range, of: [rule], found: count, despite) }
        }
        return nil
    }

    /// Too few or too many references of one rel, of which these are the rules.
    private func miscount(
        _ range: ClosedRange<Int>, of rules: [ReferenceRule], found: Int, _ despite: Set<String>
    ) -> VocabularyViolation {
        let targets = rules.map { $0.targetPhrase(from: name) }.joined(separator: ", ")
        let excuses = rules.filter { $0.count(despite: despite).lowerBound > 0 }.compactMap(\.unlessDespite)
        return VocabularyViolation(
            .references, at: "data.refs (\(rules.first?.rel ?? ""))",
            expected: "\(range.phrase) to \(targets)", found: "\(found)",
            unlessDespite: found < range.lowerBound ? excuses : [])
    }
}

extension ReferenceRule {
    /// The types that may be the target, for messages and pages.
    func targetPhrase(from own: String) -> String {
        switch targets {
        case .any: "any event"
        case .sameType: own
        case .types(let names): names.choice
        }
    }

    /// What excuses the absence, for help: `unless the statement is despite released_unplanned`.
    var excuse: String? {
        unlessDespite.map { "unless the statement is despite \($0.rawValue)" }
    }
}

extension ClosedRange<Int> {
    /// `2 references`, `1 to 4 references`, `at most 8 references`.
    var phrase: String {
        let noun = upperBound == 1 ? "reference" : "references"
        if lowerBound == upperBound { return "\(lowerBound) \(noun)" }
        return lowerBound == 0 ? "at most \(upperBound) \(noun)" : "\(lowerBound) to \(upperBound) \(noun)"
    }
}

extension [String] {
    /// `a`, `a or b`, `a, b or c`.
    var choice: String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
    }
}
