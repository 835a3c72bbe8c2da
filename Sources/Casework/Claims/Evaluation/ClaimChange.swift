internal import LedgerCrypto
internal import LedgerFormat

/// What was recorded after a claim and changed what it is held against: cases that were found to be one, a
/// correction, a dispute. Erasures and compromised keys are named among the doubts of a verdict.
struct ClaimChange {
    private let evidence: Evidence
    private let late: [Testimony]

    init(_ evidence: Evidence, since claim: PublishedClaim) {
        self.evidence = evidence
        late = evidence.statements.filter { statement in
            guard statement.time.recorded > claim.uttered.latest else { return false }
            return statement.type == "case.merged"
                || statement.refs.contains { ClaimChange.ways.contains($0.rel) }
        }
    }

    /// The ways in which one statement can take from another.
    private static let ways = ["corrects", "disputes"]

    /// What came between, where the verdicts differ and something of it touches what they rest on; nil
    /// otherwise.
    func phrase(from then: StatementOutcome, to now: StatementOutcome) -> String? {
        guard then.verdict != now.verdict, !late.isEmpty else { return nil }
        let touched = Set((then.restsOn + now.restsOn).map(\.event))
        let cases = cases(of: touched)
        var words: Set<String> = []
        for statement in late {
            if statement.type == "case.merged", statement.subject.map(cases.contains) ?? false {
                words.insert("a merger of cases")
            }
            if statement.targets("corrects").contains(where: touched.contains) { words.insert("a correction") }
            if statement.targets("disputes").contains(where: touched.contains) { words.insert("a dispute") }
        }
        guard !words.isEmpty else { return nil }
        return "since the claim there was \(words.sorted().joined(separator: " and "))"
    }

    /// The cases of the children whom statements are about.
    private func cases(of events: Set<SHA256Digest>) -> Set<Subject> {
        let facts = evidence.facts.filter { fact in
            fact.statements.contains { events.contains($0.reference.event) }
        }
        let persons = Set(facts.compactMap(\.person))
        return Set(persons.flatMap { evidence.state.cases[$0].members.map(\.subject) })
    }
}
