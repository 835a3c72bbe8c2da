/// The lists behind the members that every event has.
extension CodeList {
    /// How the author knows what it states.
    public static let knowledge = CodeList(
        "knowledge", "How the author knows it",
        [
            "first_hand": "the author did it, or was there",
            "document": "the author saw a document that says so",
            "reported": "somebody told the author, or published it",
            "derived": "the author concludes it from other statements",
        ])

    /// For which readers an event is.
    public static let audience = CodeList(
        "audience", "For which readers the event is",
        [
            "clear": "everybody who holds the ledger",
            "parties": "the parties to the matter alone",
            "cta_only": "the Central Tracing Agency alone",
        ])

    /// On which basis personal data was processed.
    public static let legalBasis = CodeList(
        "legal-basis", "Legal basis",
        standard: .text(
            "legal bases of Primero and UNICEF; public_interest is from the list of the "
                + "ICRC, which was not checked"),
        [
            "consent": "consent of the person, or of those who decide for a child",
            "vital_interest": "to protect somebody's life, safety or integrity",
            "beneficiary_interest": "in the interest of the person helped",
            "public_interest": "important grounds of public interest",
            "legitimate_interest": "a legitimate interest of the organisation",
            "legal_obligation": "a duty under law",
            "contract": "performance of a contract",
        ])

    /// How an event stands to an earlier one.
    public static let rel = CodeList(
        "rel", "How one event stands to another",
        [
            "replies_to": "answers that letter or statement",
            "conveys": "carries that letter to its addressee",
            "acknowledges": "confirms receipt of what that event sent",
            "concerns": "is about what that event brought about",
            "rests_on": "was possible only because of that event",
            "during": "took place during that contact",
            "ends": "ends or undoes what that event brought about",
            "fulfils": "fulfils that undertaking, or a part of it",
            "corroborates": "supports that statement with the author's own word",
            "disputes": "contests that statement",
            "corrects": "names that statement of the same author as wrong, or replaces it",
            "reaffirms": "states that event again, after doubt about the key that signed it",
        ])

    /// What a sealed object is. No label says anything about a child: one card is one object, whatever it
    /// holds.
    public static let sealedLabel = CodeList(
        "sealed-label", "What the sealed object is",
        [
            "letter": "the text of a letter, a note or a message",
            "minutes": "the minutes of a contact",
            "instrument": "the document that gives a mandate",
            "position": "the text of a position",
            "conditions": "the conditions of an undertaking or an agreement",
            "card": "the child's card, as one object",
            "photograph": "a photograph",
            "dossier": "what was shared about one or several children",
            "list": "a list of cases",
            "report": "the text of a report",
            "narrative": "the account of a separation",
            "relation": "the relation between the persons concerned",
            "consent_form": "a consent in writing",
            "views": "what a child said when heard",
            "family_message": "news between members of a family",
            "evidence": "evidence for a verification or a dispute",
            "reasoning": "the reasons of an assessment or a decision",
            "clearance_paper": "the paper that grants or refuses a clearance",
            "travel_detail": "the details of a journey, the crossing point among them",
            "condition_note": "a note on the condition in which somebody was handed over",
            "caregiver_receipt": "the receipt of the caregiver who took the child in",
            "assessment": "a follow-up assessment",
            "personal_date": "a date that would identify a person",
            "public_text": "the wording of a public statement",
            "agency_notice": "what the Central Tracing Agency alone is told",
        ])

    /// How a commitment was made.
    public static let sealingScheme = CodeList(
        "sealing-scheme", "How the commitment was made",
        [
            "goodfaith/sealed/1":
                "SHA-256 over a random salt, the digest of the content key and the digest of the object"
        ])
}
