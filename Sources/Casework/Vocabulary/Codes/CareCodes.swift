/// Searching for a family, and caring for the child in the meantime.
extension CodeList {
    /// What was done to trace a child or a family.
    public static let tracingAction = CodeList(
        "tracing-action", "Tracing actions", standard: .text("tracing actions of Primero"),
        [
            "case_by_case_tracing": "this one case was followed up",
            "individual_tracing": "somebody went to look for the persons",
            "mass_tracing": "many cases were made known together",
            "photo_tracing": "photographs were shown to those who may know the persons",
            "referral_to_ngo": "the search was passed to a non-governmental organisation",
            "referral_to_icrc": "the search was passed to the Central Tracing Agency of the ICRC",
        ])

    /// What came of it.
    public static let tracingOutcome = CodeList(
        "tracing-outcome", "Outcomes of a tracing action", standard: .text("tracing outcomes of Primero"),
        [
            "pending": "not known yet",
            "successful": "whoever was sought was found",
            "unsuccessful": "nobody was found",
        ])

    /// What kind of guardian was appointed.
    public static let guardianKind = CodeList(
        "guardian-kind", "Kinds of guardian",
        [
            "legal_guardian": "a guardian with all rights and duties",
            "temporary_guardian": "a guardian for the time being",
            "guardian_for_proceedings": "a guardian for proceedings alone",
            "legal_representative": "a legal representative",
            "institution": "an institution that is guardian by law",
        ])

    /// In whose care a child is, as far as that may stand in clear. What would tell a relation more closely, a
    /// religion, or that a child is without protection has its code in ``sealedCareArrangement`` alone.
    public static let careArrangement = CodeList(
        "care-arrangement", "Care arrangements",
        standard: .text("care arrangements of Primero, as far as they may stand in clear"),
        [
            "parent_s": "with a parent or both",
            "customary_caregiver_s": "with whoever is responsible by custom",
            "kinship_care_extended_family": "with relatives",
            "foster_care": "with a foster family",
            "residential_care": "in residential care",
            "independent_living": "on one's own, with support",
            "unrelated_adult": "with an adult who is not related",
            "sealed": "stated in the sealed object alone",
        ])
}
