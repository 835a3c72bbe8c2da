internal import LedgerCrypto
public import LedgerFormat

/// One happening, and everything that the ledgers at hand state of it in statements of one type. A letter's
/// issue, its conveyance and its receipt are three facts.
public struct Fact: Sendable {
    /// The type without `goodfaith.`: `contact.held`.
    public let type: String
    /// The place of the child's matter among ``CombinedState/cases``; nil where it is about none.
    public let person: Int?
    /// The statements that their authors have not taken back, the soundest first; at least one.
    public let statements: [Testimony]
    public let matching: Matching
    public internal(set) var grade: Grade = .unilateral
    public internal(set) var standing: FactStanding = .sound
    /// Statements of other types that the grade rests on: the receipt of a letter, the other half of a
    /// handover, an attestation.
    public internal(set) var companions: [StatementReference] = []
    /// Where neutrals state that they were there.
    public internal(set) var witnesses: [StatementReference] = []

    /// When it took place: what all statements allow; where they contradict each other, all that any says.
    public let span: ClosedRange<Timestamp>
    /// Whether no moment fits all statements.
    public let timesContradict: Bool

    /// Nil where there is no statement.
    init?(_ statements: [Testimony], person: Int?, matching: Matching) {
        self.statements = statements.sorted(by: Testimony.isSounder)
        guard let first = self.statements.first else { return nil }
        type = first.type
        self.person = person
        self.matching = matching
        let said = self.statements.filter(\.isSound)
        let spans = (said.isEmpty ? self.statements : said).map { ($0.time.earliest, $0.time.latest) }
        let (latestStart, earliestEnd) = spans.reduce((first.time.earliest, first.time.latest)) {
            (max($0.0, $1.0), min($0.1, $1.1))
        }
        timesContradict = latestStart > earliestEnd
        if timesContradict {
            span =
                spans.reduce(first.time.earliest) {
                    min($0, $1.0)
                }...spans.reduce(first.time.latest) { max($0, $1.1) }
        } else {
            span = latestStart...earliestEnd
        }
    }

    /// Whether its statements lie further apart than calendars and clocks can.
    public var isTornInTime: Bool {
        guard timesContradict else { return false }
        let said = statements.filter(\.isSound)
        guard let start = said.map(\.time.earliest).max(), let end = said.map(\.time.latest).min() else {
            return false
        }
        let tolerance = said.map { FactMatching.tolerance($0.time) }.max() ?? 0
        return start.secondsSinceEpoch - end.secondsSinceEpoch > tolerance
    }

    /// Every place that it rests on, companions left out.
    public var references: [StatementReference] { statements.map(\.reference).sorted() }
}

/// How statements of several parties were found to speak of one fact.
public enum Matching: String, Sendable {
    /// One party alone states it.
    case alone
    /// They refer to each other, to the same earlier statement, or a party attests that they are one matter.
    case references
    /// Nothing refers; same kind, same parties or same child, same countries, and times that overlap, in just
    /// one way (domain, section 6.1).
    case rule
    /// Several statements would fit each other equally well, so none were matched.
    case ambiguous
}

/// Whether a fact can be relied on.
public enum FactStanding: String, Sendable {
    case sound
    /// An open dispute says that it did not happen so.
    case contested
    /// All that states it was signed by a compromised key alone.
    case disowned
    /// What was sealed for it is erased, and nobody examined it before.
    case erased
}
