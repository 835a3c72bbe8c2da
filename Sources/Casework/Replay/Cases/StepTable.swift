internal import LedgerFormat

/// What events of casework establish, spelt out from ``CaseStepRule/table`` in words and numbers, so that a
/// million events are read without a text being made of them.
final class StepTable: Sendable {
    enum Condition: Sendable {
        /// The member holds the code.
        case `is`(member: Int, word: Int)
        case isNot(member: Int, word: Int)
        /// The set holds the code.
        case holds(member: Int, word: Int)
        case same(Int, Int)
        case differ(Int, Int)
    }

    /// What is kept of an event; lists are places in ``StepTable/lists``.
    enum Kept: Sendable {
        case nothing
        case journey
        case country(code: Int, list: Int)
        case code(Int, list: Int)
        case cause
    }

    struct Rule: Sendable {
        let step: CaseStep
        let conditions: Range<Int>
        let kept: Kept
    }

    /// The members that are read of every event.
    struct Members: Sendable {
        let basis, despite, giver, knowledge, occurred, refs: Int
        let country, from, to: Int
        let circumstance, configuration, characterisation: Int
    }

    /// What is told apart in references.
    struct Rels: Sendable {
        let event, ledger, rel: Int
        let corrects, fulfils, ends: Int
    }

    let words: WordTable
    /// The names of members are the first words; the place of a name is its slot in ``StepReading``.
    let names: Range<Int>
    let members: Members
    let rels: Rels
    let conditions: [Condition]
    let rules: [Rule]
    let lists: [CodeList]
    /// The rules of each type, by its name in an event.
    let rulesByType: [String: Range<Int>]
    /// What every event may say besides its own step, and what is left where no rule holds.
    let basis, mention: Int

    static let shared = StepTable()

    private init() {
        var maker = StepTableMaker(CaseStepRule.table + [.basis, .mention])
        (names, members, rels) = (maker.names, maker.members, maker.rels)
        let byType = Dictionary(grouping: CaseStepRule.table, by: \.event)
        rulesByType = Dictionary(
            uniqueKeysWithValues: byType.map { (Vocabulary.typePrefix + $0, maker.add($1)) })
        (basis, mention) = (maker.add([.basis]).lowerBound, maker.add([.mention]).lowerBound)
        (words, conditions, rules, lists) = (maker.words, maker.conditions, maker.rules, maker.lists)
    }
}

private struct StepTableMaker {
    var words = WordTable()
    let names: Range<Int>
    let members: StepTable.Members
    let rels: StepTable.Rels
    var conditions: [StepTable.Condition] = []
    var rules: [StepTable.Rule] = []
    var lists: [CodeList] = []
    private let slots: [String: Int]

    init(_ table: [CaseStepRule]) {
        let own = [
            "basis", "despite", "giver", "knowledge", "occurred", "refs", "country", "from", "to",
            "circumstance",
            "configuration", "characterisation",
        ]
        let all = WordTable.sorted(Set(own + table.flatMap(\.memberNames)), by: \.self)
        names = words.append(all)
        let slots = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
        self.slots = slots
        func slot(_ name: String) -> Int { slots[name] ?? -1 }
        members = StepTable.Members(
            basis: slot("basis"), despite: slot("despite"), giver: slot("giver"), knowledge: slot("knowledge"),
            occurred: slot("occurred"), refs: slot("refs"), country: slot("country"), from: slot("from"),
            to: slot("to"), circumstance: slot("circumstance"), configuration: slot("configuration"),
            characterisation: slot("characterisation"))
        rels = StepTable.Rels(
            event: words.append("event"), ledger: words.append("ledger"), rel: words.append("rel"),
            corrects: words.append("corrects"), fulfils: words.append("fulfils"), ends: words.append("ends"))
    }

    mutating func add(_ added: [CaseStepRule]) -> Range<Int> {
        let first = rules.count
        for rule in added {
            let start = conditions.count
            for condition in rule.conditions { conditions.append(made(of: condition)) }
            rules.append(
                StepTable.Rule(
                    step: rule.step, conditions: start..<conditions.count, kept: made(of: rule.kept)))
        }
        return first..<rules.count
    }

    private mutating func made(of condition: CaseStepRule.Condition) -> StepTable.Condition {
        switch condition {
        case .is(let name, let code): .is(member: slot(name), word: words.append(code))
        case .isNot(let name, let code): .isNot(member: slot(name), word: words.append(code))
        case .holds(let name, let code): .holds(member: slot(name), word: words.append(code))
        case .same(let one, let other): .same(slot(one), slot(other))
        case .differ(let one, let other): .differ(slot(one), slot(other))
        }
    }

    private mutating func made(of kept: CaseStepRule.Kept) -> StepTable.Kept {
        switch kept {
        case .nothing: return .nothing
        case .journey: return .journey
        case .cause: return .cause
        case .country(let name, let list):
            lists.append(list)
            return .country(code: slot(name), list: lists.count - 1)
        case .code(let name, let list):
            lists.append(list)
            return .code(slot(name), list: lists.count - 1)
        }
    }

    private func slot(_ name: String) -> Int { slots[name] ?? -1 }
}

extension CaseStepRule {
    /// The members that the rule asks for or keeps.
    fileprivate var memberNames: [String] {
        let asked = conditions.flatMap { condition in
            switch condition {
            case .is(let name, _), .isNot(let name, _), .holds(let name, _): [name]
            case .same(let one, let other), .differ(let one, let other): [one, other]
            }
        }
        return switch kept {
        case .country(let name, _), .code(let name, _): asked + [name]
        case .nothing, .journey, .cause: asked
        }
    }
}
