/// How far one child's case has come, or where it turned aside.
public enum CaseState: String, CaseIterable, Sendable {
    case sought, identified, documented, tracing
    case familyLocated = "family_located"
    case verified, decided, cleared
    case inTransfer = "in_transfer"
    case received, reunified, monitored, closed

    case alternativeCare = "alternative_care"
    case suspended, declined
    case transferredAgency = "transferred_agency"
    case duplicate, invalid, deceased
    case brokenDown = "broken_down"
    case failedTransfer = "failed_transfer"

    /// In plain words.
    public var phrase: String { rawValue.split(separator: "_").joined(separator: " ") }
}

/// What a case needs for a state.
public enum CaseNeed: Hashable, Sendable {
    case step(CaseStep)
    /// One of these.
    case any([CaseStep])
    /// A clearance by the State that the child leaves.
    case clearanceOfOrigin
    /// A clearance by the State to which the child goes.
    case clearanceOfDestination
}

/// That a case is in a state: what leads there, and what every later state asks for too.
public struct CaseStateRule: Sendable {
    public let state: CaseState
    /// The case is in the state where all of these stand, and no later state's do.
    public let enteredBy: [CaseNeed]
    /// What a case in this state or a later one should have; what of it no statement at hand says is shown as
    /// missing.
    public let needs: [CaseNeed]

    private init(_ state: CaseState, enteredBy: [CaseNeed], needs: [CaseNeed]) {
        self.state = state
        self.enteredBy = enteredBy
        self.needs = needs
    }

    private init(_ state: CaseState, _ steps: CaseStep..., isNeededLater: Bool = true) {
        let needs = steps.map(CaseNeed.step)
        self.init(state, enteredBy: needs, needs: isNeededLater ? needs : [])
    }

    /// The states in their order. Documents, search and contact may be passed over where a child is reunited
    /// at once; the verification, the decision, the clearances and both halves of the handover may not.
    public static let table: [CaseStateRule] = [
        CaseStateRule(.sought, .requested, isNeededLater: false),
        CaseStateRule(.identified, .opened),
        CaseStateRule(.documented, .documented, isNeededLater: false),
        CaseStateRule(.tracing, enteredBy: [.any([.tracingActed, .matched])], needs: []),
        CaseStateRule(.familyLocated, .matched, .familyContacted, isNeededLater: false),
        CaseStateRule(.verified, .verifiedChildSide, .verifiedAdultSide),
        CaseStateRule(.decided, .childHeard, .agreedChildSide, .agreedAdultSide, .interestsFavourable),
        CaseStateRule(
            .cleared, enteredBy: [.clearanceOfOrigin, .clearanceOfDestination],
            needs: [.clearanceOfOrigin, .clearanceOfDestination]),
        CaseStateRule(
            .inTransfer, enteredBy: [.any([.released, .takenOver, .crossed])],
            needs: [.step(.planned), .step(.released)]),
        CaseStateRule(.received, .received),
        CaseStateRule(.reunified, .reunified),
        CaseStateRule(.monitored, .followedUp),
    ]

    /// The states beside that order, what leads there, and below which state they show, the first that holds:
    /// none hides a handover that stands, but for a death, which nothing hides, and an open dispute that
    /// blocks. What then speaks against a state is missing from its needs.
    ///
    /// A case is `duplicate` or `invalid` where each of the child's cases at hand was named so, and
    /// `transferred_agency` until the agency that took it says more.
    public static let aside: [(state: CaseState, by: AsideStep, below: CaseState?)] = [
        (.deceased, .step(.died), nil),
        (.brokenDown, .step(.ended), .reunified),
        (.suspended, .blockingDispute, .reunified),
        (.failedTransfer, .step(.failed), .inTransfer),
        (.declined, .step(.consentRefused), .inTransfer),
        (.declined, .step(.consentWithdrawn), .inTransfer),
        (.alternativeCare, .step(.interestsUnfavourable), .inTransfer),
        (.transferredAgency, .step(.takenByAgency), .inTransfer),
    ]

    /// What leads a case aside.
    public enum AsideStep: Hashable, Sendable {
        case step(CaseStep)
        /// A dispute that is open, on a ground that blocks (``DisputeEffect/blocks``).
        case blockingDispute
    }

    /// The reasons of a closing that say more than that the case is closed.
    public static let closings: [(reason: String, state: CaseState)] = [
        ("transferred", .transferredAgency),
        ("declined", .declined),
        ("alternative_permanent_care", .alternativeCare),
        ("duplicate", .duplicate),
    ]
}

/// A step that a case in its state should have, and that no statement at hand says.
public struct MissingStep: Hashable, Sendable {
    public let step: CaseStep
    /// The State whose clearance is missing, where the direction is known.
    public let country: Country?

    /// `clearance of UA`, `the child heard`.
    public var phrase: String {
        if step == .cleared { return country.map { "clearance of \($0)" } ?? "clearance of a second State" }
        return step.phrase
    }
}
