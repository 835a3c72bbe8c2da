/// Keeping, holding and erasing what is sealed. Erasure is a decision with an owner, never a timer alone.
extension CodeList {
    /// Why something is kept until it is looked at again.
    public static let retentionGround = CodeList(
        "retention-ground", "Why something is kept",
        standard: .unchecked("Restoring Family Links Code of Conduct; IASC data responsibility guidance"),
        [
            "case_open": "the case is open",
            "followup": "for the follow-up",
            "right_to_know": "so that the person can learn later what was done",
            "accountability": "to account for what was done",
            "legal_claims": "for legal claims",
            "archive": "as a permanent record, under the rules of the organisation",
            "purpose_reached": "no longer needed: to be erased when reviewed",
        ])

    /// In which capacity somebody asks for erasure.
    public static let erasureCapacity = CodeList(
        "erasure-capacity", "In which capacity erasure is asked for",
        standard: .text("General Data Protection Regulation, Article 17 and recital 65"),
        [
            "parent": "as a parent",
            "guardian": "as guardian or legal representative",
            "adult_subject": "as the person concerned, who is of age",
            "authority": "as an authority",
        ])

    /// Why something may not be erased for the time being.
    public static let holdGround = CodeList(
        "hold-ground", "Why nothing may be erased",
        standard: .unchecked("General Data Protection Regulation, Article 17(3)"),
        [
            "legal_claims": "for legal claims",
            "proceedings": "for proceedings that are pending",
            "legal_obligation": "a duty under law to keep it",
            "public_interest": "important grounds of public interest",
            "vital_interest": "to protect somebody's life, safety or integrity",
            "dispute": "a dispute about it is open",
        ])

    /// How material was erased.
    public static let erasureMethod = CodeList(
        "erasure-method", "How material was erased",
        standard: .unchecked("EDPB Guidelines 02/2025: whether destroying keys alone suffices is not settled"),
        [
            "deleted": "the objects were deleted",
            "overwritten": "the objects were overwritten",
            "media_destroyed": "the media were destroyed",
            "keys_alone": "the keys alone were destroyed; the objects could not be reached",
        ])

    /// Which copies are known to remain.
    public static let copiesRemaining = CodeList(
        "copies-remaining", "Copies that are known to remain",
        standard: .unchecked("EDPB Guidelines 02/2025: what remains is anonymous only if no copies do"),
        [
            "none_known": "none is known",
            "with_recipients": "with those to whom the material was passed",
            "in_backups": "in backups, until these expire",
            "in_archive": "in an archive that the law prescribes",
        ])

    /// What kind of breach it was.
    public static let breachKind = CodeList(
        "breach-kind", "Kinds of breach",
        [
            "disclosure": "somebody learnt what was not for them",
            "seizure": "a device or a file was seized",
            "loss": "something was lost",
            "alteration": "something was changed without right",
            "unavailable": "something cannot be reached",
        ])

    /// Who was told of a breach.
    public static let breachNotified = CodeList(
        "breach-notified", "Who was told of a breach",
        [
            "persons_concerned": "the persons concerned, or those who decide for them",
            "supervisory_authority": "the supervisory authority",
            "parties": "the other parties to the matter",
            "central_tracing_agency": "the Central Tracing Agency",
            "nobody_yet": "nobody yet",
        ])
}
