internal import LedgerFormat

/// Whether an object has the members that it must have, and none besides.
enum MemberCheck {
    /// Walks the object and the fields side by side: both ascend by name, so each is looked at once.
    ///
    /// - Parameter tag: a member that was checked already and is passed over.
    static func violation(
        in object: JSONValue, against fields: [Field], besides tag: String? = nil
    ) -> VocabularyViolation? {
        guard object.kind == .object else {
            return VocabularyViolation(.value, at: "", expected: "an object", found: object.excerpt)
        }
        var next = 0
        for member in object.members {
            if let tag, member.isNamed(tag) { continue }
            while next < fields.count, !member.isNamed(fields[next].name) {
                guard fields[next].name.utf8.lexicographicallyPrecedes(member.nameBytes) else {
                    return surplus(member.name, fields)
                }
                if fields[next].isRequired { return absence(of: fields[next], in: object, fields, tag) }
                next += 1
            }
            guard next < fields.count else { return surplus(member.name, fields) }
            if let violation = fields[next].kind.violation(in: member.value) {
                return violation.under(fields[next].name)
            }
            next += 1
        }
        for field in fields[next...] where field.isRequired {
            return absence(of: field, in: object, fields, tag)
        }
        return nil
    }

    /// A misspelt name looks like one member missing and another too many; the second says more.
    private static func absence(
        of field: Field, in object: JSONValue, _ fields: [Field], _ tag: String?
    ) -> VocabularyViolation {
        for member in object.members
        where member.name != tag && !fields.contains(where: { $0.name == member.name }) {
            return surplus(member.name, fields)
        }
        return VocabularyViolation(
            .memberMissing, at: field.name, expected: "\(field.summary) (\(field.kind.phrase))",
            found: "nothing")
    }

    private static func surplus(_ name: String, _ fields: [Field]) -> VocabularyViolation {
        let names = fields.map(\.name)
        return VocabularyViolation(
            .memberUnknown, at: name, expected: names.joined(separator: ", "), found: name,
            suggestions: NearestNames.of(name, among: names))
    }
}
