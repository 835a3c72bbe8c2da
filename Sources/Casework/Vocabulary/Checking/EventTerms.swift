internal import LedgerFormat

/// What an event of one type must be beyond its members: to what it refers, what its subject is, who states it
/// and how that is known. Spelt out once from the type, in words that bytes are compared with.
struct EventTerms: Sendable {
    /// The members of an event that the terms speak of.
    struct Found {
        var refs: JSONPlace?
        var despite: JSONPlace?
        var sealed: JSONPlace?
        var isFirstHand = true
    }

    /// What is wrong with the references of an event.
    enum Miscount {
        /// Too few or too many of the rel at that place in ``EventType/referenceTotals``.
        case total(Int, found: Int)
        /// The reference at that position has a rel that the type does not have.
        case unknown(Int, rel: JSONPlace)
    }

    /// The rules of one rel, whose counts are added up.
    private struct Total {
        let rel: Int
        let rules: Range<Int>
    }

    private struct Rule {
        let count: ClosedRange<Int>
        /// The code under `despite` that excuses what is missing.
        let excuse: Int?
    }

    /// More rels than any type has; what would stand beyond is refused.
    private static let relsMax = 32

    private let words: WordTable
    private let refs, despite, sealed, knowledge, firstHand, rel, party: Int
    private let totals: [Total]
    private let rules: [Rule]
    private let subjectKinds: Range<Int>
    private let needsSubject: Bool
    private let statedBy: Range<Int>
    /// The members that name who knows it first hand.
    private let knowers: Range<Int>
    private let knowingRoles: Range<Int>
    private let knowingRel: Int?

    init(
        references: [ReferenceRule], rels: [String], subject: SubjectRule, statedBy: Set<String>,
        firstHand rule: FirstHandRule?
    ) {
        var words = WordTable()
        refs = words.append("refs")
        despite = words.append("despite")
        sealed = words.append("sealed")
        knowledge = words.append("knowledge")
        firstHand = words.append("first_hand")
        rel = words.append("rel")
        party = words.append("party")
        var rules: [Rule] = []
        totals = rels.map { rel in
            let first = rules.count
            for rule in references where rule.rel == rel {
                rules.append(
                    Rule(count: rule.count, excuse: rule.unlessDespite.map { words.append($0.rawValue) }))
            }
            return Total(rel: words.append(rel), rules: first..<rules.count)
        }
        self.rules = rules
        subjectKinds = words.append(subject.kinds)
        needsSubject = if case .required = subject { true } else { false }
        self.statedBy = words.append(statedBy)
        knowers = words.append(rule?.fields ?? [])
        knowingRoles = words.append(rule?.orRoles ?? [])
        knowingRel = rule?.orRolesNeed.map { words.append($0) }
        self.words = words
    }

    /// The members of `data` that the terms speak of, found in one walk.
    func found(in data: JSONPlace, of document: CanonicalJSON) -> Found {
        var found = Found()
        let end = document.end(of: data)
        var value = data.following
        while value < end {
            let key = document.nameKey(at: value)
            if words.matches(refs, key, in: document) {
                found.refs = value
            } else if words.matches(despite, key, in: document) {
                found.despite = value
            } else if words.matches(sealed, key, in: document) {
                found.sealed = value
            } else if words.matches(knowledge, key, in: document) {
                found.isFirstHand = words.isWord(firstHand, at: value, in: document)
            }
            value = document.end(of: value)
        }
        return found
    }

    /// The first rel of which there are too few or too many, or that the type does not have.
    func miscount(_ found: Found, of document: CanonicalJSON) -> Miscount? {
        var counts = InlineArray<32, Int>(repeating: 0)
        var unknown: Miscount?
        if let refs = found.refs {
            let end = document.end(of: refs)
            var reference = refs.following
            var position = 0
            while reference < end {
                if let named = words.member(rel, of: reference, in: document) {
                    if let total = total(of: named, in: document) {
                        counts[total] += 1
                    } else if unknown == nil {
                        unknown = .unknown(position, rel: named)
                    }
                }
                reference = document.end(of: reference)
                position += 1
            }
        }
        for total in totals.indices {
            let count = total < EventTerms.relsMax ? counts[total] : 0
            if !range(of: totals[total], found.despite, document).contains(count) {
                return .total(total, found: count)
            }
        }
        return unknown
    }

    private func total(of rel: JSONPlace, in document: CanonicalJSON) -> Int? {
        guard let key = document.textKey(at: rel) else { return nil }
        for total in 0..<min(totals.count, EventTerms.relsMax)
        where words.matches(totals[total].rel, key, in: document) {
            return total
        }
        return nil
    }

    private func range(of total: Total, _ despite: JSONPlace?, _ document: CanonicalJSON) -> ClosedRange<Int> {
        var (least, most) = (0, 0)
        for rule in total.rules {
            most += rules[rule].count.upperBound
            if rules[rule].count.lowerBound == 0 { continue }
            if let despite, let excuse = rules[rule].excuse, holds(despite, excuse, in: document) { continue }
            least += rules[rule].count.lowerBound
        }
        return least...most
    }

    /// Whether the word stands in a list.
    private func holds(_ list: JSONPlace, _ word: Int, in document: CanonicalJSON) -> Bool {
        let end = document.end(of: list)
        var element = list.following
        while element < end {
            if words.isWord(word, at: element, in: document) { return true }
            element = document.end(of: element)
        }
        return false
    }

    /// Whether an event of the type may have this subject, or none.
    func allows(_ subject: Subject?) -> Bool {
        guard let subject else { return !needsSubject }
        return words.contains(subject.kind, among: subjectKinds)
    }

    /// The same of an event, whose subject is not made for it.
    func allowsSubject(of event: Event) -> Bool {
        guard let subject = event.subjectKey else { return !needsSubject }
        return words.position(of: subject.kind, in: event.value.source, among: subjectKinds) != nil
    }

    /// Whether one who acts in these roles may state it.
    func entitles(_ roles: [String]) -> Bool {
        statedBy.isEmpty || roles.contains { words.contains($0, among: statedBy) }
    }

    /// Whether the author is one who can know it first hand, where it is stated so.
    func knowsFirstHand(
        _ source: () -> PartyID, _ roles: [String], in data: JSONPlace, _ found: Found,
        of document: CanonicalJSON
    ) -> Bool {
        if knowers.isEmpty && knowingRoles.isEmpty { return true }
        let mayByRole = knowingRel.map { refers($0, found.refs, in: document) } ?? true
        if mayByRole, roles.contains(where: { words.contains($0, among: knowingRoles) }) { return true }
        let source = source()
        return knowers.contains { field in
            words.member(field, of: data, in: document).map { names(source, at: $0, in: document) } ?? false
        }
    }

    private func refers(_ word: Int, _ refs: JSONPlace?, in document: CanonicalJSON) -> Bool {
        guard let refs else { return false }
        let end = document.end(of: refs)
        var reference = refs.following
        while reference < end {
            if let named = words.member(rel, of: reference, in: document),
                words.isWord(word, at: named, in: document)
            {
                return true
            }
            reference = document.end(of: reference)
        }
        return false
    }

    /// Whether a party, a set of parties, or objects with a member `party` name that one.
    private func names(_ source: PartyID, at value: JSONPlace, in document: CanonicalJSON) -> Bool {
        switch document.kind(at: value) {
        case .string: return document.value(at: value).isString(source.description)
        case .array:
            let end = document.end(of: value)
            var element = value.following
            while element < end {
                if names(source, at: element, in: document) { return true }
                element = document.end(of: element)
            }
            return false
        case .object:
            return words.member(party, of: value, in: document).map {
                document.value(at: $0).isString(source.description)
            } ?? false
        case .integer, .boolean: return false
        }
    }
}
