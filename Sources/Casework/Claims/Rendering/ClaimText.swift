internal import LedgerFormat

extension ClaimCheck {
    /// The check for people: what was checked, each statement with its verdicts and what they rest on, what
    /// to do.
    ///
    /// - Parameter file: the name of the file that the claim was read from, where it stands in no ledger.
    public func text(of file: String? = nil, format: PageFormat = .text) -> String {
        var text = ClaimText(check: self, page: Page(format))
        text.addAll(title: name(of: file))
        return text.page.text
    }

    /// `us-office#29`, or the file's name.
    public func name(of file: String? = nil) -> String { reference.map { names[$0] } ?? file ?? "a claim" }
}

/// Writes the check of one claim, section by section.
private struct ClaimText {
    let check: ClaimCheck
    var page: Page

    mutating func addAll(title: String) {
        let claim = check.claim
        page.title("Claim \(title)")
        let place = claim.country.map { " in \($0)" } ?? ""
        page.add(
            "said by \(claim.speaker)\(place), \(claim.uttered); \(claim.medium.words), "
                + "\(claim.language)")
        if let countedBy = claim.countedBy { page.add("counted by \(countedBy)") }
        page.add(ClaimCheck.audience)
        addCoverage()
        addResults("Figures and events", ["count", "exists", "sum", "subset", "parties"])
        addResults("Order and time", ["order", "duration", "date"])
        page.add(arithmetic: check.arithmetic)
        addUncheckable()
        addWarnings()
        addAdvice()
    }

    private mutating func addCoverage() {
        page.title("What was checked")
        let checked = check.results.filter { $0[.asserted, .now].verdict != .notCheckable }.count
        page.add(
            "\(checked) of \(check.results.count) statements, as of now and as of the claim: what was "
                + "recorded by "
                + "\(check.claim.uttered.latest)")
        page.add(
            "asserted: any one party states it. bilateral: both sides state it. witnessed: and a "
                + "neutral.")
        if check.gaps.isEmpty && check.isOfOneParty {
            page.add("One party's ledger alone is at hand, so that every number is a lower bound.")
        } else if check.gaps.isEmpty {
            page.add("No ledger is missing that those at hand speak of.")
        } else {
            page.add("Not at hand, so that every number is a lower bound:")
            for gap in check.gaps { page.add(gap.sentence(check.names), indent: 6) }
        }
        page.title("Read as", count: check.readings.count)
        for reading in check.readings { page.add(reading) }
    }

    // MARK: Statements

    private mutating func addResults(_ title: String, _ kinds: Set<String>) {
        let results = check.results.filter {
            kinds.contains($0.statement.kind) && $0[.asserted, .now].verdict != .notCheckable
        }
        page.title(title, count: results.count)
        for result in results { add(result) }
    }

    private mutating func add(_ result: ClaimCheck.Result) {
        page.add("\(result.statement.id)  \(result.statement.phrase)")
        page.add(verdicts(result, .now), indent: 6)
        if result.hasChanged { page.add("as of the claim: \(verdicts(result, .claim))", indent: 6) }
        let open = EvidenceLevel.allCases.first { result[$0, .now].verdict != .holds }
        if let open { page.add("\(open.rawValue): \(result[open, .now].reason)", indent: 6) }
        let outcome = result[.asserted, .now]
        if !outcome.restsOn.isEmpty {
            let late = outcome.hasLateEvidence ? ", some of it recorded after the claim" : ""
            page.add("\(check.names.ranges(of: outcome.restsOn))\(late)", indent: 6)
        }
    }

    /// `asserted and bilateral: holds (8); witnessed: undetermined (6 to 8)`: levels that conclude alike
    /// together.
    private func verdicts(_ result: ClaimCheck.Result, _ moment: ClaimMoment) -> String {
        var groups: [(words: String, range: String, levels: [String])] = []
        for level in EvidenceLevel.allCases {
            let outcome = result[level, moment]
            let range = result.statement.isFigure ? outcome.range.map { " (\($0.phrase))" } ?? "" : ""
            if let last = groups.last, last.words == outcome.verdict.words, last.range == range {
                groups[groups.count - 1].levels.append(level.rawValue)
            } else {
                groups.append((outcome.verdict.words, range, [level.rawValue]))
            }
        }
        if let only = groups.first, groups.count == 1 {
            return "\(only.words) at all three levels\(only.range)"
        }
        let phrases = groups.map { "\($0.levels.joined(separator: " and ")): \($0.words)\($0.range)" }
        return phrases.joined(separator: "; ")
    }

    private mutating func addUncheckable() {
        let results = check.results.filter { $0[.asserted, .now].verdict == .notCheckable }
        page.title("Not checkable", count: results.count)
        let words = results.filter { $0.statement.kind == "attribution" }.map(\.statement.id)
        if !words.isEmpty {
            page.add(
                "\(words.list): credit, a value, or what is sealed. No ledger can decide it, and none "
                    + "was asked."
            )
        }
        for result in results where result.statement.kind != "attribution" {
            page.add("\(result.statement.id)  \(result.statement.phrase): \(result[.asserted, .now].reason)")
        }
    }

    private mutating func addWarnings() {
        page.title("To be known besides", count: check.warnings.count)
        for warning in check.warnings {
            let references = warning.restsOn.isEmpty ? "" : " \(check.names.ranges(of: warning.restsOn))"
            page.add("\(warning.sentence)\(references)")
        }
    }

    // MARK: What to do

    private mutating func addAdvice() {
        page.title("What to do next")
        let failing = ids { $0[.asserted, .now].verdict == .fails }
        if !failing.isEmpty {
            page.add(
                "\(failing.list): not so. Ask the speaker to amend the claim, or a party to record what "
                    + "is missing."
            )
        }
        let open = ids { $0[.asserted, .now].verdict == .undetermined }
        if !open.isEmpty {
            page.add(
                "Undetermined is no pass: \(open.count) statement\(open.count == 1 ? "" : "s").")
            page.add(
                check.gaps.isEmpty && !check.isOfOneParty
                    ? "\(open.list): not known well enough. A time to the hour, or a statement that is "
                        + "missing, would decide."
                    : "\(open.list): lay the ledgers beside these that are not at hand, in full, and "
                        + "check again."
            )
        }
        let isOneSided = addOneSided()
        if failing.isEmpty, open.isEmpty, !isOneSided {
            page.add("Nothing: what can be checked holds on both sides' word.")
        }
        page.add(
            "Before figures are published again: goodfaith claims lint says whether they point to a child.")
    }

    /// Says what holds on one side's word alone, and whether anything does.
    private mutating func addOneSided() -> Bool {
        let results = check.results.filter {
            $0[.asserted, .now].verdict == .holds && $0[.bilateral, .now].verdict != .holds
        }
        let asked = results.filter { !$0.statement.isOwnWord }.map(\.statement.id)
        if !asked.isEmpty {
            page.add("\(asked.list): one side's word. Ask the other side to state or attest what it knows.")
        }
        let own = Dictionary(grouping: results.filter(\.statement.isOwnWord)) { result in
            Set(result[.asserted, .now].restsOn.map(\.party)).sorted().map(\.description)
                .joined(separator: " and ")
        }
        for (parties, results) in own.sorted(by: { $0.key < $1.key }) {
            let whose = parties.isEmpty ? "a party" : parties
            page.add("\(results.map(\.statement.id).list): \(whose)'s own word; nobody else can state it.")
        }
        return !results.isEmpty
    }

    private func ids(_ isMeant: (ClaimCheck.Result) -> Bool) -> [StatementID] {
        check.results.filter(isMeant).map(\.statement.id)
    }
}

extension ClaimArithmetic {
    /// The arithmetic alone, for a claim that nothing was held against.
    public func text(of claim: PublishedClaim, in file: String, format: PageFormat = .text) -> String {
        var page = Page(format)
        page.title("Claim \(file)")
        page.add("said by \(claim.speaker), \(claim.uttered)")
        page.title("What was checked")
        page.add("The figures against each other. Nothing was held against any ledger.")
        page.add(arithmetic: self)
        page.title("What to do next")
        page.add("Name the ledgers: goodfaith claims check LEDGER... --file \(file)")
        return page.text
    }
}

extension Page {
    fileprivate mutating func add(arithmetic: ClaimArithmetic) {
        title("Arithmetic", count: arithmetic.results.count)
        for result in arithmetic.results {
            let id = result.statement.map { "\($0)  " } ?? ""
            add("\(id)\(result.sentence): \(result.verdict.words)")
        }
    }
}

extension ClaimVerdict {
    /// For people: `not checkable`.
    public var words: String { rawValue.words }
}

extension ClaimStatement {
    /// What only the party itself can state: its mandates, undertakings, positions, claims and attestations.
    private static let ownWords: Set<String> = [
        "attestation.made", "claim.published", "mandate.given", "position.stated", "undertaking.stated",
    ]

    /// Whether all that it means is a party's word of itself.
    fileprivate var isOwnWord: Bool {
        let events = form.selections.map(\.event)
        return !events.isEmpty && events.allSatisfy(ClaimStatement.ownWords.contains)
    }

    /// Whether a number says more than the verdict.
    fileprivate var isFigure: Bool { if case .count = form { true } else { false } }
}
