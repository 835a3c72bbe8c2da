/// What is passed between the sides. No category names health, detention or another thing that must not be
/// said of a child even as a heading: such items are named inside the sealed object alone.
extension CodeList {
    /// What form the information has.
    public static let informationKind = CodeList(
        "information-kind", "Kinds of information",
        [
            "list": "a list of cases",
            "dossier": "a file on one child or on several",
            "card": "the card of Additional Protocol I, Article 78(3)",
            "report": "an account in general terms",
        ])

    /// What was in it.
    public static let informationCategory = CodeList(
        "information-category", "Categories of information",
        [
            "identity": "who the child is",
            "biography": "the child's biography",
            "photograph": "photographs",
            "family": "who the family is",
            "whereabouts": "where the child is",
            "circumstances": "how the separation came about",
            "documents": "copies of documents",
            "services_overview": "which services children receive, in general terms",
            "aggregate": "numbers without any person",
            "not_stated": "whoever speaks of it does not say",
        ])

    /// For which one purpose it was passed.
    public static let purpose = CodeList(
        "purpose", "Purposes",
        [
            "tracing": "the search for a child or a family",
            "identification": "to establish who a child is",
            "verification": "to verify a relationship",
            "family_contact": "to restore contact",
            "reunification": "to reunite a family",
            "care": "interim care",
            "followup": "follow-up after a reunification",
            "accountability": "to account for what was done",
        ])

    /// To whom the recipient may pass it on.
    public static let onwardRule = CodeList(
        "onward-rule", "Onward transfer",
        [
            "none": "to nobody",
            "with_agreement": "with the sender's agreement",
            "family_only": "to the family concerned",
            "cta_only": "to the Central Tracing Agency",
        ])

    /// Why something was kept back.
    public static let withholdingGround = CodeList(
        "withholding-ground", "Why something was kept back",
        standard: .text(
            "Geneva Convention IV, Article 137: information that might be detrimental to "
                + "the person is not transmitted, but never kept from the Central Agency"),
        [
            "harm": "it could harm the person (Geneva Convention IV, Article 137)",
            "no_basis": "there is no legal basis to pass it on",
            "not_held": "the sender does not hold it",
            "refused": "the holder refuses it, and gives no other ground",
        ])

    /// Whether what arrived is what was sent.
    public static let integrityResult = CodeList(
        "integrity-result", "Whether it arrived as it was sent",
        [
            "matches": "the object opens to the commitment",
            "differs": "the object does not open to the commitment",
            "not_checked": "it was not compared",
        ])

    /// What a report is for.
    public static let reportKind = CodeList(
        "report-kind", "Kinds of report",
        [
            "identity_verification": "verifies who the children are",
            "progress": "says how far the work has come",
            "situation": "describes the situation of children",
        ])
}
