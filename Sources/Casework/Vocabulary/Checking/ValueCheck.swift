internal import LedgerFormat

/// Whether a value is of the kind that a field asks for.
extension FieldKind {
    /// The first thing wrong with the value, with a path that starts at the value; nil where it is of this
    /// kind.
    func violation(in value: JSONValue) -> VocabularyViolation? {
        switch self {
        case .code(let list): list.violation(in: value)
        case .object(sorted: let fields): MemberCheck.violation(in: value, against: fields)
        case .variant(let tag, let variants): FieldKind.violation(in: value, tag: tag, variants)
        case .list(let element, let max):
            violation(inElementsOf: value, max: max) { _, value in element.violation(in: value) }
        case .set(let element, let max):
            violation(inElementsOf: value, max: max) { before, value in
                element.violation(in: value) ?? (isAscending(before, value) ? nil : refusal(of: value))
            }
        default: holds(value) ? nil : refusal(of: value)
        }
    }

    /// Whether a single value, no code, is of this kind. What is compared with a closed list is a short
    /// string.
    private func holds(_ value: JSONValue) -> Bool {
        switch self {
        case .flag: return value.kind == .boolean
        case .count(let range): return value.integer.map(range.contains) ?? false
        case .digest: return value.digest != nil
        case .reference: return value.kind == .string && EventID(value.bytes) != nil
        default: break
        }
        guard let text = value.string else { return false }
        switch self {
        case .party: return PartyID(text) != nil
        case .country: return CountryCode.all.contains(text)
        case .language: return LanguageCode.all.contains(text)
        case .occurred: return Occurred(text) != nil
        case .day: return Occurred(text).map { $0.precision == .day && !$0.isInterval } ?? false
        case .duration: return StatedDuration(text) != nil
        case .typeName: return Vocabulary.current.typeNames.contains(text)
        case .memberName: return Vocabulary.current.memberNames.contains(text)
        case .statementID, .statementReference: return isStatementID(value.bytes)
        case .organisationName: return (1...Limits.organisationNameBytesMax).contains(text.utf8.count)
        default: return false
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

    private func violation(
        inElementsOf value: JSONValue, max: Int, _ check: (JSONValue?, JSONValue) -> VocabularyViolation?
    ) -> VocabularyViolation? {
        guard value.kind == .array else { return refusal(of: value) }
        var count = 0
        var before: JSONValue?
        for element in value.elements {
            if let violation = check(before, element) { return violation.under("[\(count)]") }
            before = element
            count += 1
        }
        guard (1...max).contains(count) else {
            return VocabularyViolation(.value, at: "", expected: phrase, found: "\(count) values")
        }
        return nil
    }

    private func isAscending(_ before: JSONValue?, _ value: JSONValue) -> Bool {
        before.map { $0.bytes.lexicographicallyPrecedes(value.bytes) } ?? true
    }

    private static func violation(in value: JSONValue, tag: String, _ variants: [Variant])
        -> VocabularyViolation?
    {
        let codes = { variants.map(\.code).joined(separator: ", ") }
        guard value.kind == .object else {
            return VocabularyViolation(.value, at: "", expected: "an object", found: value.excerpt)
        }
        guard let chosen = value[tag] else {
            return VocabularyViolation(
                .memberMissing, at: tag, expected: "one of \(codes())", found: "nothing")
        }
        guard let variant = variants.first(where: { chosen.isString($0.code) }) else {
            let near = NearestNames.of(chosen.string ?? "", among: variants.map(\.code))
            return VocabularyViolation(
                .codeUnknown, at: tag, expected: codes(), found: chosen.excerpt, suggestions: near)
        }
        return MemberCheck.violation(in: value, against: variant.fields, besides: tag)
    }

    func refusal(of value: JSONValue) -> VocabularyViolation {
        VocabularyViolation(.value, at: "", expected: phrase, found: value.excerpt)
    }
}

extension CodeList {
    fileprivate func violation(in value: JSONValue) -> VocabularyViolation? {
        guard let text = value.string else {
            return VocabularyViolation(.value, at: "", expected: "a code of \(id)", found: value.excerpt)
        }
        return violation(ofCode: text)
    }

    /// Nil where the list has the code.
    func violation(ofCode code: String) -> VocabularyViolation? {
        if contains(code) { return nil }
        let all = codes.map(\.code)
        return VocabularyViolation(
            .codeUnknown, at: "", expected: all.joined(separator: ", "), found: code,
            suggestions: NearestNames.of(code, among: all))
    }
}

extension JSONValue {
    /// The value as a message shows it.
    var excerpt: String {
        switch kind {
        case .object: "an object"
        case .array: "a list"
        case .string, .integer, .boolean: String(decoding: bytes.prefix(200), as: UTF8.self)
        }
    }
}
