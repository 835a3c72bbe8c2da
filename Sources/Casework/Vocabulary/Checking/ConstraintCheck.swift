internal import LedgerFormat

/// Whether the members of an event hang together as its type asks.
extension Constraint {
    /// What the constraint does not allow; nil where it holds, or where the members that it speaks of are not
    /// there.
    func violation(in data: JSONValue, subject: Subject?, of type: EventType) -> VocabularyViolation? {
        switch self {
        case .differ(let first, let second):
            guard let one = data[first], let other = data[second], one.bytes == other.bytes else {
                return nil
            }
            return refusal(of: second, expected: "another than data.\(first)", found: other.excerpt)
        case .onlyWithoutSubject(let name):
            guard subject != nil, data[name] != nil else { return nil }
            return refusal(of: name, expected: "absent where the event is about one case", found: "present")
        case .subjectWhen(let name, let code):
            guard subject == nil, data[name]?.isString(code) == true else { return nil }
            return VocabularyViolation(
                .subject, at: "subject", expected: "present where \(name) is \(code)", found: "nothing")
        case .restsUnless(let name, let code):
            if data[name]?.isString(code) == true || Constraint.refers("rests_on", in: data) { return nil }
            return VocabularyViolation(
                .references, at: "data.refs (rests_on)",
                expected: "at least 1 reference, unless \(name) is \(code)", found: "0")
        case .subjectOrReference(let rel):
            if subject != nil || Constraint.refers(rel, in: data) { return nil }
            return VocabularyViolation(
                .references, at: "data.refs (\(rel))",
                expected: "at least 1 reference, unless the event is about one case", found: "0")
        case .always(let name, let code):
            guard let value = data[name], !value.isString(code) else { return nil }
            return refusal(of: name, expected: "\(code) in every event of this type", found: value.excerpt)
        case .soundlyKnown:
            guard let value = data["knowledge"], !value.isString("first_hand"), !value.isString("document")
            else { return nil }
            return refusal(of: "knowledge", expected: "first_hand or document", found: value.excerpt)
        case .standsAlone(let name, let code):
            let codes = data[name]?.elements.map { $0 } ?? []
            guard codes.count > 1, codes.contains(where: { $0.isString(code) }) else { return nil }
            return refusal(of: name, expected: "\(code) alone, or without \(code)", found: "both")
        case .eachOnce(let name, let parts): return Constraint.repetition(in: data[name], name, by: parts)
        case .statementsResolve(let name):
            guard let value = data[name], let field = type.members.first(where: { $0.name == name }) else {
                return nil
            }
            return StatementCheck.violation(in: value, of: field.kind)?.under("data.\(name)")
        }
    }

    private func refusal(of name: String, expected: String, found: String) -> VocabularyViolation {
        VocabularyViolation(.value, at: "data.\(name)", expected: expected, found: found)
    }

    /// Whether the event has a reference of that rel.
    static func refers(_ rel: String, in data: JSONValue) -> Bool {
        data["refs"]?.elements.contains { $0["rel"]?.isString(rel) == true } ?? false
    }

    private static func repetition(in value: JSONValue?, _ name: String, by parts: [String])
        -> VocabularyViolation?
    {
        var seen: Set<[[UInt8]]> = []
        for (position, element) in (value?.elements.map { $0 } ?? []).enumerated()
        where !seen.insert(parts.map { element[$0].map { Array($0.bytes) } ?? [] }).inserted {
            return VocabularyViolation(
                .value, at: "data.\(name)[\(position)]",
                expected: "another \(parts.joined(separator: " and ")) than those before it",
                found: element.excerpt)
        }
        return nil
    }
}
