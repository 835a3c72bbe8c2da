/// On whose word a verdict rests (``CodeList/evaluationLevel``).
public enum EvidenceLevel: String, CaseIterable, Sendable {
    /// Any one party states it.
    case asserted
    /// Both sides state what they know of it.
    case bilateral
    /// Besides, a neutral that both know was there.
    case witnessed
}

/// As of when a claim is held against ledgers (``CodeList/evaluationMoment``).
public enum ClaimMoment: String, CaseIterable, Sendable {
    /// By what was recorded when it was said.
    case claim
    /// By all that is recorded by now.
    case now
}

/// What a check of one statement concludes, at one level and one moment.
public struct StatementOutcome: Sendable {
    public let verdict: ClaimVerdict
    /// How many there are, for figures.
    public let range: CountRange?
    /// Why, in a plain sentence.
    public internal(set) var reason: String
    /// The statements that the verdict rests on, by ledger and place.
    public let restsOn: [StatementReference]
    /// Whether something that it rests on was recorded after the claim was made.
    public internal(set) var hasLateEvidence = false

    init(
        _ verdict: ClaimVerdict, _ reason: String, range: CountRange? = nil, restsOn: [StatementReference] = []
    ) {
        (self.verdict, self.reason, self.range) = (verdict, reason, range)
        self.restsOn = Set(restsOn).sorted()
    }
}

/// Why something that may count does not count for sure.
enum Doubt: String, CaseIterable {
    case time, oneSided, witness, contested, disowned, erased, differing, unstated, unidentified, reference
    case mayHaveClosed

    /// What is said of so many that are in doubt: `2 are not stated by both sides`.
    func phrase(_ number: Int) -> String {
        let (be, s) = number == 1 ? ("is", "s") : ("are", "")
        let words =
            switch self {
            case .time: "\(be) known to a time that lies only partly inside"
            case .oneSided: "\(be) not stated by both sides"
            case .witness: "\(be) not seen by a neutral that both sides know"
            case .contested: "\(be) contested by an open dispute"
            case .disowned: "\(be) signed by a compromised key alone"
            case .erased: "rest\(s) on material that was erased before anybody examined it"
            case .differing: "\(be) stated differently by different statements"
            case .unstated: "\(be) without a word on what is asked"
            case .unidentified: "\(be) of a party that is not identified by its ledger"
            case .reference: "refer\(s) to what is itself not sure"
            case .mayHaveClosed: "\(be) perhaps closed by what is not at hand"
            }
        return "\(number) \(words)"
    }
}

/// Whether a fact is meant by a statement, and what stands against that.
struct Match {
    var containment: Containment
    var doubt: Doubt?

    static let inside = Match(containment: .inside)
    static let outside = Match(containment: .outside)

    static func possible(_ doubt: Doubt) -> Match { Match(containment: .possible, doubt: doubt) }

    /// The weaker of two conditions that must both hold.
    static func && (left: Match, right: @autoclosure () -> Match) -> Match {
        if left.containment == .outside { return left }
        let right = right()
        return right.containment < left.containment ? right : left
    }
}
