/// The lists of Primero's child protection forms, code by code.
extension CodeMapping {
    public static let primero = [
        protection, separation, care, relationship, tracingStatus, tracingAction, tracingOutcome, caseStatus,
        workflow, transfer, closure, followupKind, followupResult, verification, displacement, sex,
    ]

    private static let noText: Place = .nowhere("no list escapes into text; the sealed object says it")

    private static let protection = CodeMapping(
        "Protection status", same: ["separated", "unaccompanied"], in: { .clear(.careStatus, $0) }, and: [:])

    private static let separation = CodeMapping(
        "Separation cause",
        same: ["conflict", "repatriation", "population_movement", "migration", "natural_disaster"],
        in: { .clear(.circumstance, $0) },
        and: [
            "entrusted_into_the_care_of_an_individual": .clear(.circumstance, "entrusted_to_others"),
            "death": .sealed(.sealedCircumstance, "death"),
            "family_abuse_violence_exploitation":
                .sealed(.sealedCircumstance, "family_abuse_violence_exploitation"),
            "lack_of_access_to_services_support":
                .sealed(.sealedCircumstance, "lack_of_access_to_services_support"),
            "caafag": .sealed(.sealedCircumstance, "caafag"),
            "sickness_of_family_member": .sealed(.sealedCircumstance, "sickness_of_family_member"),
            "arrest_and_detention": .sealed(.sealedCircumstance, "arrest_and_detention"),
            "abandonment": .sealed(.sealedCircumstance, "abandonment"),
            "poverty": .sealed(.sealedCircumstance, "poverty"),
            "divorce_remarriage": .sealed(.sealedCircumstance, "divorce_remarriage"),
            "other_please_specify": noText,
        ])

    private static let care = CodeMapping(
        "Care arrangement",
        same: [
            "parent_s", "customary_caregiver_s", "kinship_care_extended_family", "foster_care",
            "residential_care", "independent_living", "unrelated_adult",
        ],
        in: { .clear(.careArrangement, $0) },
        and: [
            "step_parent": .sealed(.sealedCareArrangement, "step_parent"),
            "adult_sibling": .sealed(.sealedCareArrangement, "adult_sibling"),
            "kafala": .sealed(.sealedCareArrangement, "kafala"),
            "child_headed_household": .sealed(.sealedCareArrangement, "child_headed_household"),
            "no_care_arrangement": .sealed(.sealedCareArrangement, "no_care_arrangement"),
            "other": .sealed(.sealedCareArrangement, "other"),
        ])

    private static let relationship = CodeMapping(
        "Family relationship",
        same: [
            "mother", "father", "aunt", "uncle", "grandmother", "grandfather", "brother", "sister",
            "husband", "wife", "partner", "other_family", "other_nonfamily",
        ],
        in: { .sealed(.sealedRelationship, $0) }, and: [:])

    private static let tracingStatus = CodeMapping(
        "Tracing status",
        [
            "open": .statement("case.opened"), "tracing_in_progress": .statement("tracing.acted"),
            "verified": .statement("relationship.verified"), "reunified": .statement("child.reunified"),
            "closed": .statement("case.closed"),
        ])

    private static let tracingAction = CodeMapping(
        "Tracing action",
        same: [
            "case_by_case_tracing", "individual_tracing", "mass_tracing", "photo_tracing", "referral_to_ngo",
            "referral_to_icrc",
        ],
        in: { .clear(.tracingAction, $0) }, and: [:])

    private static let tracingOutcome = CodeMapping(
        "Outcome of a tracing action", same: ["pending", "successful", "unsuccessful"],
        in: { .clear(.tracingOutcome, $0) }, and: [:])

    private static let caseStatus = CodeMapping(
        "Case status",
        [
            "open": .statement("case.opened"), "closed": .statement("case.closed"),
            "transferred": .statement("case.taken"), "duplicate": .statement("case.merged"),
        ])

    private static let workflow = CodeMapping(
        "Workflow",
        [
            "new": .statement("case.opened"), "reopened": .statement("case.reopened"),
            "assessment": .statement("interests.assessed"),
            "case_plan": .nowhere("the plan of a case stays in the agency's own system"),
            "service_provision": .nowhere("services stay in the agency's own system"),
            "services_implemented": .nowhere("services stay in the agency's own system"),
            "closed": .statement("case.closed"),
        ])

    private static let transfer = CodeMapping(
        "Transfer and referral",
        [
            "in_progress": .statement("case.offered"), "accepted": .statement("case.taken"),
            "rejected": .statement("case.declined"),
            "done": .nowhere("a referral for a service leaves the case with its agency"),
            "revoked": .clear(.declineGround, "offer_revoked"),
        ])

    private static let closure = CodeMapping(
        "Closure reason",
        same: ["formal_closing", "not_seen_during_verification", "repatriated", "transferred"],
        in: { .clear(.closureReason, $0) },
        and: [
            "death_of_child": .sealed(.sealedClosureReason, "death_of_child"), "other": noText,
        ])

    private static let followupKind = CodeMapping(
        "Kind of follow-up", same: ["after_reunification", "in_care", "for_service", "for_assessment"],
        in: { .clear(.followupKind, $0) }, and: [:])

    private static let followupResult = CodeMapping(
        "Result of a follow-up",
        same: ["no_further_action_needed", "ongoing_monitoring", "urgent_intervention"],
        in: { .clear(.followupOutcome, $0) }, and: [:])

    private static let verification = CodeMapping(
        "Verification, in the monitoring module",
        [
            "verified": .clear(.verificationOutcome, "verified"),
            "unverified": .clear(.verificationOutcome, "not_verified"),
            "pending_verification": .nowhere("what nobody has concluded nobody states"),
            "falsely_attributed": .nowhere("it is said of the report of an incident"),
            "rejected": .nowhere("it is said of the report of an incident"),
        ])

    private static let displacement = CodeMapping(
        "Displacement status",
        same: [
            "resident", "idp", "refugee", "stateless_person", "returnee", "foreign_national",
            "asylum_seeker",
        ],
        in: { .sealed(.sealedDisplacementStatus, $0) }, and: [:])

    private static let sex = CodeMapping(
        "Sex", same: ["male", "female"], in: { .sealed(.sealedSex, $0) }, and: [:])
}
