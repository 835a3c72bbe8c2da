/// What one statement establishes about one child's case.
///
/// Which event establishes which step, and on what condition, stands in ``CaseStepRule/table``.
public enum CaseStep: UInt8, CaseIterable, Sendable {
    case requested, opened, documented, causeAsserted
    case guardianAppointed, careArranged
    case tracingConsented, tracingRefused, basisRecorded
    case consentGiven, consentRefused, consentWithdrawn
    case tracingActed, matched, matchRejected, familyContacted
    case verifiedChildSide, verifiedAdultSide, unverifiedChildSide, unverifiedAdultSide
    case childHeard, agreedChildSide, agreedAdultSide
    case interestsFavourable, interestsUnfavourable, interestsOpen
    case cleared, clearanceRefused
    case planned, released, takenOver, received, crossed, failed
    case reunified, ended, followedUp
    case offered, takenByAgency, declinedByAgency
    case closed, reopened, merged, invalidated, cameOfAge, died
    /// A statement about the case of which no rule holds.
    case mentioned

    /// The stable code in JSON.
    public var code: String { names.code }
    /// The step in plain words, as it stands in a list of what is missing.
    public var phrase: String { names.phrase }

    private var names: (code: String, phrase: String) {
        switch self {
        case .requested: ("requested", "a search was asked for")
        case .opened: ("opened", "the case opened")
        case .documented: ("documented", "the child documented")
        case .causeAsserted: ("cause_asserted", "the cause stated")
        case .guardianAppointed: ("guardian_appointed", "a guardian appointed")
        case .careArranged: ("care_arranged", "care arranged")
        case .tracingConsented: ("tracing_consented", "consent to the search")
        case .tracingRefused: ("tracing_refused", "consent to the search refused or withdrawn")
        case .basisRecorded: ("basis_recorded", "a legal basis other than consent")
        case .tracingActed: ("tracing_acted", "a search under way")
        case .consentGiven: ("consent_given", "consent to reunification")
        case .consentRefused: ("consent_refused", "consent to reunification refused")
        case .consentWithdrawn: ("consent_withdrawn", "consent to reunification withdrawn")
        case .matched: ("matched", "a match proposed")
        case .matchRejected: ("match_rejected", "a match rejected")
        case .familyContacted: ("family_contacted", "the family contacted")
        case .verifiedChildSide: ("verified_child_side", "relationship verified on the child's side")
        case .verifiedAdultSide: ("verified_adult_side", "relationship verified on the adult's side")
        case .unverifiedChildSide: ("unverified_child_side", "relationship not verified on the child's side")
        case .unverifiedAdultSide: ("unverified_adult_side", "relationship not verified on the adult's side")
        case .childHeard: ("child_heard", "the child heard")
        case .agreedChildSide: ("agreed_child_side", "agreement of the child's side")
        case .agreedAdultSide: ("agreed_adult_side", "agreement of the adult's side")
        case .interestsFavourable: ("interests_favourable", "favourable finding on best interests")
        case .interestsUnfavourable: ("interests_unfavourable", "unfavourable finding on best interests")
        case .interestsOpen: ("interests_open", "more to be known on best interests")
        case .cleared: ("cleared", "clearance")
        case .clearanceRefused: ("clearance_refused", "clearance refused")
        case .planned: ("planned", "the journey planned")
        case .released: ("released", "the handover by the releasing party")
        case .takenOver: ("taken_over", "the child taken over on the way")
        case .received: ("received", "the child taken over in the country of destination")
        case .crossed: ("crossed", "the border crossed")
        case .failed: ("failed", "the journey failed")
        case .reunified: ("reunified", "the child handed to the verified caregiver")
        case .ended: ("ended", "the reunification ended")
        case .followedUp: ("followed_up", "a follow-up")
        case .offered: ("offered", "the case offered to another agency")
        case .takenByAgency: ("taken_by_agency", "the case taken by another agency")
        case .declinedByAgency: ("declined_by_agency", "the case declined by another agency")
        case .merged: ("merged", "the case named as a duplicate of another")
        case .invalidated: ("invalidated", "the case named as invalid")
        case .died: ("died", "the death recorded")
        case .closed: ("closed", "the case closed")
        case .reopened: ("reopened", "the case reopened")
        case .cameOfAge: ("came_of_age", "the person came of age")
        case .mentioned: ("mentioned", "another statement about the case")
        }
    }
}

/// That an event of a type establishes a step, on a condition.
public struct CaseStepRule: Sendable {
    /// The type without `goodfaith.`.
    public let event: String
    /// All must hold.
    public let conditions: [Condition]
    public let step: CaseStep
    /// What is kept of the event besides.
    let kept: Kept

    public enum Condition: Sendable {
        case `is`(String, String)
        case isNot(String, String)
        /// The set holds the code.
        case holds(String, String)
        /// Two members are the same.
        case same(String, String)
        case differ(String, String)
    }

    /// Countries and positions in code lists: all that a state shows of a step besides its place and time.
    enum Kept: Sendable {
        case nothing
        case journey
        case country(code: String, CodeList)
        case code(String, CodeList)
        case cause
    }

    private init(
        _ event: String, _ conditions: Condition..., gives step: CaseStep, keeping kept: Kept = .nothing
    ) {
        self.event = event
        self.conditions = conditions
        self.step = step
        self.kept = kept
    }

    /// What each event of casework establishes. An event of which no rule holds leaves the case as it is: a
    /// consent to a search says nothing about the way home.
    public static let table: [CaseStepRule] = [
        CaseStepRule("tracing.requested", gives: .requested),
        CaseStepRule("case.opened", gives: .opened),
        CaseStepRule("case.opened", .is("care_status", "adult_separated_as_child"), gives: .cameOfAge),
        CaseStepRule("child.documented", gives: .documented),
        CaseStepRule("cause.asserted", gives: .causeAsserted, keeping: .cause),
        CaseStepRule(
            "consent.recorded", .is("outcome", "given"), .holds("purposes", "reunification"),
            gives: .consentGiven,
            keeping: .code("decider", .decider)),
        CaseStepRule(
            "consent.recorded", .is("outcome", "refused"), .holds("purposes", "reunification"),
            gives: .consentRefused,
            keeping: .code("decider", .decider)),
        CaseStepRule(
            "consent.withdrawn", .holds("purposes", "reunification"), gives: .consentWithdrawn,
            keeping: .code("decider", .decider)),
        CaseStepRule(
            "consent.recorded", .is("outcome", "given"), .holds("purposes", "tracing"),
            gives: .tracingConsented, keeping: .code("decider", .decider)),
        CaseStepRule(
            "consent.recorded", .is("outcome", "refused"), .holds("purposes", "tracing"),
            gives: .tracingRefused, keeping: .code("decider", .decider)),
        CaseStepRule(
            "consent.withdrawn", .holds("purposes", "tracing"), gives: .tracingRefused,
            keeping: .code("decider", .decider)),
        CaseStepRule("guardian.appointed", gives: .guardianAppointed),
        CaseStepRule("care.arranged", gives: .careArranged),
        CaseStepRule("tracing.acted", gives: .tracingActed),
        CaseStepRule("match.proposed", gives: .matched),
        CaseStepRule("match.rejected", gives: .matchRejected),
        CaseStepRule("family.contacted", gives: .familyContacted),
        CaseStepRule(
            "relationship.verified", .is("side", "child"), .is("outcome", "verified"),
            gives: .verifiedChildSide),
        CaseStepRule(
            "relationship.verified", .is("side", "adult"), .is("outcome", "verified"),
            gives: .verifiedAdultSide),
        CaseStepRule(
            "relationship.verified", .is("side", "child"), .isNot("outcome", "verified"),
            gives: .unverifiedChildSide),
        CaseStepRule(
            "relationship.verified", .is("side", "adult"), .isNot("outcome", "verified"),
            gives: .unverifiedAdultSide),
        CaseStepRule("child.heard", gives: .childHeard),
        CaseStepRule("family.agreed", .is("side", "child"), gives: .agreedChildSide),
        CaseStepRule("family.agreed", .is("side", "adult"), gives: .agreedAdultSide),
        CaseStepRule("interests.assessed", .is("outcome", "favourable"), gives: .interestsFavourable),
        CaseStepRule("interests.assessed", .is("outcome", "unfavourable"), gives: .interestsUnfavourable),
        CaseStepRule("interests.assessed", .is("outcome", "further_assessment"), gives: .interestsOpen),
        CaseStepRule("interests.determined", .is("outcome", "favourable"), gives: .interestsFavourable),
        CaseStepRule("interests.determined", .is("outcome", "unfavourable"), gives: .interestsUnfavourable),
        CaseStepRule("interests.determined", .is("outcome", "further_assessment"), gives: .interestsOpen),
        CaseStepRule("clearance.granted", gives: .cleared, keeping: .country(code: "kind", .clearanceKind)),
        CaseStepRule(
            "clearance.refused", gives: .clearanceRefused, keeping: .country(code: "kind", .clearanceKind)),
        CaseStepRule("movement.planned", gives: .planned, keeping: .journey),
        CaseStepRule("custody.released", gives: .released, keeping: .journey),
        CaseStepRule("custody.accepted", .differ("country", "to"), gives: .takenOver, keeping: .journey),
        CaseStepRule("custody.accepted", .same("country", "to"), gives: .received, keeping: .journey),
        CaseStepRule("border.crossed", gives: .crossed, keeping: .journey),
        CaseStepRule("movement.failed", gives: .failed, keeping: .code("stage", .movementStage)),
        CaseStepRule("child.reunified", gives: .reunified),
        CaseStepRule("reunification.ended", gives: .ended, keeping: .code("ground", .reunificationEnd)),
        CaseStepRule("followup.done", gives: .followedUp),
        CaseStepRule("case.offered", gives: .offered),
        CaseStepRule("case.taken", gives: .takenByAgency),
        CaseStepRule("case.declined", gives: .declinedByAgency),
        CaseStepRule("case.closed", gives: .closed, keeping: .code("reason", .closureReason)),
        CaseStepRule("case.reopened", gives: .reopened),
        CaseStepRule("case.merged", gives: .merged),
        CaseStepRule("case.invalidated", gives: .invalidated),
        CaseStepRule("majority.reached", gives: .cameOfAge),
        CaseStepRule("death.recorded", gives: .died),
        CaseStepRule("status.changed", gives: .mentioned),
    ]

    /// A statement that names the legal basis on which personal data was processed says so besides its own
    /// step; a consent has steps of its own.
    static let basis = CaseStepRule("", .isNot("basis", "consent"), gives: .basisRecorded)

    /// What is left where no rule holds: the case is spoken of.
    static let mention = CaseStepRule("", gives: .mentioned)

    /// Which step undoes which: the later of the two stands. Where their times overlap and no ledger holds
    /// both, the one that undoes stands, so that a state is never shown further than it is certain.
    public static let undoing: [(undoes: CaseStep, what: [CaseStep])] = [
        (.tracingRefused, [.tracingConsented]),
        (.consentRefused, [.consentGiven]),
        (.consentWithdrawn, [.consentGiven]),
        (.matchRejected, [.matched]),
        (.unverifiedChildSide, [.verifiedChildSide]),
        (.unverifiedAdultSide, [.verifiedAdultSide]),
        (.interestsUnfavourable, [.interestsFavourable]),
        (.interestsOpen, [.interestsFavourable]),
        (.clearanceRefused, [.cleared]),
        (.failed, [.planned, .released, .takenOver, .received, .crossed]),
        (.ended, [.reunified, .followedUp]),
        (.reopened, [.closed]),
    ]
}
