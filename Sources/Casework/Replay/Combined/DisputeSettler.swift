/// In whose word a dispute is said to have ended, and what that word changes: the one place that says who may
/// settle a dispute.
enum DisputeSettler {
    /// The party that raised it.
    case raiser
    /// Somebody whom both sides know, and whose own statement is not contested. Otherwise the one who is
    /// contested, or any stranger, could settle it alone.
    case arbiter
    /// Anybody else, whose word ends nothing.
    case other

    /// - Parameters:
    ///   - author: who says that the dispute has ended.
    ///   - contested: whose statements it contests.
    ///   - isKnown: whether the author is known to a party.
    init<Party: Equatable>(
        _ author: Party, raiser: Party, contested: [Party], isKnown: (_ party: Party) -> Bool
    ) {
        if author == raiser {
            self = .raiser
        } else if !contested.contains(author), (contested + [raiser]).allSatisfy(isKnown) {
            self = .arbiter
        } else {
            self = .other
        }
    }

    /// Whether that word ends the dispute, with a code of ``CodeList/disputeOutcome``: only who raised it
    /// withdraws it.
    func settles(with outcome: String?) -> Bool {
        switch self {
        case .raiser: true
        case .arbiter: outcome != "withdrawn"
        case .other: false
        }
    }

    /// Whether what was contested stands again as if nobody had contested it. A dispute that was upheld, or
    /// that ended with both statements standing, goes on to unsettle what it contests: that is mended by a new
    /// examination.
    func lifts(with outcome: String?) -> Bool {
        switch self {
        case .raiser: outcome == "withdrawn" || outcome == "rejected"
        case .arbiter: outcome == "rejected"
        case .other: false
        }
    }
}
