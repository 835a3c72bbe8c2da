/// Sentences about a type that help and pages share.
extension EventType {
    var whoMayState: String {
        statedBy.isEmpty
            ? "Any party may state it."
            : "Who acts as \(CodeList.role.codes.map(\.code).filter(statedBy.contains).choice) may state it."
    }

    var firstHandSentence: String? {
        guard let firstHand else { return nil }
        let roles = firstHand.orRoles.sorted().joined(separator: ", ")
        let need = firstHand.orRolesNeed.map { " and refers to something with \($0)" } ?? ""
        let others = roles.isEmpty ? "" : ", or one that acts as \(roles)\(need),"
        return "Only a party named in \(firstHand.fields.choice)\(others) states it first hand; "
            + "others say in knowledge how they know it."
    }
}

extension EventType {
    /// To what an event of this type must refer, in one sentence.
    var mustReferTo: String {
        let required = references.filter(\.isRequired).map { rule in
            "\(rule.targetPhrase(from: name)) (`\(rule.rel)`)"
                + (rule.unlessDespite.map { " unless the statement is despite `\($0.rawValue)`" } ?? "")
        }
        return required.isEmpty
            ? "It need not refer to an earlier event."
            : "It must refer to \(required.joined(separator: ", and to "))."
    }
}

extension Standard {
    var sentence: String {
        switch self {
        case .text(let source): "The term: \(source)."
        case .unchecked(let source): "The term, not checked against its text: \(source)."
        case .own: "The term is this vocabulary's own."
        }
    }

    /// The same of a list of codes.
    var sentenceOnCodes: String {
        switch self {
        case .text(let source): "The codes: \(source)."
        case .unchecked(let source): "The codes, not checked against their text: \(source)."
        case .own: "The codes are this vocabulary's own."
        }
    }
}

extension Constraint {
    var sentence: String {
        switch self {
        case .differ(let first, let second): "`\(first)` and `\(second)` differ."
        case .onlyWithoutSubject(let name): "`\(name)` stands only where the event has no subject."
        case .subjectWhen(let name, let code): "Where `\(name)` is `\(code)`, the event has a subject."
        case .restsUnless(let name, let code):
            "Unless `\(name)` is `\(code)`, at least one reference `rests_on` is needed."
        case .subjectOrReference(let rel):
            "Without a subject, at least one reference `\(rel)` is needed."
        case .always(let name, let code): "`\(name)` is `\(code)` in every event of this type."
        case .soundlyKnown: "`knowledge` is `first_hand` or `document`: it is never stated from hearsay."
        case .standsAlone(let name, let code): "Where `\(name)` holds `\(code)`, it holds nothing else."
        case .eachOnce(let name, let parts):
            "No two of the `\(name)` have the same \(parts.map { "`\($0)`" }.joined(separator: " and "))."
        case .statementsResolve(let name):
            "Each of the `\(name)` has an id of its own, and names only ids among them."
        }
    }
}
