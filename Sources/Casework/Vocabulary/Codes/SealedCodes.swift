/// Words for what stands inside sealed objects alone.
///
/// No member of any event takes a code of these lists; none of them may stand in clear, and the program never
/// sees one. They are here so that two sides who open an object to each other mean the same by a word.
extension CodeList {
    /// Every list for sealed objects, in the order in which people read them.
    public static let sealedLists = [
        sealedCareStatus, sealedCircumstance, sealedCharacterisation, sealedSex, sealedRelationship,
        sealedRelationshipClass, sealedCareArrangement, sealedDisplacementStatus, sealedStatusChange,
        sealedClosureReason, sealedCardItem, sealedNoticeItem,
    ]

    public static let sealedCareStatus = CodeList(
        "sealed-care-status", "Care status, where it is verified",
        standard: .unchecked("usage in casework: one parent's death is counted differently"),
        ["orphan": "both parents are known to be dead"])

    public static let sealedCircumstance = CodeList(
        "sealed-circumstance", "Circumstances of separation that never stand in clear",
        standard: .text(
            "causes of separation of Primero; hospital_stay and caregiver_died_abroad are this "
                + "vocabulary's own"),
        [
            "death": "the death of a caregiver",
            "caregiver_died_abroad": "the death of a caregiver abroad",
            "family_abuse_violence_exploitation": "abuse, violence or exploitation in the family",
            "lack_of_access_to_services_support": "no access to services or support",
            "caafag": "association with an armed force or armed group",
            "sickness_of_family_member": "sickness of a member of the family",
            "hospital_stay": "a stay in hospital",
            "arrest_and_detention": "arrest or detention",
            "abandonment": "abandonment",
            "poverty": "poverty",
            "divorce_remarriage": "divorce or remarriage",
        ])

    public static let sealedCharacterisation = CodeList(
        "sealed-characterisation", "Legal characterisation that never stands in clear",
        ["medical_evacuation": "an evacuation for medical reasons"])

    public static let sealedSex = CodeList(
        "sealed-sex", "Sex",
        standard: .text("Primero and RapidFTR; not_known is 0 of ISO/IEC 5218, which was not checked"),
        ["female": "female", "male": "male", "not_known": "not known"])

    public static let sealedRelationship = CodeList(
        "sealed-relationship", "Relationships",
        standard: .text(
            "family relationships of Primero; legal_guardian, step_parent, adoptive_parent, foster_carer and "
                + "institution are this vocabulary's own"),
        [
            "mother": "mother", "father": "father", "aunt": "aunt", "uncle": "uncle",
            "grandmother": "grandmother", "grandfather": "grandfather", "brother": "brother",
            "sister": "sister", "husband": "husband", "wife": "wife", "partner": "partner",
            "step_parent": "step-parent", "adoptive_parent": "adoptive parent",
            "foster_carer": "foster carer", "legal_guardian": "legal guardian",
            "institution": "an institution", "other_family": "another member of the family",
            "other_nonfamily": "somebody who is no member of the family",
        ])

    public static let sealedRelationshipClass = CodeList(
        "sealed-relationship-class", "Classes of relationship",
        [
            "parent": "a parent", "relative": "a relative", "guardian": "a guardian",
            "other_verified": "somebody else, who was verified",
        ])

    public static let sealedCareArrangement = CodeList(
        "sealed-care-arrangement", "Care arrangements that never stand in clear",
        standard: .text("care arrangements of Primero"),
        [
            "step_parent": "with a step-parent",
            "adult_sibling": "with a brother or sister of age",
            "kafala": "kafala",
            "child_headed_household": "in a household that a child heads",
            "no_care_arrangement": "in nobody's care",
            "other": "another arrangement, which the object describes",
        ])

    public static let sealedDisplacementStatus = CodeList(
        "sealed-displacement-status", "Displacement status", standard: .text("displacement status of Primero"),
        [
            "resident": "resident", "idp": "displaced within the country", "refugee": "refugee",
            "stateless_person": "stateless person", "returnee": "returnee",
            "foreign_national": "foreign national", "asylum_seeker": "asylum seeker",
        ])

    /// What `status.changed` binds. A death has a type of its own, for it changes what may be done.
    public static let sealedStatusChange = CodeList(
        "sealed-status-change", "Changes of status that a Bureau is told of",
        standard: .text("Geneva Convention IV, Article 136(2)"),
        [
            "transfer":
                "a transfer; on the way home it stands in `custody.released` and `custody.accepted`",
            "release":
                "a release; where it begins the way home, the handover stands in `custody.released`",
            "repatriation":
                "a repatriation; its journey stands in `border.crossed`, and `case.closed` can give it as "
                + "reason",
            "escape": "an escape",
            "hospital_admittance": "an admittance to hospital",
            "birth": "a birth",
            "death": "a death; it is recorded with `death.recorded`",
        ])

    public static let sealedClosureReason = CodeList(
        "sealed-closure-reason", "Reasons of a closure that never stand in clear",
        standard: .text("closure reasons of Primero"),
        ["death_of_child": "the death of the child"])

    public static let sealedCardItem = CodeList(
        "sealed-card-item", "Items of the child's card",
        standard: .text("Additional Protocol I, Article 78(3), letters a to s, with photographs"),
        [
            "surname": "(a) surname", "first_name": "(b) first name", "sex": "(c) sex",
            "birth": "(d) place and date of birth, or the approximate age",
            "father": "(e) the father's full name",
            "mother": "(f) the mother's full name, and her maiden name",
            "next_of_kin": "(g) next of kin", "nationality": "(h) nationality",
            "languages": "(i) native language and others", "family_address": "(j) the family's address",
            "identification_number": "(k) any identification number", "health": "(l) state of health",
            "blood_group": "(m) blood group", "distinguishing_features": "(n) distinguishing features",
            "found": "(o) date and place where the child was found",
            "left_country": "(p) date and place of leaving the country",
            "religion": "(q) religion, if any",
            "present_address": "(r) present address in the receiving country",
            "death": "(s) date, place and circumstances of death, and place of interment",
            "photograph": "photographs, where they involve no risk of harm",
        ])

    public static let sealedNoticeItem = CodeList(
        "sealed-notice-item", "Items of a Bureau's notice",
        standard: .text("Geneva Convention IV, Article 138"),
        [
            "surname": "surname", "first_names": "first names", "birth": "place and full date of birth",
            "nationality": "nationality", "last_residence": "last residence",
            "distinguishing_marks": "distinguishing marks", "father": "the father's first name",
            "mother": "the mother's maiden name",
            "measure": "date, place and nature of the measure taken",
            "correspondence_address": "address for correspondence",
            "person_to_inform": "name and address of the person to be informed",
        ])
}
