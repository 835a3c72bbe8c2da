internal import LedgerCrypto
internal import LedgerFormat

/// One event of casework, with the places of the members that ``StepTable`` asks for: found in one walk.
struct StepReading {
    private let table: StepTable
    private let document: CanonicalJSON
    private let event: Event
    /// The places of the members; that of the object which has them, for one that is not there.
    private var places: InlineArray<32, JSONPlace>
    private let absent: JSONPlace

    /// How many members there is room for; the table has fewer.
    static let membersMax = 32

    init(_ event: Event, _ table: StepTable) {
        (self.event, self.table) = (event, table)
        let data = event.data
        (document, absent) = (data.source, data.place)
        places = InlineArray(repeating: absent)
        let end = document.end(of: absent)
        var value = absent.following
        while value < end {
            if let slot = table.words.position(
                of: document.nameKey(at: value), in: document, among: table.names),
                slot < StepReading.membersMax
            {
                places[slot] = value
            }
            value = document.end(of: value)
        }
    }

    private subscript(_ slot: Int) -> JSONPlace? {
        guard (0..<StepReading.membersMax).contains(slot), places[slot] != absent else { return nil }
        return places[slot]
    }

    // MARK: Rules

    /// Whether the event meets the conditions of a rule.
    func holds(_ rule: StepTable.Rule) -> Bool {
        for condition in rule.conditions where !holds(table.conditions[condition]) { return false }
        return true
    }

    /// Whether it names a legal basis of its own.
    var namesBasis: Bool { self[table.members.basis] != nil && holds(table.rules[table.basis]) }

    private func holds(_ condition: StepTable.Condition) -> Bool {
        switch condition {
        case .is(let member, let word): isWord(member, word)
        case .isNot(let member, let word): !isWord(member, word)
        case .holds(let member, let word): holds(member, word)
        case .same(let one, let other): areSame(one, other)
        case .differ(let one, let other): !areSame(one, other)
        }
    }

    private func isWord(_ member: Int, _ word: Int) -> Bool {
        self[member].map { table.words.isWord(word, at: $0, in: document) } ?? false
    }

    private func holds(_ member: Int, _ word: Int) -> Bool {
        guard let list = self[member], document.kind(at: list) == .array else { return false }
        let end = document.end(of: list)
        var element = list.following
        while element < end {
            if table.words.isWord(word, at: element, in: document) { return true }
            element = document.end(of: element)
        }
        return false
    }

    private func areSame(_ one: Int, _ other: Int) -> Bool {
        guard let one = self[one], let other = self[other] else { return false }
        return document.bytes[document.range(at: one)] == document.bytes[document.range(at: other)]
    }

    // MARK: What is kept

    var time: StatedTime {
        StatedTime(
            recorded: event.time, occurred: self[table.members.occurred].flatMap { document.occurred(at: $0) })
    }

    var knowledge: Knowledge {
        self[table.members.knowledge].map { Knowledge(at: $0, in: document) } ?? .firstHand
    }

    /// From whom a child was taken over.
    var giver: PartyID? {
        self[table.members.giver].flatMap { document.value(at: $0).string }.flatMap { PartyID($0) }
    }

    /// The irregularities that the event says of itself, as bits.
    var despite: UInt32 {
        guard let list = self[table.members.despite], document.kind(at: list) == .array else { return 0 }
        var bits: UInt32 = 0
        let end = document.end(of: list)
        var element = list.following
        while element < end {
            let number = CodeList.irregularity.number(at: element, in: document)
            if number > 0 { bits |= 1 << (number - 1) }
            element = document.end(of: element)
        }
        return bits
    }

    var direction: Direction? {
        guard let from = country(table.members.from), let to = country(table.members.to) else { return nil }
        return Direction(from: from, to: to)
    }

    /// The step that a rule makes of the event.
    func step(
        by rule: StepTable.Rule, index: Int, time: StatedTime, knowledge: Knowledge, giver: Int32,
        despite: UInt32
    ) -> RecordedStep {
        var direction: Direction?
        var country: Country?
        var codes: (UInt8, UInt8, UInt8) = (0, 0, 0)
        switch rule.kept {
        case .nothing: break
        case .journey: direction = self.direction
        case .country(let member, let list):
            country = self.country(table.members.country)
            codes.0 = number(member, table.lists[list])
        case .code(let member, let list): codes.0 = number(member, table.lists[list])
        case .cause:
            codes = (
                number(table.members.circumstance, .circumstance),
                number(table.members.configuration, .configuration),
                number(table.members.characterisation, .characterisation)
            )
        }
        return RecordedStep(
            event: event.hash, time: time, index: Int32(truncatingIfNeeded: index), step: rule.step,
            knowledge: knowledge, direction: direction, country: country, codes: codes, giver: giver,
            despite: despite)
    }

    private func number(_ member: Int, _ list: CodeList) -> UInt8 {
        self[member].map { list.number(at: $0, in: document) } ?? 0
    }

    private func country(_ member: Int) -> Country? {
        guard let text = self[member].flatMap({ document.plainText(at: $0) }), text.count == 2 else {
            return nil
        }
        let bytes = document.bytes
        return Country(bytes[text.lowerBound], bytes[text.lowerBound + 1])
    }

    // MARK: References

    /// Those references to the own ledger that change what is known of their targets, and all to others, unless
    /// all are wanted: the others of a case are as many as its statements, and nobody asks for them.
    func refs(of own: SHA256Digest, keepingOwn: Bool) -> [EventReference] {
        guard let refs = self[table.members.refs], document.kind(at: refs) == .array else { return [] }
        var kept: [EventReference] = []
        let (words, rels) = (table.words, table.rels)
        let end = document.end(of: refs)
        var element = refs.following
        while element < end {
            var (event, ledger, named): (JSONPlace?, JSONPlace?, JSONPlace?)
            let next = document.end(of: element)
            var member = element.following
            while member < next {
                let key = document.nameKey(at: member)
                if words.matches(rels.event, key, in: document) {
                    event = member
                } else if words.matches(rels.rel, key, in: document) {
                    named = member
                } else if words.matches(rels.ledger, key, in: document) {
                    ledger = member
                }
                member = document.end(of: member)
            }
            element = next
            guard let rel = named, let event,
                keepingOwn || ledger != nil || words.isWord(rels.corrects, at: rel, in: document)
                    || words.isWord(rels.fulfils, at: rel, in: document)
                    || words.isWord(rels.ends, at: rel, in: document),
                let hash = document.digest(at: event), let name = document.value(at: rel).string
            else { continue }
            kept.append(
                EventReference(
                    rel: name, ledger: ledger.flatMap { document.digest(at: $0) } ?? own, event: hash))
        }
        return kept
    }
}
