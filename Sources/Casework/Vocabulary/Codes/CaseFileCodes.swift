/// What becomes of a case as a file: it is offered to another agency, found to stand twice, or to be void.
extension CodeList {
    /// Why an offered case was not taken.
    public static let declineGround = CodeList(
        "decline-ground", "Why an offered case was not taken",
        [
            "no_capacity": "the recipient cannot take it on",
            "outside_mandate": "it is outside the recipient's mandate",
            "outside_area": "it is outside the area in which the recipient works",
            "no_consent": "there is no consent to the transfer",
            "risk_of_harm": "the transfer could harm the child",
            "offer_revoked": "the giver took the offer back",
        ])

    /// Why one case goes on in another.
    public static let mergeGround = CodeList(
        "merge-ground", "Why a case goes on in another",
        [
            "registered_twice": "one office had registered the child twice",
            "two_offices": "two offices had registered the child",
            "taken_over": "the case was taken over from another agency, under a reference of its own",
        ])

    /// Why a case never was one.
    public static let invalidityGround = CodeList(
        "invalidity-ground", "Why a case is void",
        standard: .text("record invalid, of RapidFTR; the grounds are this vocabulary's own"),
        [
            "opened_in_error": "it was opened by mistake",
            "false_report": "what was reported proved untrue",
            "not_separated": "the child was not separated from the family",
            "outside_mandate": "it is no matter for the agency",
        ])
}
