public import LedgerFormat

extension Vocabulary {
    /// The first thing in an event that the vocabulary does not allow; nil where it conforms.
    ///
    /// Nothing but the event and its author is looked at: whether a reference leads to an event of the right
    /// type is asked of ``EventType/violation(ofReference:to:)`` where that event is at hand.
    ///
    /// - Parameters:
    ///   - data: the event's `data`.
    ///   - type: the event's type, with or without `goodfaith.`.
    ///   - source: the party that states it.
    ///   - roles: the roles in which that party acts, as its ledger's entry 0 says.
    public func violation(
        of data: JSONValue, type: String, subject: Subject?, source: PartyID, roles: [String]
    ) -> VocabularyViolation? {
        guard let eventType = self.type(named: type) else {
            return VocabularyViolation(
                .typeUnknown, at: "type", expected: "a type of \(Vocabulary.schema)", found: type,
                suggestions: typeNames(near: type))
        }
        return eventType.violation(of: data, subject: subject, source: source, roles: roles)
    }

    /// The first code in the description of a party that the vocabulary does not have; nil where it has them
    /// all. `ledger.opened` and `counterpart.noted` describe parties in the same words.
    public func violation(ofPartyClass partyClass: String, roles: [String]) -> VocabularyViolation? {
        if let violation = CodeList.partyClass.violation(ofCode: partyClass) {
            return violation.under("data.party.class")
        }
        if roles.isEmpty {
            return VocabularyViolation(
                .value, at: "data.party.roles", expected: "at least one role", found: "nothing")
        }
        for (position, role) in roles.enumerated() {
            if let violation = CodeList.role.violation(ofCode: role) {
                return violation.under("data.party.roles[\(position)]")
            }
        }
        return nil
    }
}

extension EventType {
    /// The first thing that this type does not allow; nil where the event conforms.
    public func violation(
        of data: JSONValue, subject: Subject?, source: PartyID, roles: [String]
    ) -> VocabularyViolation? {
        if let violation = MemberCheck.violation(in: data, against: members)?.under("data") {
            return violation.path.hasPrefix("data.refs") ? violation.inReferences : violation
        }
        if let violation = referenceViolation(in: data) { return violation }
        if let violation = subjectViolation(subject) { return violation }
        for constraint in constraints {
            if let violation = constraint.violation(in: data, subject: subject, of: self) { return violation }
        }
        if !statedBy.isEmpty, statedBy.isDisjoint(with: roles) {
            return VocabularyViolation(
                .notEntitled, at: "source", expected: statedBy.sorted().joined(separator: ", "),
                found: roles.isEmpty ? "nothing" : roles.sorted().joined(separator: ", "))
        }
        return standingViolation(in: data, source: source, roles: roles)
    }

    private func subjectViolation(_ found: Subject?) -> VocabularyViolation? {
        let isAllowed =
            switch subject {
            case .none: found == nil
            case .required(let kinds): found.map { kinds.contains($0.kind) } ?? false
            case .optional(let kinds): found.map { kinds.contains($0.kind) } ?? true
            }
        if isAllowed { return nil }
        return VocabularyViolation(
            .subject, at: "subject", expected: subject.phrase, found: found?.description ?? "nothing")
    }

    /// Who says `first_hand` must be one who can know it so, and must hold what it seals.
    private func standingViolation(in data: JSONValue, source: PartyID, roles: [String])
        -> VocabularyViolation?
    {
        guard data["knowledge"].map({ $0.isString("first_hand") }) ?? true else { return nil }
        if needsSealed, data["sealed"] == nil {
            return VocabularyViolation(
                .memberMissing, at: "data.sealed",
                expected: "who states this first hand binds the sealed object to it", found: "nothing")
        }
        guard let firstHand else { return nil }
        let mayByRole = firstHand.orRolesNeed.map { Constraint.refers($0, in: data) } ?? true
        if mayByRole, !firstHand.orRoles.isDisjoint(with: roles) { return nil }
        for field in firstHand.fields {
            if let value = data[field], FirstHandRule.names(source, in: value) { return nil }
        }
        return VocabularyViolation(
            .notFirstHand, at: "data.knowledge",
            expected: firstHand.fields.map { "data.\($0)" }.joined(separator: " or "),
            found: source.description)
    }
}

extension FirstHandRule {
    fileprivate static func names(_ party: PartyID, in value: JSONValue) -> Bool {
        switch value.kind {
        case .string: value.isString(party.description)
        case .array: value.elements.contains { names(party, in: $0) }
        case .object: value["party"]?.isString(party.description) ?? false
        case .integer, .boolean: false
        }
    }
}

extension SubjectRule {
    /// What the subject must be, for messages and pages.
    var phrase: String {
        let forms = kinds.map { "\($0)/UUID" }.joined(separator: " or ")
        return switch self {
        case .none: "absent"
        case .required: forms
        case .optional: "absent or \(forms)"
        }
    }
}
