/// How parties support, contest and correct statements.
extension CodeList {
    /// In which capacity a party attests.
    public static let capacity = CodeList(
        "capacity", "Capacities",
        standard: .text("corroboration"),
        [
            "counterpart": "the other side of the matter",
            "witness": "a neutral that was present",
            "endorser": "a third party that supports the statement",
            "examiner": "opened and compared the evidence in confidence",
        ])

    /// What an attestation covers.
    public static let attestationScope = CodeList(
        "attestation-scope", "What an attestation covers",
        [
            "occurrence": "that it happened",
            "time": "that it happened at the time stated",
            "direction": "from where and to where",
            "content": "what the sealed object holds",
            "whole": "everything that the event states",
            "same_matter": "that the events named speak of one and the same matter",
        ])

    /// What an attestation leaves out.
    public static let reservation = CodeList(
        "reservation", "Reservations",
        [
            "identity_not_examined": "who the persons are was not examined",
            "time_not_examined": "the time was not examined",
            "content_not_opened": "the sealed object was not opened",
            "characterisation_not_accepted": "the legal characterisation is not accepted",
            "no_recognition": "nothing in it recognises the other party's standing",
        ])

    /// On which ground a statement is contested.
    public static let disputeGround = CodeList(
        "dispute-ground", "Grounds of a dispute",
        standard: .text("grounds that public accounts of returns attest, as far as precedents are known"),
        [
            "count": "the number is another",
            "direction": "from and to are another way round",
            "wrong_person": "it is not the person meant",
            "relation": "the caregiver is not who it is said to be, or custody is contested",
            "consent": "consent was lacking or given under pressure",
            "child_unwilling": "the child does not wish it",
            "not_present": "there is no record of the child on the territory",
            "adult": "the person is of age",
            "already_with_family": "the child already lives with family",
            "cause": "the cause of separation is another",
            "characterisation": "the legal characterisation is contested",
            "time": "the time is another",
            "not_reunified": "the journey was made, but the child is not with family",
            "attribution": "the merit belongs to somebody else",
            "nationality": "the nationality is contested",
            "duplicate": "two references speak of one child",
            "authenticity": "the party named did not sign it, or not freely",
            "contact_denied": "the contact did not take place",
            "erased": "the evidence was lawfully erased",
        ])

    /// What the disputing party asks for.
    public static let remedy = CodeList(
        "remedy", "Remedies asked for",
        [
            "stop_transfer": "stop the transfer",
            "verify_again": "verify again",
            "hear_child_again": "let a neutral hear the child again",
            "correct": "correct the statement",
            "open_evidence": "open the evidence in confidence",
            "tracing_agency_enquiry": "an enquiry by the Central Tracing Agency",
            "note_only": "note that both statements stand",
        ])

    /// Why an author corrects itself.
    public static let correctionGround = CodeList(
        "correction-ground", "Grounds of a correction",
        [
            "recording_error": "it was recorded wrongly",
            "source_corrected": "the source was corrected",
            "new_evidence": "new evidence has come up",
            "translation_error": "it was translated wrongly",
            "duplicate": "it was recorded twice",
            "dispute_upheld": "a dispute was right",
        ])

    /// Why an author states an event again.
    public static let reaffirmationGround = CodeList(
        "reaffirmation-ground", "Grounds of a reaffirmation",
        [
            "key_compromised": "the key that signed it was in other hands",
            "authenticity_disputed": "its authenticity was disputed",
        ])

    /// What the other side says to a dispute.
    public static let disputePosition = CodeList(
        "dispute-position", "Answers to a dispute",
        [
            "accepts": "the dispute is right",
            "accepts_in_part": "the dispute is right in part",
            "rejects": "the dispute is not right",
            "both_stand": "the two statements differ, and both stand",
            "examining": "the matter is being examined",
        ])

    /// How a dispute ended.
    public static let disputeOutcome = CodeList(
        "dispute-outcome", "Outcomes of a dispute",
        [
            "upheld": "the dispute was right",
            "rejected": "the dispute was not right",
            "both_stand": "the two statements differ, and both stand",
            "withdrawn": "whoever raised it took it back",
        ])

    /// Who settled a dispute.
    public static let settledBy = CodeList(
        "settled-by", "Who settled a dispute",
        [
            "agreement": "the sides agreed",
            "arbiter": "an arbiter whom both sides accepted",
            "court": "a court",
            "raising_party": "the party that had raised it",
        ])
}
