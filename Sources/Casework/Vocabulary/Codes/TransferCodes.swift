/// From the clearance to the closing of a case.
extension CodeList {
    /// What a State cleared.
    public static let clearanceKind = CodeList(
        "clearance-kind", "Kinds of clearance",
        standard: .text("Convention on the Rights of the Child, Article 10"),
        [
            "exit": "to leave the country",
            "entry": "to enter the country",
            "travel_document": "a travel document",
            "custody_confirmation": "custody or guardianship is confirmed",
        ])

    /// Which authority decided.
    public static let authorityKind = CodeList(
        "authority-kind", "Kinds of authority",
        [
            "border_service": "a border service",
            "migration_service": "a migration service",
            "consulate": "a consulate",
            "guardianship_authority": "a guardianship authority",
            "court": "a court",
            "ministry": "a ministry",
            "commissioner": "an ombudsman or commissioner",
        ])

    /// Why a clearance was refused.
    public static let refusalGround = CodeList(
        "refusal-ground", "Why a clearance was refused",
        [
            "documents_missing": "documents are missing",
            "custody_unresolved": "custody is not resolved",
            "identity_unresolved": "identity is not resolved",
            "consent_missing": "consent is missing",
            "proceedings_pending": "proceedings are pending",
            "no_ground_given": "no ground was given",
        ])

    /// How a journey goes.
    public static let route = CodeList(
        "route", "Routes",
        standard: .text("routes that public accounts of returns attest"),
        [
            "direct": "directly",
            "via_third_country": "through a third country",
            "not_stated": "whoever speaks of it does not say",
        ])

    /// At which stage a movement failed.
    public static let movementStage = CodeList(
        "movement-stage", "Stages of a movement",
        [
            "before_departure": "before departure",
            "at_handover": "at the handover",
            "in_transit": "on the way",
            "at_border": "at the border",
            "on_arrival": "on arrival",
        ])

    /// Why a movement failed.
    public static let movementFailure = CodeList(
        "movement-failure", "Why a movement failed",
        [
            "security": "reasons of security",
            "clearance_lapsed": "a clearance lapsed or was withdrawn",
            "consent_withdrawn": "consent was withdrawn",
            "person_not_present": "somebody who was needed did not come",
            "identity_doubt": "doubt about an identity",
            "dispute": "a dispute was raised",
            "logistics": "transport or timing",
        ])

    /// Why a reunification ended. What touches the child's protection is said in the sealed object alone.
    public static let reunificationEnd = CodeList(
        "reunification-end", "Why a reunification ended",
        [
            "care_broke_down": "the care broke down",
            "wrong_caregiver": "the caregiver was not the one verified",
            "separated_again": "separated again by events",
            "at_own_wish": "at the wish of the persons concerned",
            "sealed": "stated in the sealed object alone",
        ])

    /// What a follow-up is for.
    public static let followupKind = CodeList(
        "followup-kind", "Kinds of follow-up",
        standard: .text("follow-up of Primero"),
        [
            "after_reunification": "after a reunification",
            "in_care": "in care",
            "for_service": "for a service",
            "for_assessment": "for an assessment",
        ])

    /// What a follow-up found.
    public static let followupOutcome = CodeList(
        "followup-outcome", "Outcomes of a follow-up",
        standard: .text("follow-up of Primero"),
        [
            "no_further_action_needed": "no further action is needed",
            "ongoing_monitoring": "monitoring goes on",
            "urgent_intervention": "urgent intervention is needed",
        ])

    /// Why a case was closed. A death is not among the reasons: it never stands in clear, and such a case is
    /// closed with `formal_closing`.
    public static let closureReason = CodeList(
        "closure-reason", "Why a case was closed",
        standard: .text(
            "closure reasons of Primero, without the death of a child; "
                + "reunified_and_followed_up, reached_majority, declined, "
                + "alternative_permanent_care, already_with_family, not_found and duplicate are "
                + "this vocabulary's own"),
        [
            "reunified_and_followed_up": "reunified, and followed up",
            "formal_closing": "closed formally; the reason is sealed",
            "repatriated": "repatriated",
            "transferred": "transferred to another agency",
            "reached_majority": "the person came of age",
            "declined": "reunification is not wished",
            "alternative_permanent_care": "another permanent care was found",
            "already_with_family": "was with family already",
            "not_found": "not found",
            "not_seen_during_verification": "not seen when the case was verified",
            "duplicate": "another case stands for the same child",
        ])

    /// Who approved a closure.
    public static let approval = CodeList(
        "approval", "Who approved it",
        [
            "supervisor": "a supervisor in the agency",
            "panel": "a panel",
            "court": "a court",
        ])

    /// Why a case was opened again.
    public static let reopeningGround = CodeList(
        "reopening-ground", "Why a case was opened again",
        [
            "new_information": "new information has come up",
            "reunification_ended": "a reunification ended",
            "request_of_family": "the family asked for it",
            "request_of_subject": "the separated person asked for it",
            "closed_in_error": "it was closed in error",
        ])
}
