internal import LedgerFormat

extension EventType {
    /// The first thing wrong with the value of a member, with a path that starts at the value; nil where it is
    /// what the member can hold.
    func violation(in value: JSONValue, ofMember name: String) -> VocabularyViolation? {
        guard let rule = shape.rule(ofMember: name) else {
            return VocabularyViolation(
                .memberUnknown, at: "", expected: "a member of \(self.name)", found: name)
        }
        return ShapeWalk(shape, value.source).refusal(of: value.place, by: rule)?
            .violation(in: value.source, of: shape, from: value.place)
    }
}

extension FieldKind {
    /// Whether a single value is of one of the kinds that few events have.
    func holds(_ value: JSONValue) -> Bool {
        guard let text = value.string else { return false }
        return switch self {
        case .duration: StatedDuration(text) != nil
        case .typeName: Vocabulary.current.typeNames.contains(text)
        case .memberName: Vocabulary.current.memberNames.contains(text)
        case .statementID, .statementReference: isStatementID(value.bytes)
        case .organisationName: (1...Limits.organisationNameBytesMax).contains(text.utf8.count)
        default: false
        }
    }

    /// One or two capital letters, one to three digits, at most one small letter.
    private func isStatementID(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        let capitals = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }.count
        rest = rest.dropFirst(capitals)
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        rest = rest.dropFirst(digits)
        let isSuffixed =
            rest.count == 1 && rest.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        return (1...2).contains(capitals) && (1...3).contains(digits) && (rest.isEmpty || isSuffixed)
    }
}

extension CodeList {
    /// Nil where the list has the code.
    func violation(ofCode code: String) -> VocabularyViolation? { contains(code) ? nil : refusal(of: code) }

    /// Says that the list does not have the code.
    func refusal(of code: String) -> VocabularyViolation {
        let all = codes.map(\.code)
        return VocabularyViolation(
            .codeUnknown, at: "", expected: all.joined(separator: ", "), found: code,
            suggestions: NearestNames.of(code, among: all))
    }
}
