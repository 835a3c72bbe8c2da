internal import LedgerCrypto

/// Holds figures against the evidence: counts, existence, sums, inclusions, and who stated it.
struct FigureEvaluation {
    let selector: FactSelector
    let level: EvidenceLevel

    private var evidence: Evidence { selector.evidence }
    /// Whether nothing can be missing that would raise a number.
    private var isComplete: Bool { selector.isComplete }

    // MARK: Counts

    func count(_ figure: Figure) -> StatementOutcome {
        outcome(of: figure.selection, figure.comparison, figure.number)
    }

    func exists(_ selection: EventSelection) -> StatementOutcome { outcome(of: selection, .ge, 1) }

    private func outcome(of selection: EventSelection, _ comparison: ClaimStatement.Comparison, _ number: Int)
        -> StatementOutcome
    {
        let selected = selector.select(selection, at: level)
        let range = range(of: selected, selection.unit)
        let verdict = range.verdict(comparison, number)
        let isSettled = verdict == .holds || (verdict == .fails && range.agreed > number)
        return StatementOutcome(
            verdict, reason(selected, range, selection), range: range,
            restsOn: references(of: isSettled ? selected.sure : selected.all, selection))
    }

    /// How many there are for sure and at most. What is not at hand may raise the number and never lowers it.
    func range(of selected: FactSelector.Selected, _ unit: EventSelection.Unit) -> CountRange {
        let isBounded = isComplete && selected.isSpokenOf
        return switch unit {
        case .event:
            CountRange(agreed: selected.sure.count, atMost: isBounded ? selected.all.count : nil)
        case .person:
            CountRange(
                agreed: leastPersons(persons(selected.sure)),
                atMost: isBounded ? mostPersons(persons(selected.all)) : nil)
        }
    }

    func persons(_ facts: [Int]) -> Set<Int> { Set(facts.compactMap { evidence.facts[$0].person }) }

    /// How many different children they are at least. One ledger has one case for one child; two cases of two
    /// ledgers that nobody linked may be one child's.
    private func leastPersons(_ persons: Set<Int>) -> Int {
        var counts: [SHA256Digest: Int] = [:]
        for person in persons {
            for ledger in Set(evidence.state.cases[person].members.map(\.first.ledger)) {
                counts[ledger, default: 0] += 1
            }
        }
        return counts.values.max() ?? 0
    }

    /// How many different children they are at most, as an audit counts them.
    private func mostPersons(_ persons: Set<Int>) -> Int {
        persons.reduce(0) { $0 + evidence.state.cases[$1].personsAtMost }
    }

    private func reason(_ selected: FactSelector.Selected, _ range: CountRange, _ selection: EventSelection)
        -> String
    {
        var parts = ["\(range.agreed) \(range.agreed == 1 ? "is" : "are") sure"]
        for (doubt, count) in selected.doubts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            parts.append(doubt.phrase(count))
        }
        let sure = persons(selected.sure).count
        if selection.unit == .person, sure > range.agreed {
            parts.append("\(sure) cases may be of fewer children, since nobody linked them")
        }
        if !selected.isSpokenOf {
            parts.append("no ledger at hand speaks of such events")
        } else if !isComplete {
            parts.append("what is not at hand may add to it")
        }
        return parts.joined(separator: "; ")
    }

    // MARK: Relations

    func sum(_ parts: [Figure], _ whole: Figure) -> StatementOutcome {
        let selected = parts.map { selector.select($0.selection, at: level) }
        let total = selector.select(whole.selection, at: level)
        let ranges = zip(parts, selected).map { range(of: $1, $0.selection.unit) }
        let all = range(of: total, whole.selection.unit)
        let sum = ranges.reduce(CountRange(agreed: 0, atMost: 0), +)
        let words = ranges.map(\.phrase).joined(separator: " and ") + " make \(all.phrase)"
        let references = references(of: total.sure, whole.selection)
        if let twice = overlap(of: parts, selected) {
            return StatementOutcome(
                .fails, "\(twice) counted in more than one part", restsOn: references)
        }
        if let exact = sum.exact, exact == all.exact {
            return StatementOutcome(.holds, words, restsOn: references)
        }
        return StatementOutcome(
            sum.overlaps(all) ? .undetermined : .fails,
            sum.overlaps(all)
                ? "\(words), as far as it is known"
                : "\(ranges.map(\.phrase).joined(separator: " and ")) do not make \(all.phrase)",
            restsOn: references)
    }

    /// Children who are in two parts for sure: `2 children are`.
    private func overlap(of parts: [Figure], _ selected: [FactSelector.Selected]) -> String? {
        guard parts.allSatisfy({ $0.selection.unit == .person }) else { return nil }
        var seen: Set<Int> = []
        var twice: Set<Int> = []
        for part in selected {
            let persons = persons(part.sure)
            twice.formUnion(seen.intersection(persons))
            seen.formUnion(persons)
        }
        return twice.isEmpty ? nil : twice.count == 1 ? "1 child is" : "\(twice.count) children are"
    }

    func subset(_ inner: EventSelection, _ outer: EventSelection) -> StatementOutcome {
        let (small, large) = (selector.select(inner, at: level), selector.select(outer, at: level))
        let isPersons = inner.unit == .person && outer.unit == .person
        let keys = { (facts: [Int]) in isPersons ? persons(facts) : Set(facts) }
        let references = references(of: small.sure, inner) + references(of: large.sure, outer)
        let stray = keys(small.sure).subtracting(keys(large.all))
        if !stray.isEmpty {
            return StatementOutcome(
                isComplete ? .fails : .undetermined,
                "\(stray.count) of \(inner.statement) \(stray.count == 1 ? "is" : "are") not among "
                    + "\(outer.statement)"
                    + (isComplete ? "" : " by what is at hand"), restsOn: references)
        }
        guard !small.sure.isEmpty else {
            return StatementOutcome(
                .undetermined,
                "nothing is sure of "
                    + "\(inner.statement)", restsOn: references)
        }
        let open = keys(small.all).subtracting(keys(large.sure))
        if !open.isEmpty || !isComplete {
            let what =
                open.isEmpty
                ? "all that are at hand are among \(outer.statement); what is not at hand may add to it"
                : "\(open.count) of \(inner.statement) \(open.count == 1 ? "is" : "are") not among "
                    + "\(outer.statement) for sure"
            return StatementOutcome(.undetermined, what, restsOn: references)
        }
        return StatementOutcome(
            .holds, "all \(keys(small.all).count) of \(inner.statement) are among \(outer.statement)",
            restsOn: references)
    }

    /// References to the statements of facts, and to what the level asks for besides.
    func references(of facts: [Int], _ selection: EventSelection) -> [StatementReference] {
        facts.flatMap { number -> [StatementReference] in
            let fact = evidence.facts[number]
            let about = Set(
                selection.filter.values.filter { selection.ownMember(for: $0.member) == nil }.flatMap(
                    \.member.typesAboutChild))
            let child = fact.person.map { selector.facts(about: $0, of: about.sorted()) } ?? []
            return ([fact] + child).flatMap { references(of: $0) }
        }
    }

    private func references(of fact: Fact) -> [StatementReference] {
        switch level {
        case .asserted: fact.references
        case .bilateral: fact.references + fact.companions
        case .witnessed: fact.references + fact.companions + fact.witnesses
        }
    }
}

extension CountRange {
    /// Whether a number is so many, at least or at most so many.
    func verdict(_ comparison: ClaimStatement.Comparison, _ number: Int) -> ClaimVerdict {
        let isAbove = agreed > number
        let isBelow = atMost.map { $0 < number } ?? false
        switch comparison {
        case .eq: return exact == number ? .holds : isAbove || isBelow ? .fails : .undetermined
        case .ge: return agreed >= number ? .holds : isBelow ? .fails : .undetermined
        case .le:
            let isWithin = atMost.map { $0 <= number } ?? false
            return isWithin ? .holds : isAbove ? .fails : .undetermined
        }
    }
}
