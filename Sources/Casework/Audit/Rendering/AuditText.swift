internal import LedgerCrypto
internal import LedgerFormat

/// How much of the timeline a text shows.
public enum TimelineDetail: String, CaseIterable, Sendable {
    /// Casework as counts of each day, everything else in full.
    case brief
    /// Every statement.
    case all
}

extension LedgerAudit {
    /// For whom an audit is, in every form in which it is written.
    static let audience =
        "For the parties and their auditors only: numbers this small can point to a child."

    /// The whole audit for people: the summary first, then what it rests on.
    public func text(_ format: PageFormat = .text, timeline detail: TimelineDetail = .brief) -> String {
        var text = AuditText(self, format)
        text.addSummary()
        text.addLedgers()
        text.addFindings()
        text.addCounts()
        text.addFacts()
        text.addObligations()
        text.addDisputes()
        text.addTimeline(detail)
        text.addGaps()
        return text.page.text
    }
}

/// Writes an audit, section by section. A list never grows without bound: what is left out is counted, and
/// JSON has all of it.
struct AuditText {
    let audit: LedgerAudit
    var page: Page

    /// How many lines of one list a text shows, and how many statements of one line.
    static let linesMax = 20
    static let factsMax = 100
    static let referencesMax = 6

    init(_ audit: LedgerAudit, _ format: PageFormat) {
        self.audit = audit
        page = Page(format)
    }

    var evidence: Evidence { audit.evidence }

    /// `(us-office#12, ru-office#4, and 3 more)`; nothing for no statement.
    func list(_ references: [StatementReference]) -> String {
        guard !references.isEmpty else { return "" }
        let shown = references.prefix(AuditText.referencesMax).map { evidence.names[$0] }
        let rest = references.count - shown.count
        return " (" + (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ") + ")"
    }

    /// Says how many lines of a list are left out.
    mutating func addRest(_ count: Int, of shown: Int, indent: Int = 2) {
        if count > shown { page.add("and \(count - shown) more; --json lists all", indent: indent) }
    }

    // MARK: Findings, obligations, disputes

    mutating func addFindings() {
        page.title("Findings", count: audit.findings.count)
        for code in AuditFindingCode.all {
            let findings = audit.findings.filter { $0.code == code }
            guard !findings.isEmpty else { continue }
            page.add("\(code) (\(findings.count)): \(code.meaning)")
            for finding in findings.prefix(AuditText.linesMax) {
                page.add("\(finding.sentence)\(list(finding.restsOn))", indent: 6)
            }
            addRest(findings.count, of: AuditText.linesMax, indent: 6)
            page.add("Next: \(code.advice)", indent: 6)
        }
    }

    mutating func addObligations() {
        let owed = audit.obligations.filter(\.kind.isOwed)
        page.title("Open obligations", count: owed.count)
        for kind in ObligationKind.allCases where kind.isOwed { add(kind) }
        for kind in ObligationKind.allCases where !kind.isOwed {
            page.title(kind.title, count: audit.obligations.count { $0.kind == kind })
            add(kind)
        }
    }

    private mutating func add(_ kind: ObligationKind) {
        let open = audit.obligations.filter { $0.kind == kind }
        guard !open.isEmpty else { return }
        if kind.isOwed { page.add("\(kind.title) (\(open.count))") }
        let indent = kind.isOwed ? 6 : 2
        for obligation in open.prefix(AuditText.linesMax) {
            let holds = obligation.isExplained ? list(obligation.explainedBy) : ""
            page.add("\(obligation.sentence)\(holds)\(list(obligation.restsOn))", indent: indent)
        }
        addRest(open.count, of: AuditText.linesMax, indent: indent)
    }

    mutating func addDisputes() {
        page.title("Disputes", count: audit.disputes.count)
        for state in audit.disputes.prefix(AuditText.factsMax) {
            let against = state.against.isEmpty ? "a ledger that is not at hand" : state.against.listed
            let places = state.contests.map { target in
                evidence.statement(target.event).map { evidence.names[$0.reference] }
                    ?? "\(evidence.names[target.ledger]) event \(LedgerNames.short(target.event))"
            }
            page.add(
                "\(state.dispute.time.text)  \(state.raisedBy) contests \(places.listed) of \(against), on the "
                    + "ground of \(state.ground.words)\(list([state.dispute.reference]))")
            page.add("\(state.progress.rawValue): \(state.effectInWords)", indent: 6)
            if !state.answers.isEmpty { page.add("answered\(list(state.answers))", indent: 6) }
            if !state.settlements.isEmpty { page.add("settled\(list(state.settlements))", indent: 6) }
            if !state.withoutEffect.isEmpty {
                page.add(
                    "called settled by somebody who cannot settle it alone, which changes nothing"
                        + list(state.withoutEffect), indent: 6)
            }
        }
        addRest(audit.disputes.count, of: AuditText.factsMax)
    }
}
