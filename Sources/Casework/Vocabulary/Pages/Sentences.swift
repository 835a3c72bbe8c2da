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
        let others = roles.isEmpty ? "" : ", or one that acts as \(roles),"
        return "Only a party named in \(firstHand.fields.choice)\(others) states it first hand; "
            + "others say in knowledge how they know it."
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
}

extension Constraint {
    var sentence: String {
        switch self {
        case .differ(let first, let second): "`\(first)` and `\(second)` differ."
        case .onlyWithoutSubject(let name): "`\(name)` stands only where the event has no subject."
        case .subjectWhen(let name, let code): "Where `\(name)` is `\(code)`, the event has a subject."
        case .restsUnless(let name, let code):
            "Unless `\(name)` is `\(code)`, at least one reference `rests_on` is needed."
        case .statementsResolve(let name):
            "Each of the `\(name)` has an id of its own, and names only ids among them."
        }
    }
}
