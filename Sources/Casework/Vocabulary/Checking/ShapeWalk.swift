internal import LedgerFormat

/// One value held against a shape: the single place that decides whether it is what the fields ask for.
///
/// It goes through the document by places and answers with a place, so that what conforms costs neither memory
/// nor a counted reference; the words for what does not are found afterwards (``ShapeRefusal``).
struct ShapeWalk {
    let shape: Shape
    let document: CanonicalJSON
    private let bytes: [UInt8]

    init(_ shape: Shape, _ document: CanonicalJSON) {
        self.shape = shape
        self.document = document
        bytes = document.bytes
    }

    /// The first thing wrong with the value; nil where it is of the shape.
    func refusal(of value: JSONPlace) -> ShapeRefusal? { refusal(of: value, by: shape.root) }

    /// The same of a value that is held against one of the rules.
    func refusal(of value: JSONPlace, by rule: Int) -> ShapeRefusal? {
        switch shape.rules[rule] {
        case .code(let words): holds(value, oneOf: words) ? nil : ShapeRefusal(value, .code(rule: rule))
        case .object(let members): refusal(ofMembersOf: value, against: members, besides: nil)
        case .variant(let tag, let choices): refusal(of: value, tag, choices, rule)
        case .list(let element, let max): refusal(ofElementsOf: value, element, max, rule, isSet: false)
        case .set(let element, let max): refusal(ofElementsOf: value, element, max, rule, isSet: true)
        case let single: holds(value, single, rule) ? nil : ShapeRefusal(value, .kind(rule: rule))
        }
    }

    /// Whether a single value, no code, is of this kind.
    private func holds(_ value: JSONPlace, _ single: Shape.Rule, _ rule: Int) -> Bool {
        switch single {
        case .word(let words): holds(value, oneOf: words)
        case .party: document.isPartyID(at: value)
        case .occurred: document.occurred(at: value) != nil
        case .day: document.occurred(at: value).map { $0.precision == .day && !$0.isInterval } ?? false
        case .flag: document.kind(at: value) == .boolean
        case .digest: document.digest(at: value) != nil
        case .reference: document.eventID(at: value) != nil
        case .count(let range): document.value(at: value).integer.map(range.contains) ?? false
        case .seldom: shape.kinds[rule].holds(document.value(at: value))
        case .code, .object, .variant, .list, .set: false
        }
    }

    private func holds(_ value: JSONPlace, oneOf words: Range<Int>) -> Bool {
        guard let key = document.textKey(at: value) else { return false }
        return shape.words.position(of: key, in: document, among: words) != nil
    }

    /// Both the names in an object and the fields ascend, so each is looked at once.
    private func refusal(
        ofMembersOf object: JSONPlace, against members: Range<Int>, besides tag: Int?
    ) -> ShapeRefusal? {
        guard document.kind(at: object) == .object else { return ShapeRefusal(object, .notAnObject) }
        let end = document.end(of: object)
        var place = object.following
        var next = members.lowerBound
        while place < end {
            let value = place
            place = document.end(of: value)
            let key = document.nameKey(at: value)
            if let tag, shape.words.matches(tag, key, in: document) { continue }
            var matching = next
            while matching < members.upperBound,
                !shape.words.matches(shape.members[matching].name, key, in: document)
            {
                matching += 1
            }
            guard matching < members.upperBound else {
                return ShapeRefusal(object, .surplus(value, among: members))
            }
            if let absence = absence(in: object, of: next..<matching, members, tag) { return absence }
            if let refusal = refusal(of: value, by: shape.members[matching].rule) { return refusal }
            next = matching + 1
        }
        return absence(in: object, of: next..<members.upperBound, members, tag)
    }

    /// A misspelt name looks like one member missing and another too many; the second says more.
    private func absence(
        in object: JSONPlace, of passed: Range<Int>, _ members: Range<Int>, _ tag: Int?
    ) -> ShapeRefusal? {
        for member in passed where shape.members[member].isRequired {
            let end = document.end(of: object)
            var place = object.following
            while place < end {
                let key = document.nameKey(at: place)
                let isKnown =
                    tag.map { shape.words.matches($0, key, in: document) } ?? false
                    || members.contains { shape.words.matches(shape.members[$0].name, key, in: document) }
                if !isKnown { return ShapeRefusal(object, .surplus(place, among: members)) }
                place = document.end(of: place)
            }
            return ShapeRefusal(object, .absent(member: member))
        }
        return nil
    }

    private func refusal(of value: JSONPlace, _ tag: Int, _ choices: Range<Int>, _ rule: Int) -> ShapeRefusal? {
        guard document.kind(at: value) == .object else { return ShapeRefusal(value, .notAnObject) }
        guard let chosen = shape.words.member(tag, of: value, in: document) else {
            return ShapeRefusal(value, .noChoice(rule: rule))
        }
        if let key = document.textKey(at: chosen) {
            for choice in choices where shape.words.matches(shape.choices[choice].code, key, in: document) {
                return refusal(ofMembersOf: value, against: shape.choices[choice].members, besides: tag)
            }
        }
        return ShapeRefusal(value, .unknownChoice(chosen, rule: rule))
    }

    private func refusal(
        ofElementsOf value: JSONPlace, _ element: Int, _ max: Int, _ rule: Int, isSet: Bool
    ) -> ShapeRefusal? {
        guard document.kind(at: value) == .array else { return ShapeRefusal(value, .kind(rule: rule)) }
        let end = document.end(of: value)
        var place = value.following
        var count = 0
        var before: Range<Int>?
        while place < end {
            if let refusal = refusal(of: place, by: element) { return refusal }
            let range = document.range(at: place)
            if isSet, let before, !precedes(before, range) { return ShapeRefusal(place, .kind(rule: rule)) }
            before = range
            count += 1
            place = document.end(of: place)
        }
        return (1...max).contains(count) ? nil : ShapeRefusal(value, .count(count, rule: rule))
    }

    private func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        let bytes = bytes.span
        for offset in 0..<min(left.count, right.count) {
            let (one, other) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if one != other { return one < other }
        }
        return left.count < right.count
    }
}
