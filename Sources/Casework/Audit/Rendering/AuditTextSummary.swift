internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// The summary for a mediator, the ledgers with what vouches for them, and what was not at hand.
extension AuditText {
    mutating func addSummary() {
        page.title("Audit of \(audit.sources.count.of("ledger"))")
        page.add(LedgerAudit.audience)
        page.add(verified)
        page.add(counted("Both sides sign", \.agreed, "nothing"))
        page.add(
            counted(
                "Of what is counted, one side alone states, or it is contested", \.open, "nothing more",
                and: alone))
        page.add("Findings: \(kinds)")
        page.add("Open obligations: \(obligations)")
        page.add("Disputes: \(disputes)")
        if audit.mayLackStatements {
            page.add("More may have been stated than these files show; see what was not at hand, below.")
        }
        page.title("What to do next")
        let steps = steps
        for (number, step) in steps.enumerated() { page.add("\(number + 1). \(step)") }
        if steps.isEmpty {
            page.add(
                "Nothing: no finding, nothing owed, nothing contested, and both sides sign all that is counted."
                    + (evidence.gaps.isEmpty ? "" : " What was not at hand may say more."))
        }
    }

    private var selfDeclared: [String] {
        audit.sources.filter { $0.anchor == .selfDeclared }.map { evidence.names[$0.ledger.fingerprint] }
    }

    private var verified: String {
        let broken = audit.sources.filter { $0.verdict == .nonconforming }.count
        let verdict =
            broken == 0
            ? "Every ledger is verified and \(whole)."
            : "Every ledger is \(whole); \(broken) "
                + "\(broken == 1 ? "says" : "say") things outside the vocabulary."
        if selfDeclared.isEmpty { return verdict + " A trust anchor from outside the files vouches for each." }
        let whose = selfDeclared.count == audit.sources.count ? "any ledger" : selfDeclared.listed
        return verdict
            + " Whose keys sign \(whose) was NOT checked: no trust anchor was given, and the ledgers' "
            + "own word is taken."
    }

    /// `whole`, `whole but for 2 withheld entries of us-office`.
    private var whole: String {
        let lacking = evidence.gaps.compactMap { gap -> String? in
            switch gap {
            case .ledgerNotAtHand: nil
            case .withheld(let ledger, let count):
                "\(count) withheld \(count == 1 ? "entry" : "entries") of \(evidence.names[ledger])"
            case .unreadable(let ledger, let count):
                "\(count.of("unreadable statement")) of \(evidence.names[ledger])"
            }
        }
        return lacking.isEmpty ? "whole" : "whole but for \(lacking.listed)"
    }

    /// What one side alone states besides what is counted.
    private var alone: String {
        let count = uncountedAlone
        return count == 0 ? "" : "; and \(count.of("other statement")) by one side alone, listed below"
    }

    private func counted(
        _ title: String, _ number: (CountInterval) -> Int, _ none: String, and more: String = ""
    ) -> String {
        let totals = audit.counts.filter { $0.direction == nil && !$0.isOfUnknownDirection }
        let parts = totals.filter { number($0) > 0 }.map { total -> String in
            let ways = audit.counts.filter { $0.type == total.type && $0.direction != nil && number($0) > 0 }
                .map { "\(number($0)) \($0.direction?.description ?? "")" }
            return
                "\(number(total)) \(total.label(for: number(total)))\(ways.isEmpty ? "" : " (\(ways.joined(separator: ", ")))")"
        }
        return "\(title): \(parts.isEmpty ? none : parts.joined(separator: "; "))\(more)."
    }

    private var kinds: String {
        let counts = AuditFindingCode.all.compactMap { code -> String? in
            let count = audit.findings.count { $0.code == code }
            return count == 0 ? nil : "\(count) \(code)"
        }
        return counts.isEmpty ? "none." : counts.joined(separator: ", ") + "."
    }

    private var obligations: String {
        let owed = audit.obligations.filter(\.kind.isOwed)
        let absent = owed.count { !$0.isOwnerAtHand }
        let doubt = absent == 0 ? "" : " \(absent) of them may be met in what is not at hand."
        let reported = audit.obligations.filter { $0.kind == .commitmentReported }
        let hearsay = reported.isEmpty ? "" : " Besides, by hearsay: \(AuditText.counts(reported))."
        return (owed.isEmpty ? "none." : AuditText.counts(owed) + "." + doubt) + hearsay
    }

    /// `1 letter-without-reply, 2 followup-due`.
    private static func counts(_ obligations: [Obligation]) -> String {
        ObligationKind.allCases.compactMap { kind -> String? in
            let count = obligations.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }.joined(separator: ", ")
    }

    private var disputes: String {
        let open = audit.disputes.filter { $0.progress != .settled }
        guard !audit.disputes.isEmpty else { return "none." }
        let blocking = open.count { $0.effect == .blocks }
        let blocks = blocking == 0 ? "" : "; \(blocking) of them \(blocking == 1 ? "blocks" : "block") a case"
        return "\(audit.disputes.count), \(open.count) not settled\(blocks)."
    }

    private var steps: [String] {
        var steps: [String] = []
        if !selfDeclared.isEmpty {
            steps.append("Get each party's fingerprint by a way that you trust, and give --trust FILE.")
        }
        let codes = AuditFindingCode.all.filter { code in audit.findings.contains { $0.code == code } }
        var advised: Set<String> = []
        for code in codes where advised.insert(code.advice).inserted {
            let alike = codes.filter { $0.advice == code.advice }.map(\.description)
            steps.append("\(alike.joined(separator: ", ")): \(code.advice)")
        }
        let owed = Dictionary(grouping: audit.obligations.filter { $0.kind.isOwed && !$0.isExplained }) {
            $0.owedBy
        }
        for (party, open) in owed.sorted(by: { $0.key < $1.key }).prefix(AuditText.linesMax) {
            steps.append("\(AuditText.asking(party, open)): \(AuditText.counts(open)).")
        }
        let reported = audit.obligations.filter { $0.kind == .commitmentReported }
        for commitment in reported.prefix(AuditText.linesMax) {
            steps.append("\(commitment.sentence)\(list(commitment.restsOn)).")
        }
        return steps + doubts
    }

    /// What to do about that which the party seems to owe.
    private static func asking(_ party: String, _ open: [Obligation]) -> String {
        let several = open.contains(where: \.isOwedBySeveral)
        if open.allSatisfy(\.isOwnerAtHand) {
            return "Ask \(party) about what \(several ? "they owe" : "it owes")"
        }
        let ledgers = several ? "ledgers" : "ledger"
        return open.contains { $0.ownersLedgers == .absent }
            ? "Get the \(ledgers) of \(party), which may state what seems owed"
            : "Get the whole \(ledgers) of \(party): what this copy lacks may state what seems owed"
    }

    /// What to do about facts that nobody can rely on, and numbers that are not agreed.
    private var doubts: [String] {
        let standings: [(standing: FactStanding, advice: String)] = [
            (.contested, "Report only together with its dispute what is contested; it is in no agreed number"),
            (.disowned, "Ask for a new statement, by a sound key, of what a compromised key alone signed"),
            (
                .erased,
                "Report as stated, and not as agreed, that whose sealed evidence was erased before anybody "
                    + "examined it"
            ),
        ]
        let steps = standings.compactMap { standing, advice -> String? in
            let facts = evidence.facts.filter { $0.standing == standing }
            guard !facts.isEmpty else { return nil }
            let places = Set(facts.flatMap { $0.statements.map(\.reference) }).sorted()
            return "\(advice): \(facts.count.of("fact"))\(list(places))."
        }
        guard audit.counts.contains(where: { $0.open > 0 }) else { return steps }
        return steps
            + [
                "\(counted("Not agreed", \.open, "nothing")) Get the other side's word on these, and report them "
                    + "until then as a range."
            ]
    }

    // MARK: Ledgers

    mutating func addLedgers() {
        page.title("Ledgers", count: audit.sources.count)
        for source in audit.sources {
            page.add(
                "\(evidence.names[source.ledger.fingerprint])  \(source.ledger.party.name), "
                    + "\(source.ledger.party.partyClass.words)")
            page.add("\(source.verdict.rawValue); \(AuditText.vouching(source.anchor))", indent: 6)
            if let head = source.head {
                page.add("\(head.size) \(head.size == 1 ? "entry" : "entries"), root", indent: 6)
                page.add(head.root.prefixed, indent: 6)
            }
            page.add("fingerprint", indent: 6)
            page.add(source.ledger.fingerprint.prefixed, indent: 6)
        }
        if evidence.state.setAsideCount > 0 {
            page.add("\(evidence.state.setAsideCount) more set aside: another copy of one of these ledgers")
        }
    }

    private static func vouching(_ anchor: AnchorMatch) -> String {
        switch anchor {
        case .fingerprint: "its fingerprint is the one that the trust anchor names"
        case .key(let party, _):
            "the trusted key of \(party) signed its first entry; its fingerprint is not pinned"
        case .selfDeclared: "its own word: whose keys these are was not checked"
        case .none: "nothing vouches for whose it is"
        }
    }

    // MARK: What was not at hand

    mutating func addGaps() {
        let gaps = evidence.gaps
        page.title("What was not at hand, and what was not checked")
        for gap in gaps {
            switch gap {
            case .ledgerNotAtHand(let ledger, let id):
                let name = id.map { " of \($0)" } ?? ""
                page.add(
                    "the ledger\(name) (\(LedgerNames.short(ledger))...), which others name, is not at hand")
            case .withheld(let ledger, let count):
                page.add(
                    "\(evidence.names[ledger]) withholds \(count) \(count == 1 ? "entry" : "entries") in this "
                        + "copy; nothing is known of what they say")
            case .unreadable(let ledger, let count):
                page.add(
                    "left out, since it is in no vocabulary that this version knows: "
                        + "\(count.of("statement")) of \(evidence.names[ledger])")
            }
        }
        let unresolved = evidence.state.unresolved
        if !unresolved.isEmpty {
            page.add(
                "\(unresolved.count.of("reference")) \(unresolved.count == 1 ? "leads" : "lead") to no statement at hand"
            )
            for reference in unresolved.prefix(AuditText.linesMax) {
                page.add(
                    "\(evidence.names[reference.source]) \(reference.target.rel.words) "
                        + "\(evidence.names[reference.target.ledger]) event "
                        + LedgerNames.short(reference.target.event), indent: 6)
            }
            addRest(unresolved.count, of: AuditText.linesMax, indent: 6)
        }
        addUndetermined()
        addDisowned()
        let notChecked = Dictionary(
            grouping: audit.sources.flatMap { source in source.notChecked.map { ($0, source) } }, by: \.0)
        for (sentence, sources) in notChecked.sorted(by: { $0.key < $1.key }) {
            let names = sources.map { evidence.names[$0.1.ledger.fingerprint] }
            let whose = names.count == audit.sources.count ? "every ledger" : names.listed
            page.add("not checked, of \(whose): \(sentence)")
        }
        page.add("whether public claims hold: goodfaith claims check says that")
    }

    private mutating func addDisowned() {
        let disowned = Dictionary(grouping: evidence.statements.filter { $0.marks.contains(.disowned) }) {
            $0.reference.ledger
        }
        for (ledger, statements) in disowned.sorted(by: { $0.key < $1.key }) {
            page.add(
                "\(statements.count.of("statement")) of \(evidence.names[ledger]) signed by a compromised key "
                    + "alone and not stated again: contested, whatever rests on it"
                    + list(statements.map(\.reference)))
        }
    }

    private mutating func addUndetermined() {
        let undetermined = audit.undetermined
        guard !undetermined.isEmpty else { return }
        page.add(
            "steps of cases that no statement at hand says, and that a ledger or an entry which is not at hand may "
                + "say; whether these cases are in order cannot be decided")
        for finding in undetermined.prefix(AuditText.linesMax) {
            page.add("\(finding.code): \(finding.sentence)\(list(finding.restsOn))", indent: 6)
        }
        addRest(undetermined.count, of: AuditText.linesMax, indent: 6)
    }
}
