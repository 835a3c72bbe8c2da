internal import LedgerFormat

/// A claim held against ledgers, statement by statement: at three levels, as of the claim and as of now.
public struct ClaimCheck: Sendable {
    /// One statement and what was concluded of it.
    public struct Result: Sendable {
        public let statement: ClaimStatement
        private let outcomes: [ClaimMoment: [EvidenceLevel: StatementOutcome]]

        /// The conclusion at one level and one moment.
        public subscript(_ level: EvidenceLevel, _ moment: ClaimMoment) -> StatementOutcome {
            outcomes[moment]?[level] ?? StatementOutcome(.notCheckable, "it was not evaluated")
        }

        init(
            _ statement: ClaimStatement, explaining change: ClaimChange,
            _ outcome: (EvidenceLevel, ClaimMoment) -> StatementOutcome
        ) {
            self.statement = statement
            var outcomes: [ClaimMoment: [EvidenceLevel: StatementOutcome]] = [:]
            for moment in ClaimMoment.allCases {
                for level in EvidenceLevel.allCases {
                    outcomes[moment, default: [:]][level] = outcome(level, moment)
                }
            }
            for level in EvidenceLevel.allCases {
                guard let then = outcomes[.claim]?[level], let now = outcomes[.now]?[level],
                    let phrase = change.phrase(from: then, to: now)
                else { continue }
                outcomes[.now]?[level]?.reason += "; \(phrase)"
            }
            self.outcomes = outcomes
        }

        /// Whether the verdicts differ between the two moments.
        public var hasChanged: Bool {
            EvidenceLevel.allCases.contains { self[$0, .claim].verdict != self[$0, .now].verdict }
        }
    }

    public let claim: PublishedClaim
    /// Where the claim stands; nil for one that stands in no ledger at hand.
    public let reference: StatementReference?
    /// In the order of the claim.
    public let results: [Result]
    public let arithmetic: ClaimArithmetic
    /// What a reader should know besides the verdicts.
    public let warnings: [ClaimWarning]
    /// How the claim was read where its words leave a choice.
    public let readings: [String]
    /// Why the ledgers at hand may not hold all that was stated.
    public let gaps: [EvidenceGap]
    /// Whether one party's ledgers alone are at hand: then no upper bound is sure either.
    public let isOfOneParty: Bool
    let names: LedgerNames

    /// Who may read the check.
    static let audience =
        "For the parties and their auditors only: numbers this small can point to a child."

    /// Whether something that was claimed is not so: by the figures themselves, or by what any party states
    /// now.
    public var fails: Bool {
        arithmetic.fails || results.contains { $0[.asserted, .now].verdict == .fails }
    }

    /// - Parameters:
    ///   - reference: where the claim stands; its ledger's names for parties are those of the claim.
    ///   - evidence: the ledgers as they are.
    ///   - past: the same ledgers with what was recorded no later than ``PublishedClaim/momentOfClaim``.
    ///   - leftOut: what was left out of both, such as statements that break the vocabulary.
    public init(
        _ claim: PublishedClaim, at reference: StatementReference?, against evidence: Evidence, past: Evidence,
        besides leftOut: [EvidenceGap] = []
    ) {
        self.claim = claim
        self.reference = reference
        let arithmetic = ClaimArithmetic(claim)
        let now = StatementEvaluation(
            FactSelector(evidence, claim, in: reference?.ledger, besides: leftOut), at: reference, arithmetic)
        let then = StatementEvaluation(
            FactSelector(past, claim, in: reference?.ledger, besides: leftOut), at: reference, arithmetic)
        let change = ClaimChange(evidence, since: claim)
        results = claim.statements.map { statement in
            Result(statement, explaining: change) { level, moment in
                (moment == .now ? now : then).outcome(of: statement, at: level)
            }
        }
        self.arithmetic = arithmetic
        warnings = ClaimWarning.all(of: claim, at: reference, evidence, results)
        readings = ClaimReading.all(of: claim)
        gaps = evidence.gaps + leftOut
        isOfOneParty = evidence.isOfOneParty
        names = evidence.names
    }
}

extension PublishedClaim {
    /// The last moment at which the claim can have been made: what was recorded later was not known when it
    /// was.
    public var momentOfClaim: ReplayMoment { .time(uttered.latest) }
}

/// Evaluates statements against one state of the evidence.
struct StatementEvaluation {
    private let selector: FactSelector
    private let testimony: Testimony?
    private let arithmetic: ClaimArithmetic

    init(_ selector: FactSelector, at reference: StatementReference?, _ arithmetic: ClaimArithmetic) {
        self.selector = selector
        testimony = reference.flatMap { selector.evidence.statement($0.event) }
        self.arithmetic = arithmetic
    }

    func outcome(of statement: ClaimStatement, at level: EvidenceLevel) -> StatementOutcome {
        if let reason = uncheckable(statement.form) { return StatementOutcome(.notCheckable, reason) }
        if let result = arithmetic[statement.id], result.verdict == .fails {
            return StatementOutcome(.fails, result.sentence)
        }
        var outcome = evaluated(statement.form, at: level)
        outcome.hasLateEvidence = outcome.restsOn.contains { reference in
            selector.evidence.statement(reference.event).map {
                $0.time.recorded > selector.claim.uttered.latest
            } ?? false
        }
        return outcome
    }

    private func evaluated(_ form: ClaimStatement.Form, at level: EvidenceLevel) -> StatementOutcome {
        let figures = FigureEvaluation(selector: selector, level: level)
        let times = TimeEvaluation(selector: selector, level: level, testimony: testimony)
        return switch form {
        case .count(let figure): figures.count(figure)
        case .exists(let selection): figures.exists(selection)
        case .sum(let parts, let whole): figures.sum(parts, whole)
        case .subset(let inner, let outer): figures.subset(inner, outer)
        case .parties(let parties, let selection): figures.parties(parties, of: selection)
        case .order(let sequence, let order, let beforeClaim):
            times.order(sequence, order, beforeClaim: beforeClaim)
        case .duration(let begin, let end, let comparison, let length):
            times.duration(begin, end, comparison, length)
        case .date(let day, let weekday): times.date(day, weekday)
        case .attribution: StatementOutcome(.notCheckable, ClaimStatement.attributionPhrase)
        }
    }

    /// Why a statement cannot be held against any ledger; nil where it can.
    private func uncheckable(_ form: ClaimStatement.Form) -> String? {
        for selection in form.selections {
            if let member = selection.inapplicable { return "\(selection.event) has no \(member)" }
            if let window = selection.window, window.anchorMoments(of: selector.claim) == nil {
                return "the claim does not say when it was published"
            }
        }
        return nil
    }
}

extension ClaimStatement.Form {
    /// Everything that it means, with what that refers to.
    var selections: [EventSelection] {
        let direct: [EventSelection] =
            switch self {
            case .count(let figure): [figure.selection]
            case .exists(let selection), .parties(_, let selection): [selection]
            case .sum(let parts, let whole): parts.map(\.selection) + [whole.selection]
            case .order(let selections, _, _): selections
            case .duration(let begin, let end, _, _): [begin] + (end.map { [$0] } ?? [])
            case .subset(let inner, let outer): [inner, outer]
            case .date, .attribution: []
            }
        return direct.flatMap(\.chain)
    }
}

extension EventSelection {
    /// This selection and those that it refers to, one by way of another.
    fileprivate var chain: [EventSelection] {
        guard case .to(let target, _)? = filter.refers else { return [self] }
        return [self] + target.chain
    }
}
