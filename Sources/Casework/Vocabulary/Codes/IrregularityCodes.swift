/// How a case can run against the guards of its states. Each is a fact about the statements at hand, and no
/// judgment on the parties: a true but irregular step is recorded with `despite`, and stands as irregular.
public enum IrregularityCode: String, CaseIterable, Comparable, Sendable {
    case tracingWithoutBasis = "tracing_without_basis"
    case verifiedByOneParty = "verified_by_one_party"
    case decidedUnverified = "decided_unverified"
    case decidedUnheard = "decided_unheard"
    case clearedUndecided = "cleared_undecided"
    case clearedWithoutConsent = "cleared_without_consent"
    case plannedUncleared = "planned_uncleared"
    case releasedUnplanned = "released_unplanned"
    case releasedDespiteWithdrawal = "released_despite_withdrawal"
    case releasedDespiteDispute = "released_despite_dispute"
    case acceptedBeforeReleased = "accepted_before_released"
    case custodyClaimedTwice = "custody_claimed_twice"
    case reunifiedUnverified = "reunified_unverified"
    case reunifiedUndecided = "reunified_undecided"
    case reunifiedUnreceived = "reunified_unreceived"
    case reunifiedDespiteDispute = "reunified_despite_dispute"
    case reunifiedTwice = "reunified_twice"
    case followedUpUnreunified = "followed_up_unreunified"
    case closedFromReceived = "closed_from_received"
    case closedWithoutFollowup = "closed_without_followup"
    case adultNotAsked = "adult_not_asked"
    case stepAfterClosing = "step_after_closing"
    case stepAfterDeath = "step_after_death"
    case recordedBeforeItHappened = "recorded_before_it_happened"

    /// What is irregular, in plain words that follow the case they are about.
    public var label: String {
        switch self {
        case .tracingWithoutBasis: "searched for without consent to the search or another recorded basis"
        case .verifiedByOneParty: "verified on both sides by one and the same party"
        case .decidedUnverified: "decided before the relationship was verified on both sides"
        case .decidedUnheard: "decided before the child was heard, no earlier than the verification"
        case .clearedUndecided: "cleared for the journey before the reunification was decided"
        case .clearedWithoutConsent: "cleared for the journey without consent of a parent or guardian"
        case .plannedUncleared: "planned to travel without the clearances of both States"
        case .releasedUnplanned: "handed over without a planned journey"
        case .releasedDespiteWithdrawal: "handed over although a consent was refused or withdrawn"
        case .releasedDespiteDispute: "handed over although an open dispute blocks the case"
        case .acceptedBeforeReleased: "taken over before it was handed over"
        case .custodyClaimedTwice: "in the custody of two parties at once, as each of them states"
        case .reunifiedUnverified: "reunified before the relationship was verified on both sides"
        case .reunifiedUndecided: "reunified without the child heard and a finding on best interests"
        case .reunifiedUnreceived: "reunified after a journey that nobody states the end of"
        case .reunifiedDespiteDispute: "reunified although an open dispute blocks the case"
        case .reunifiedTwice: "reunified a second time, and the first never ended"
        case .followedUpUnreunified: "followed up before it was reunified"
        case .closedFromReceived: "closed straight from the arrival, without a reunification"
        case .closedWithoutFollowup: "closed after a reunification without a follow-up"
        case .adultNotAsked: "moved on without the consent of the person, who is of age"
        case .stepAfterClosing: "went on after it was closed, and was not opened again"
        case .stepAfterDeath: "went on after the death was recorded"
        case .recordedBeforeItHappened: "recorded as done before it began"
        }
    }

    /// Whether a statement may bear it under `despite`, in clear.
    public var canBeStated: Bool { self != .stepAfterDeath }

    /// Whether two statements contradict each other, so that either of them, made later than the other,
    /// brings the irregularity about.
    var isMutual: Bool {
        switch self {
        case .verifiedByOneParty, .acceptedBeforeReleased, .custodyClaimedTwice, .reunifiedTwice: true
        default: false
        }
    }

    public static func < (left: IrregularityCode, right: IrregularityCode) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension CodeList {
    /// The irregularities that a statement can say of itself. A step after a death is not among them: it would
    /// say in clear that somebody died. Whoever recorded the death wrongly corrects it.
    public static let irregularity = CodeList(
        "irregularity", "Irregularities of a case",
        codes: IrregularityCode.allCases.filter(\.canBeStated).map {
            Code(code: $0.rawValue, label: $0.label)
        })
}
