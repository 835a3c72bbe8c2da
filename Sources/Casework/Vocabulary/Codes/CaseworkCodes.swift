/// From the search for a child to the decision. What may never stand in clear has no code: no sex, no age, no
/// health, no abuse, no detention, no death, no relation between the persons.
extension CodeList {
    /// Who asks for a search, without saying how they are related.
    public static let inquirer = CodeList(
        "inquirer", "Who asks",
        standard: .text("enquiry, Geneva Convention IV, Article 26; tracing request of Primero"),
        [
            "family": "somebody of the family",
            "subject": "the separated person",
            "authority": "an authority",
            "agency": "an agency",
        ])

    /// How the child stands, in the words of the casework standards.
    public static let careStatus = CodeList(
        "care-status", "Care status",
        standard: .text(
            "protection status of Primero and RapidFTR; the codes on adults and on neither "
                + "are this vocabulary's own"),
        [
            "separated":
                "separated from both parents or the previous main caregiver, not necessarily "
                + "from other relatives",
            "unaccompanied":
                "separated from relatives too, and without an adult responsible by law or custom",
            "adult_separated_as_child": "of age now, separated as a child",
            "neither":
                "neither by these definitions: one who lives with a parent, say, and wishes to join "
                + "the other",
        ])

    /// What happened, as far as it may stand in clear; causes that touch health, abuse, detention, armed
    /// groups or a death are stated in the sealed narrative alone.
    public static let circumstance = CodeList(
        "circumstance", "Circumstances of separation",
        standard: .text(
            "causes of separation of Primero, as far as they may stand in clear; "
                + "hostilities_displacement, evacuation, institution_relocated, "
                + "camp_or_holiday_stay, visit_overtaken_by_front and checkpoint_separation are "
                + "this vocabulary's own"),
        [
            "conflict": "the conflict, in general",
            "hostilities_displacement": "displaced by fighting",
            "evacuation": "an evacuation",
            "institution_relocated": "an institution was moved",
            "camp_or_holiday_stay": "a stay at a camp or on holiday",
            "visit_overtaken_by_front": "on a visit when the front line moved",
            "checkpoint_separation": "separated at a checkpoint",
            "population_movement": "a movement of population",
            "migration": "migration",
            "repatriation": "a repatriation",
            "natural_disaster": "a natural disaster",
            "entrusted_to_others": "entrusted into the care of somebody else",
            "sealed": "stated in the sealed narrative alone",
        ])

    /// How child and family lie to each other.
    public static let configuration = CodeList(
        "configuration", "Where child and family are",
        [
            "across_front_line": "on two sides of a front line",
            "across_border": "on two sides of a border",
            "same_territory": "on the same territory",
            "third_country": "one of them in a third country",
            "unknown": "not known",
        ])

    /// How a side characterises the move in law. It is that side's word and nobody else's.
    public static let characterisation = CodeList(
        "characterisation", "Legal characterisation",
        standard: .unchecked(
            "Additional Protocol I, Article 78, which was read, and Geneva Convention IV, "
                + "Article 49, which was not"),
        [
            "protective_evacuation":
                "evacuation of children for their protection (Additional Protocol I, Article 78)",
            "evacuation_of_area":
                "evacuation of an area for the safety of the population or for military reasons",
            "deportation": "deportation",
            "forcible_transfer": "forcible transfer",
            "family_choice": "a choice of the family",
            "none_stated": "none is stated",
            "sealed": "stated in the sealed narrative alone",
        ])

    /// Who decides on consent.
    public static let decider = CodeList(
        "decider", "Who decides",
        standard: .text(
            "written consent of parents or guardians, or of those responsible by law or "
                + "custom, Additional Protocol I, Article 78(1)"),
        [
            "child_assent": "the child assents",
            "parent": "a parent",
            "guardian": "a guardian or legal representative",
            "customary_caregiver": "whoever is responsible by custom",
            "adult_subject": "the person, being of age",
        ])

    /// What was answered.
    public static let consentOutcome = CodeList(
        "consent-outcome", "Outcomes of a request for consent", ["given": "given", "refused": "refused"])

    /// How a child was heard.
    public static let hearingMeans = CodeList(
        "hearing-means", "How the child was heard",
        [
            "in_person": "in person",
            "video": "by video",
            "phone": "by telephone",
            "in_writing": "in writing or by drawing",
        ])

    /// On what a proposed match rests.
    public static let matchBasis = CodeList(
        "match-basis", "What a match rests on",
        [
            "records": "records that agree",
            "photograph": "a photograph that was recognised",
            "family_statement": "what the family says",
            "child_statement": "what the child says",
            "documents": "documents",
            "several": "several of these",
        ])

    /// How strong a proposed match is.
    public static let matchBand = CodeList(
        "match-band", "How strong a match is",
        standard: .text("potential match of Primero, possible or likely"),
        ["possible": "possible", "likely": "likely"])

    /// Why a match was rejected.
    public static let matchRejection = CodeList(
        "match-rejection", "Why a match was rejected",
        [
            "records_differ": "the records do not agree",
            "not_recognised": "one did not recognise the other",
            "duplicate": "the match was proposed before",
            "not_pursued": "it was not pursued at the wish of the persons concerned",
        ])

    /// On which side of a reunification something was done.
    public static let side = CodeList(
        "side", "Sides of a reunification", ["child": "the child's side", "adult": "the adult's side"])

    /// How a relationship was verified.
    public static let verificationMethod = CodeList(
        "verification-method", "How a relationship was verified",
        [
            "interview": "separate interviews that were compared",
            "documents": "documents",
            "photographs": "photographs",
            "witnesses": "people who know both",
            "examination": "an examination, which the sealed evidence describes",
            "authority_records": "the records of an authority",
        ])

    /// What a verification found.
    public static let verificationOutcome = CodeList(
        "verification-outcome", "Outcomes of a verification",
        standard: .text("verification by the inter-agency standards: assessed as related, or not"),
        ["verified": "verified", "not_verified": "not verified", "inconclusive": "inconclusive"])

    /// What an assessment of best interests found.
    public static let interestsOutcome = CodeList(
        "interests-outcome", "Outcomes of an assessment of best interests",
        standard: .text(
            "best interests assessment and determination, UNHCR Best Interests Procedure "
                + "Guidelines (2021)"),
        [
            "favourable": "reunification is in the child's best interests",
            "unfavourable": "it is not, or not for the present",
            "further_assessment": "more must be known",
        ])

    /// Who determined a child's best interests.
    public static let decisionBody = CodeList(
        "decision-body", "Who decides on best interests",
        standard: .text("best interests determination, UNHCR Best Interests Procedure Guidelines (2021)"),
        [
            "panel": "a panel",
            "court": "a court",
            "guardianship_authority": "a guardianship authority",
            "case_agency": "the case agency",
        ])
}
