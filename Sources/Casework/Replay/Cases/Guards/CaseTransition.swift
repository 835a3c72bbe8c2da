/// One way in which a case moves on, as a row that a reader can hold against the standards: from where to
/// where, by which statements, on what conditions, by whose word, after which text.
///
/// The rows serve twice: `record` refuses what they do not allow, unless the author knows and says so
/// (`despite`), and replay reports it.
public struct CaseTransition: Sendable {
    /// Where the case comes from; empty for anywhere.
    public let from: [CaseState]
    /// Nil where the case keeps its state, or goes back to the one it had.
    public let to: CaseState?
    /// The statements that make it; where a state asks for several, the last of them completes it.
    public let madeBy: [CaseStep]
    /// Which of these statements the row is about.
    public let course: Course
    public let guards: [CaseGuard]
    /// Whose word it is. The vocabulary holds the author to it, by role and by what is first hand
    /// (``EventType/statedBy``, ``EventType/firstHand``).
    public let attestedBy: String
    /// The text behind it.
    public let source: String
    /// What the standards ask for besides, and no ledger can show.
    public let notCheckable: String?

    /// Which statements of its kinds a row is about.
    public enum Course: Sendable {
        case any
        /// Those about a child's case: what a family's request alone is about needs no consent but its own.
        case childCase
        /// Where a journey was planned or begun.
        case journey
        /// Where none was: the child was reunified on the spot.
        case onTheSpot
        /// A closing of the party that took the child over or reunified it, or one whose reason is the
        /// reunification. Others close their own part of the work.
        case endOfWork
    }

    private init(
        _ from: [CaseState], to: CaseState?, by madeBy: [CaseStep], in course: Course = .any,
        _ guards: [CaseGuard] = [], attestedBy: String, source: String, notCheckable: String? = nil
    ) {
        self.from = from
        self.to = to
        self.madeBy = madeBy
        self.course = course
        self.guards = guards
        self.attestedBy = attestedBy
        self.source = source
        self.notCheckable = notCheckable
    }

    /// The transitions in the order in which a reunification comes about. What leads aside from it stands
    /// in ``CaseStateRule/aside``.
    public static let table: [CaseTransition] = search + decision + journey + ending

    /// Which steps are held against which guards: the rows of ``table`` that have any, step by step.
    static let guarded: [(kind: CaseStep, course: Course, guards: [CaseGuard])] = table.filter {
        !$0.guards.isEmpty
    }.flatMap { row in row.madeBy.map { ($0, row.course, row.guards) } }

    /// What every statement that moves a case on must keep, whatever it says (``advancing``).
    public static let everywhere: [CaseGuard] = [
        CaseGuard(.stepAfterClosing, .notClosed),
        CaseGuard(.stepAfterDeath, .notDead),
    ]

    /// What every statement about a case must keep, but for a plan, which looks ahead.
    public static let always: [CaseGuard] = [CaseGuard(.recordedBeforeItHappened, .notAhead)]

    /// The steps that move a case on.
    public static let advancing: [CaseStep] = [
        .documented, .tracingActed, .matched, .familyContacted, .verifiedChildSide, .verifiedAdultSide,
        .childHeard, .agreedChildSide, .agreedAdultSide, .interestsFavourable, .cleared, .planned, .released,
        .takenOver, .received, .crossed, .reunified, .followedUp,
    ]

    private static let beforeReunification: [CaseState] = [
        .sought, .identified, .documented, .tracing, .familyLocated, .verified, .decided, .cleared,
        .inTransfer, .received,
    ]
    private static let verified: [CaseStep] = [.verifiedChildSide, .verifiedAdultSide]
    private static let decided: [CaseStep] = [
        .childHeard, .agreedChildSide, .agreedAdultSide, .interestsFavourable,
    ]

    private static let search: [CaseTransition] = [
        CaseTransition(
            [.sought], to: .identified, by: [.opened],
            attestedBy: "the side where the child is",
            source: "Geneva Convention IV, Article 26; Additional Protocol I, Article 78"),
        CaseTransition(
            [.identified], to: .documented, by: [.documented],
            attestedBy: "the side where the child is",
            source: "Additional Protocol I, Article 78(3)",
            notCheckable: "whether a photograph puts anybody at risk"),
        CaseTransition(
            [.identified, .documented], to: .tracing, by: [.tracingActed, .matched], in: .childCase,
            [CaseGuard(.tracingWithoutBasis, .one([.tracingConsented, .basisRecorded]))],
            attestedBy: "the case agency",
            source: "consent to tracing, without which Primero matches no case"),
        CaseTransition(
            [.tracing], to: .familyLocated, by: [.matched, .familyContacted],
            attestedBy: "the tracing or case agency", source: "restoring family links"),
    ]

    private static let decision: [CaseTransition] = [
        CaseTransition(
            [.familyLocated], to: .verified, by: verified,
            [CaseGuard(.verifiedByOneParty, .byDifferentParties)],
            attestedBy: "each side's verifier",
            source: "verification asks the adult and the child separately",
            notCheckable: "whether both were willing, and asked apart from each other"),
        CaseTransition(
            [.verified], to: .decided, by: [.interestsFavourable, .agreedChildSide, .agreedAdultSide],
            [
                CaseGuard(.decidedUnverified, .each(verified)),
                CaseGuard(.decidedUnheard, .since(.childHeard, verified)),
            ],
            attestedBy: "the case agency; a panel for a determination of best interests",
            source: "Convention on the Rights of the Child, Articles 3 and 12; UNHCR Best Interests "
                + "Procedure Guidelines (2021)"),
        CaseTransition(
            [.decided], to: .alternativeCare, by: [.interestsUnfavourable],
            attestedBy: "the panel", source: "UNHCR Best Interests Procedure Guidelines (2021)"),
        CaseTransition(
            [.decided], to: .declined, by: [.consentRefused, .consentWithdrawn],
            attestedBy: "the case agency, for the child or the family",
            source: "Convention on the Rights of the Child, Article 12"),
        CaseTransition(
            [.decided], to: .cleared, by: [.cleared],
            [
                CaseGuard(.clearedUndecided, .each(decided)),
                CaseGuard(.clearedWithoutConsent, .consentOfCaregiver),
                CaseGuard(.adultNotAsked, .consentOfAdult),
            ],
            attestedBy: "the authorities of the State concerned",
            source: "Convention on the Rights of the Child, Article 10; Additional Protocol I, Article 78(1)",
            notCheckable: "that the consent is in writing: the form is sealed"),
    ]

    private static let journey: [CaseTransition] = [
        CaseTransition(
            [.cleared], to: .cleared, by: [.planned], [CaseGuard(.plannedUncleared, .clearances)],
            attestedBy: "who organises the journey", source: "Additional Protocol I, Article 78(1)"),
        CaseTransition(
            [.cleared], to: .inTransfer, by: [.released],
            [
                CaseGuard(.releasedUnplanned, .each([.planned])),
                CaseGuard(.releasedDespiteWithdrawal, .noWithdrawal),
                CaseGuard(.releasedDespiteDispute, .noBlockingDispute),
                CaseGuard(.adultNotAsked, .consentOfAdult),
            ],
            attestedBy: "the releasing party", source: "the vocabulary's own"),
        CaseTransition(
            [.inTransfer], to: .received, by: [.received, .takenOver],
            [
                CaseGuard(.acceptedBeforeReleased, .notBeforeRelease),
                CaseGuard(.custodyClaimedTwice, .inOneCustody),
            ],
            attestedBy: "the accepting party", source: "the vocabulary's own"),
        CaseTransition(
            [.received], to: .reunified, by: [.reunified], in: .journey,
            reunification + [CaseGuard(.reunifiedUnreceived, .each([.received]))],
            attestedBy: "the receiving agency, with the caregiver's receipt, which is sealed",
            source: "reunification, in the inter-agency casework standards",
            notCheckable: "that the caregiver is the one verified: the same sealed object opens"),
    ]

    private static let reunification = [
        CaseGuard(.reunifiedUnverified, .each(verified)),
        CaseGuard(.reunifiedUndecided, .each([.childHeard, .interestsFavourable])),
        CaseGuard(.reunifiedDespiteDispute, .noBlockingDispute),
        CaseGuard(.reunifiedTwice, .notAgain),
        CaseGuard(.adultNotAsked, .consentOfAdult),
    ]

    private static let ending: [CaseTransition] = [
        CaseTransition(
            [.reunified], to: .monitored, by: [.followedUp],
            [CaseGuard(.followedUpUnreunified, .each([.reunified]))],
            attestedBy: "the receiving agency",
            source: "follow-up, in the inter-agency case management guidelines (2014)"),
        CaseTransition(
            [.monitored], to: .closed, by: [.closed], in: .endOfWork,
            [
                CaseGuard(
                    .closedFromReceived,
                    .one([
                        .reunified, .ended, .failed, .interestsUnfavourable, .consentRefused,
                        .consentWithdrawn, .died,
                    ])),
                CaseGuard(.closedWithoutFollowup, .given(.reunified, one: [.followedUp, .died])),
            ],
            attestedBy: "the receiving agency; a supervisor approves",
            source: "case closure, in the inter-agency case management guidelines (2014)"),
        CaseTransition(
            [], to: .deceased, by: [.died],
            attestedBy: "an authority or the tracing agency",
            source: "Additional Protocol I, Article 78(3)(s)",
            notCheckable: "that a human being checked an official source; nobody is told by a machine"),
        CaseTransition(
            beforeReunification, to: nil, by: [.cameOfAge],
            attestedBy: "the person, through the case agency",
            source: "General Data Protection Regulation, recital 65",
            notCheckable: "that the parents are told nothing without the person's agreement"),
        CaseTransition(
            [.reunified], to: .brokenDown, by: [.ended],
            attestedBy: "the receiving agency", source: "the vocabulary's own"),
        CaseTransition(
            [.closed], to: nil, by: [.reopened],
            attestedBy: "the agency", source: "reopened, in the case workflow of Primero"),
        CaseTransition(
            [.verified], to: .reunified, by: [.reunified], in: .onTheSpot, reunification,
            attestedBy: "the case agency",
            source: "immediate reunification after a recent, accidental separation"),
    ]
}
