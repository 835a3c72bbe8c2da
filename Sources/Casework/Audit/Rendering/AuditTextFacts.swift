internal import LedgerFormat

/// Facts side by side, counts, and the timeline of all ledgers.
extension AuditText {
    mutating func addCounts() {
        page.title("Counts")
        page.add(
            "Agreed is what both sides sign and nobody contests; at most is all that anybody states. The true "
                + "number lies between"
                + (audit.mayLackStatements ? ", or higher: more may have been stated than is at hand." : "."))
        let rows = audit.counts.filter { $0.atMost > 0 }.map { [$0.label, "\($0.agreed)", "\($0.atMost)"] }
        page.add(table: [["", "agreed", "at most"]] + rows)
        let none = audit.counts.filter { $0.atMost == 0 && $0.direction == nil }.map(\.label)
        if !none.isEmpty { page.add("Nobody states any: \(none.joined(separator: ", ")).") }
    }

    /// What stands side by side one by one, under a title each.
    private static let sections: [(title: String, types: Set<String>)] = [
        (
            "Letters",
            ["correspondence.issued", "correspondence.conveyed", "correspondence.received"]
        ),
        ("Contacts", ["contact.held"]),
        ("Channels and mandates", ["channel.opened", "channel.changed", "mandate.given", "mandate.ended"]),
        (
            "Information",
            [
                "information.requested", "information.shared", "information.received", "information.withheld",
                "report.issued",
            ]
        ),
        ("Undertakings and positions", ["undertaking.stated", "undertaking.fulfilled", "position.stated"]),
    ]

    /// The facts of one section; those about a child are casework.
    private func sideBySide(_ types: Set<String>) -> [Fact] {
        evidence.facts.filter { types.contains($0.type) && person(of: $0) == nil }
    }

    /// How many of the facts that stand side by side one by one are one side's word alone, and in no count.
    var uncountedAlone: Int {
        let counted = Set(CountInterval.counted.map(\.type))
        return AuditText.sections.reduce(0) { sum, section in
            sum + sideBySide(section.types.subtracting(counted)).count { $0.grade == .unilateral }
        }
    }

    mutating func addFacts() {
        let (sentence, grade) = (StatementSentence(evidence: evidence), GradeSentence(evidence: evidence))
        let order = Dictionary(
            audit.timeline.moments.enumerated().map { ($1.statement.reference.event, $0) },
            uniquingKeysWith: { first, _ in first })
        func place(_ fact: Fact) -> Int { fact.statements.first.flatMap { order[$0.reference.event] } ?? 0 }
        for (title, types) in AuditText.sections {
            let facts = sideBySide(types).sorted { place($0) < place($1) }
            page.title("\(title), side by side", count: facts.count)
            for fact in facts.prefix(AuditText.factsMax) {
                guard let statement = fact.statements.first else { continue }
                page.add("\(statement.time.text)  \(sentence.text(statement))")
                page.add(
                    "\(fact.grade.rawValue.words): \(grade.text(fact))\(list(fact.references + fact.companions))",
                    indent: 6)
            }
            addRest(facts.count, of: AuditText.factsMax)
        }
        addCasework()
    }

    // MARK: Casework

    /// One row a type; the steps of the journey and what follows, by direction.
    private mutating func addCasework() {
        let facts = evidence.facts.filter { fact in
            Vocabulary.current.type(named: fact.type).map {
                $0.family == .casework || $0.family == .information
            }
                ?? false
        }
        page.title("Casework, side by side", count: evidence.state.cases.count)
        guard !facts.isEmpty else { return }
        page.add(
            "Children by the soundest grade of each step. One: one side alone says so; ackn.: the other side has "
                + "its word; both: each signs it; witn.: besides, a neutral was there; foll.: and followed up. "
                + "What is contested is in the first two.")
        var best: [CaseworkRow: [Int: Grade]] = [:]
        for fact in facts {
            guard let person = person(of: fact) else { continue }
            let row = CaseworkRow(fact, evidence.state.cases[person])
            best[row, default: [:]][person] = max(best[row]?[person] ?? .unilateral, fact.grade)
        }
        let rows = best.sorted { $0.key < $1.key }.map { row, persons in
            [row.label] + Grade.allCases.map { grade in "\(persons.values.count { $0 == grade })" }
                + ["\(persons.count)"]
        }
        page.add(table: [["step", "one", "ackn.", "both", "witn.", "foll.", "all"]] + rows)
    }

    private struct CaseworkRow: Hashable, Comparable {
        let place: Int
        let type: String
        let direction: Direction?

        /// The types whose direction matters.
        private static let directed: Set<String> = [
            "custody.released", "custody.accepted", "border.crossed", "child.reunified",
        ]
        /// The order of the vocabulary, in which casework is written down.
        private static let order = Dictionary(
            Vocabulary.current.types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first }
        )

        init(_ fact: Fact, _ group: CaseGroup) {
            type = fact.type
            place = CaseworkRow.order[fact.type] ?? Int.max
            direction = CaseworkRow.directed.contains(fact.type) ? group.direction : nil
        }

        var label: String { direction.map { "\(type.typeWords), \($0)" } ?? type.typeWords }

        static func < (left: CaseworkRow, right: CaseworkRow) -> Bool {
            if left.place != right.place { return left.place < right.place }
            return (left.direction?.description ?? "") < (right.direction?.description ?? "")
        }
    }

    // MARK: Timeline

    mutating func addTimeline(_ detail: TimelineDetail) {
        let moments = audit.timeline.moments
        page.title("Timeline of all ledgers", count: moments.count)
        page.add(
            "Ordered by what refers to what, then by the times stated; a clock decides nothing against a reference."
                + (detail == .brief ? " Casework and counterparts noted are counted by day." : ""))
        let sentence = StatementSentence(evidence: evidence)
        var counted = DayCount()
        for moment in moments {
            let day = String(moment.earliest.description.prefix(10))
            if counted.day != day { flush(&counted, day) }
            if detail == .brief && isCounted(moment.statement) {
                counted.counts[moment.statement.type, default: 0] += 1
                continue
            }
            let statement = moment.statement
            let moved = moment.isMoved ? " [stated as earlier than what it refers to]" : ""
            let marks = statement.marks.words.map { " [\($0)]" }.joined()
            page.add(
                "\(statement.time.text)  \(sentence.text(statement))\(list([statement.reference]))\(marks)\(moved)"
            )
        }
        flush(&counted, "")
    }

    private struct DayCount {
        var day = ""
        var counts: [String: Int] = [:]
    }

    private mutating func flush(_ counted: inout DayCount, _ next: String) {
        if !counted.counts.isEmpty {
            let counts = counted.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key.typeWords)" }
            page.add("\(counted.day)  \(counts.joined(separator: ", "))")
        }
        counted = DayCount(day: next)
    }

    /// Casework is too much to read line by line, and says nothing of the parties' dealings, unless it is
    /// contested; which party names which is bookkeeping.
    private func isCounted(_ statement: Testimony) -> Bool {
        if statement.type.hasPrefix("dispute.") { return false }
        return statement.subject != nil || statement.type == Vocabulary.counterpartNoted
            || Vocabulary.current.type(named: statement.type)?.family == .casework
            || personSpokenOf(statement) != nil
    }

    /// The child's matter that a fact is about: its own, or that of what it acknowledges.
    private func person(of fact: Fact) -> Int? {
        fact.person ?? fact.statements.lazy.compactMap(personSpokenOf).first
    }

    /// The child's matter of what a receipt or an attestation speaks of.
    private func personSpokenOf(_ statement: Testimony) -> Int? {
        guard statement.type == "information.received" || statement.type == "attestation.made" else {
            return nil
        }
        return statement.refs.lazy.compactMap { evidence.fact(of: $0.event) }
            .compactMap { evidence.facts[$0].person }.first
    }
}
