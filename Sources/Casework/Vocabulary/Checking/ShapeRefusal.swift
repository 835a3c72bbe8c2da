internal import LedgerFormat

/// Where a value is not of its shape, and in what: numbers alone, of which a message is made when it is wanted.
struct ShapeRefusal {
    enum Reason {
        case notAnObject
        /// The member whose value stands there is too many.
        case surplus(JSONPlace, among: Range<Int>)
        case absent(member: Int)
        case kind(rule: Int)
        case code(rule: Int)
        case count(Int, rule: Int)
        case noChoice(rule: Int)
        case unknownChoice(JSONPlace, rule: Int)
    }

    let place: JSONPlace
    let reason: Reason

    init(_ place: JSONPlace, _ reason: Reason) {
        self.place = place
        self.reason = reason
    }

    /// The refusal in words.
    ///
    /// - Parameter root: the value that was held against the shape, from which the path starts.
    func violation(in document: CanonicalJSON, of shape: Shape, from root: JSONPlace) -> VocabularyViolation {
        var violation = violation(in: document.value(at: place), document, shape)
        for step in ShapeRefusal.path(to: place, from: root, in: document).reversed() {
            violation = violation.under(step)
        }
        return violation
    }

    private func violation(in value: JSONValue, _ document: CanonicalJSON, _ shape: Shape)
        -> VocabularyViolation
    {
        switch reason {
        case .notAnObject:
            return VocabularyViolation(.value, at: "", expected: "an object", found: value.excerpt)
        case .surplus(let value, let members):
            let text = ShapeRefusal.name(at: value, in: document)
            let names = shape.fields[members].map(\.name)
            return VocabularyViolation(
                .memberUnknown, at: text, expected: names.joined(separator: ", "), found: text,
                suggestions: NearestNames.of(text, among: names))
        case .absent(let member):
            let field = shape.fields[member]
            return VocabularyViolation(
                .memberMissing, at: field.name, expected: "\(field.summary) (\(field.kind.phrase))",
                found: "nothing")
        case .kind(let rule):
            return VocabularyViolation(
                .value, at: "", expected: shape.kinds[rule].phrase, found: value.excerpt)
        case .count(let count, let rule):
            return VocabularyViolation(
                .value, at: "", expected: shape.kinds[rule].phrase, found: "\(count) values")
        case .code(let rule): return shape.kinds[rule].refusal(ofCode: value)
        case .noChoice(let rule):
            let (tag, codes) = shape.kinds[rule].choices
            return VocabularyViolation(
                .memberMissing, at: tag, expected: "one of \(codes.joined(separator: ", "))", found: "nothing")
        case .unknownChoice(let chosen, let rule):
            let (tag, codes) = shape.kinds[rule].choices
            let chosen = document.value(at: chosen)
            return VocabularyViolation(
                .codeUnknown, at: tag, expected: codes.joined(separator: ", "), found: chosen.excerpt,
                suggestions: NearestNames.of(chosen.string ?? "", among: codes))
        }
    }

    private static func name(at value: JSONPlace, in document: CanonicalJSON) -> String {
        String(decoding: document.bytes[document.nameRange(at: value)], as: UTF8.self)
    }

    /// The steps from one value down to another: names, and positions in brackets.
    private static func path(
        to place: JSONPlace, from root: JSONPlace, in document: CanonicalJSON
    ) -> [String] {
        var steps: [String] = []
        var holder = root
        while holder < place {
            let isObject = document.kind(at: holder) == .object
            var position = 0
            var value = holder.following
            while document.end(of: value) <= place {
                value = document.end(of: value)
                position += 1
            }
            steps.append(isObject ? name(at: value, in: document) : "[\(position)]")
            holder = value
        }
        return steps
    }
}

extension FieldKind {
    /// The tag of a variant and its codes.
    fileprivate var choices: (tag: String, codes: [String]) {
        guard case .variant(let tag, let variants) = self else { return ("", []) }
        return (tag, variants.map(\.code))
    }

    fileprivate func refusal(ofCode value: JSONValue) -> VocabularyViolation {
        guard case .code(let list) = self, let text = value.string else {
            return VocabularyViolation(.value, at: "", expected: phrase, found: value.excerpt)
        }
        return list.refusal(of: text)
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
