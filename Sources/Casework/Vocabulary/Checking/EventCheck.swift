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
        guard let eventType = self.type(named: type) else { return unknownType(type) }
        return eventType.violation(of: data, subject: subject, source: source, roles: roles)
    }

    /// Says that there is no such type.
    func unknownType(_ type: String) -> VocabularyViolation {
        VocabularyViolation(
            .typeUnknown, at: "type", expected: "a type of \(Vocabulary.schema)", found: type,
            suggestions: typeNames(near: type))
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
        violation(
            of: data, subject: { subject }, isAllowed: terms.allows(subject), source: { source }, roles: roles)
    }

    /// The same of an event that was read, whose subject and source are made for a message alone.
    func violation(in event: Event, roles: [String]) -> VocabularyViolation? {
        violation(
            of: event.data, subject: { event.subject }, isAllowed: terms.allowsSubject(of: event),
            source: { event.source }, roles: roles)
    }

    private func violation(
        of data: JSONValue, subject: () -> Subject?, isAllowed: Bool, source: () -> PartyID, roles: [String]
    ) -> VocabularyViolation? {
        if let violation = memberViolation(in: data)?.under("data") {
            return violation.path.hasPrefix("data.refs") ? violation.inReferences : violation
        }
        let stated = terms.found(in: data.place, of: data.source)
        if let violation = referenceViolation(in: data, stated) { return violation }
        if !isAllowed {
            return VocabularyViolation(
                .subject, at: "subject", expected: self.subject.phrase,
                found: subject()?.description ?? "nothing")
        }
        if !constraints.isEmpty {
            let subject = subject()
            for constraint in constraints {
                if let violation = constraint.violation(in: data, subject: subject, of: self) {
                    return violation
                }
            }
        }
        if !terms.entitles(roles) {
            return VocabularyViolation(
                .notEntitled, at: "source", expected: statedBy.sorted().joined(separator: ", "),
                found: roles.isEmpty ? "nothing" : roles.sorted().joined(separator: ", "))
        }
        return standingViolation(in: data, stated, source: source, roles: roles)
    }

    /// The first member that is missing, too many or not of its kind, with a path that starts at `data`.
    func memberViolation(in data: JSONValue) -> VocabularyViolation? {
        ShapeWalk(shape, data.source).refusal(of: data.place)?
            .violation(in: data.source, of: shape, from: data.place)
    }

    /// Who says `first_hand` must be one who can know it so, and must hold what it seals.
    private func standingViolation(
        in data: JSONValue, _ stated: EventTerms.Found, source: () -> PartyID, roles: [String]
    ) -> VocabularyViolation? {
        guard stated.isFirstHand else { return nil }
        if needsSealed, stated.sealed == nil {
            return VocabularyViolation(
                .memberMissing, at: "data.sealed",
                expected: "who states this first hand binds the sealed object to it", found: "nothing")
        }
        guard let firstHand, !terms.knowsFirstHand(source, roles, in: data.place, stated, of: data.source)
        else {
            return nil
        }
        return VocabularyViolation(
            .notFirstHand, at: "data.knowledge",
            expected: firstHand.fields.map { "data.\($0)" }.joined(separator: " or "),
            found: source().description)
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
