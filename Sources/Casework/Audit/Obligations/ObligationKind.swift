/// What a party may owe another, with a stable code.
public enum ObligationKind: String, CaseIterable, Sendable {
    case letterWithoutReceipt = "letter-without-receipt"
    case letterWithoutReply = "letter-without-reply"
    case shareWithoutReceipt = "share-without-receipt"
    case requestUnanswered = "request-unanswered"
    case handoverNotAccepted = "handover-not-accepted"
    case acceptanceWithoutRelease = "acceptance-without-release"
    case receivedNotReunified = "received-not-reunified"
    case followupDue = "followup-due"
    case offerUnanswered = "offer-unanswered"
    case commitmentOpen = "commitment-open"
    case commitmentReported = "commitment-reported"
    case intentionOpen = "intention-open"
    case disputeUnanswered = "dispute-unanswered"
    case disputeUnsettled = "dispute-unsettled"
    case erasureUncertified = "erasure-uncertified"

    /// What is open, in a sentence for people who are no engineers.
    public var meaning: String {
        switch self {
        case .letterWithoutReceipt: "Nobody to whom the letter was addressed confirms in a ledger that it came."
        case .letterWithoutReply: "Nobody to whom the letter was addressed has answered it in writing."
        case .shareWithoutReceipt: "A recipient of information has not confirmed that it came."
        case .requestUnanswered: "A request for information was neither met nor refused."
        case .handoverNotAccepted: "A child was handed over, and nobody states that it was taken over."
        case .acceptanceWithoutRelease: "A child was taken over, and nobody states that it was handed over."
        case .receivedNotReunified: "A child was taken over, and nobody states where it is now."
        case .followupDue: "A follow-up was due before the last entries, and none is stated."
        case .offerUnanswered: "A case was offered to an agency, which neither took nor declined it."
        case .commitmentOpen: "A party has agreed to do something, and nothing states that it was done."
        case .commitmentReported:
            "Somebody else reports a commitment; whoever is said to have made it has not stated it."
        case .intentionOpen: "A party said what it is ready or means to do. It has promised nothing."
        case .disputeUnanswered: "A statement is contested, and whoever made it has not answered."
        case .disputeUnsettled: "A dispute that keeps something from being agreed is not settled."
        case .erasureUncertified: "A holder of material that is to be erased has not stated its erasure."
        }
    }

    /// The title over the obligations of this kind.
    public var title: String {
        switch self {
        case .letterWithoutReceipt: "Letters without a receipt"
        case .letterWithoutReply: "Letters without a reply"
        case .shareWithoutReceipt: "Shares without a receipt"
        case .requestUnanswered: "Requests for information without an answer"
        case .handoverNotAccepted: "Handovers that nobody accepted"
        case .acceptanceWithoutRelease: "Acceptances without a handover"
        case .receivedNotReunified: "Children taken over, and nowhere stated reunified"
        case .followupDue: "Follow-ups that are due"
        case .offerUnanswered: "Cases offered, and neither taken nor declined"
        case .commitmentOpen: "Commitments that nothing fulfils"
        case .commitmentReported: "Commitments that others report, which their makers have not stated"
        case .intentionOpen: "Readiness and intentions, which bind nobody"
        case .disputeUnanswered: "Disputes without an answer"
        case .disputeUnsettled: "Disputes that are not settled"
        case .erasureUncertified: "Erasures that a holder has not certified"
        }
    }

    /// Whether somebody owes something: a readiness and an intention bind nobody, nor does what another says
    /// that one has promised.
    public var isOwed: Bool { self != .intentionOpen && self != .commitmentReported }
}
