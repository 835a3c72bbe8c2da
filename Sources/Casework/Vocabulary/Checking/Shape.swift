/// What may stand in an object or a value, spelt out once from its fields: flat tables of numbers, over which
/// ``ShapeWalk`` goes with a document.
///
/// The fields say what is allowed; a shape adds nothing to them.
final class Shape: Sendable {
    /// What a value must be. Ranges and numbers are places in the tables beside.
    enum Rule: Sendable {
        case code(words: Range<Int>)
        case word(Range<Int>)
        case party, occurred, day, flag, digest, reference
        case count(ClosedRange<Int>)
        case object(members: Range<Int>)
        case variant(tag: Int, choices: Range<Int>)
        case list(of: Int, max: Int)
        case set(of: Int, max: Int)
        /// A kind that few events have: it is asked itself.
        case seldom
    }

    struct Member: Sendable {
        let name: Int
        let rule: Int
        let isRequired: Bool
    }

    struct Choice: Sendable {
        let code: Int
        let members: Range<Int>
    }

    let words: WordTable
    let rules: [Rule]
    let members: [Member]
    let choices: [Choice]
    /// The kinds that ``rules`` were made of, and the fields of ``members``: for messages.
    let kinds: [FieldKind]
    let fields: [Field]
    /// The rule of the whole value.
    let root: Int

    init(_ kind: FieldKind) {
        var maker = ShapeMaker()
        root = maker.rule(for: kind)
        (words, rules, members, choices) = (maker.words, maker.rules, maker.members, maker.choices)
        (kinds, fields) = (maker.kinds, maker.fields)
    }

    /// The rule of a member of the whole value; nil where it is no object, or has no such member.
    func rule(ofMember name: String) -> Int? {
        guard case .object(let own) = rules[root] else { return nil }
        return own.first { fields[$0].name == name }.map { members[$0].rule }
    }
}

private struct ShapeMaker {
    var words = WordTable()
    var rules: [Shape.Rule] = []
    var kinds: [FieldKind] = []
    var members: [Shape.Member] = []
    var fields: [Field] = []
    var choices: [Shape.Choice] = []

    mutating func rule(for kind: FieldKind) -> Int {
        let rule = made(of: kind)
        rules.append(rule)
        kinds.append(kind)
        return rules.count - 1
    }

    private mutating func made(of kind: FieldKind) -> Shape.Rule {
        switch kind {
        case .code(let list): .code(words: words.append(list.codes.map(\.code)))
        case .country: .word(words.append(CountryCode.all))
        case .language: .word(words.append(LanguageCode.all))
        case .party: .party
        case .occurred: .occurred
        case .day: .day
        case .flag: .flag
        case .digest: .digest
        case .reference: .reference
        case .count(let range): .count(range)
        case .object(sorted: let fields): .object(members: members(for: fields))
        case .variant(let tag, let variants): .variant(tag: words.append(tag), choices: choices(for: variants))
        case .list(let element, let max): .list(of: rule(for: element), max: max)
        case .set(let element, let max): .set(of: rule(for: element), max: max)
        case .duration, .typeName, .memberName, .statementID, .statementReference, .organisationName: .seldom
        }
    }

    private mutating func members(for added: [Field]) -> Range<Int> {
        let made = added.map { field in
            Shape.Member(
                name: words.append(field.name), rule: rule(for: field.kind), isRequired: field.isRequired)
        }
        members += made
        fields += added
        return members.count - made.count..<members.count
    }

    private mutating func choices(for variants: [FieldKind.Variant]) -> Range<Int> {
        let made = variants.map { variant in
            Shape.Choice(code: words.append(variant.code), members: members(for: variant.fields))
        }
        choices += made
        return choices.count - made.count..<choices.count
    }
}
