/// Letters, channels, contacts, undertakings and positions.
extension CodeList {
    /// What kind of writing, or message, it is.
    public static let correspondenceForm = CodeList(
        "correspondence-form", "Forms of correspondence",
        standard: .text(
            "diplomatic correspondence: note verbale, memorandum, aide-memoire, letter, "
                + "oral message; non_paper and list are usage that was not checked"),
        [
            "personal_letter": "a letter in the first person",
            "state_letter": "a letter between heads of State",
            "note_verbale": "a note in the third person, usually not signed but initialled or sealed",
            "memorandum": "a statement of facts and arguments, without formalities",
            "aide_memoire": "a less formal note, often left behind after a talk",
            "non_paper": "a text that commits nobody",
            "list": "a list",
            "oral_message": "a message by word of mouth",
            "not_stated": "whoever speaks of it does not say",
        ])

    /// What letters, undertakings and channels are about.
    public static let matter = CodeList(
        "matter", "Matters",
        [
            "child_welfare": "the welfare of children",
            "family_reunification": "the reunification of families",
            "information_exchange": "the exchange of information on children",
            "identity_verification": "the verification of identities",
            "tracing": "the search for children or their families",
            "transfer": "the journey and the handover of children",
            "direct_engagement": "direct dealings between the principals",
            "adults_separated_as_children": "those who have come of age since they were separated",
            "service_access": "access to children for services or visits",
        ])

    /// How a letter was delivered.
    public static let conveyance = CodeList(
        "conveyance", "Ways of delivery",
        [
            "by_hand": "handed over in person",
            "diplomatic_mission": "through a diplomatic mission",
            "courier": "by courier or bag",
            "electronic": "by electronic means",
            "read_out": "read out or told",
        ])

    /// In what condition a letter arrived.
    public static let receivedCondition = CodeList(
        "received-condition", "Condition on arrival",
        [
            "intact": "complete and closed",
            "opened": "opened before it arrived",
            "incomplete": "parts are missing",
            "damaged": "damaged or not legible",
        ])

    /// What kind of channel it is.
    public static let channelKind = CodeList(
        "channel-kind", "Kinds of channel",
        [
            "open": "known to exist",
            "back_channel": "confidential, beside the official ones",
            "mediated": "runs through a third party",
        ])

    /// How confidential a channel is.
    public static let confidentiality = CodeList(
        "confidentiality", "Confidentiality of a channel",
        [
            "existence_public": "that it exists may be said",
            "existence_confidential": "that it exists is confidential as well",
            "content_public": "what passes may be said",
        ])

    /// What became of a channel.
    public static let channelStatus = CodeList(
        "channel-status", "Status of a channel",
        ["suspended": "rests for the time being", "resumed": "works again", "closed": "has come to its end"])

    /// Why a channel changed.
    public static let channelReason = CodeList(
        "channel-reason", "Why a channel changed",
        [
            "purpose_reached": "its purpose is reached",
            "breach_of_confidence": "confidence was breached",
            "security": "reasons of security",
            "mandate_ended": "a mandate ended",
            "political_decision": "a decision of one side",
            "agreed": "the parties agreed so",
        ])

    /// How a contact took place.
    public static let contactMode = CodeList(
        "contact-mode", "Modes of contact",
        standard: .unchecked("diplomatic usage: summit, meeting, shuttle or proximity talks"),
        [
            "summit": "a meeting of principals",
            "in_person": "a meeting in person",
            "trilateral": "a meeting of both sides with a third party",
            "proximity": "shuttle talks: a third party goes between",
            "phone": "a call",
            "video": "a video call",
            "messaging": "an exchange of messages",
            "written": "an exchange in writing",
        ])

    /// At which level a contact took place.
    public static let contactLevel = CodeList(
        "contact-level", "Levels of contact",
        standard: .unchecked("diplomatic usage"),
        [
            "principal": "the principals themselves",
            "representative": "their representatives",
            "technical": "those who do the work",
        ])

    /// How a contact ended.
    public static let contactOutcome = CodeList(
        "contact-outcome", "Outcomes of a contact",
        [
            "agreed": "something was agreed",
            "continued": "the parties go on",
            "none_announced": "no result was announced",
            "broken_off": "it was broken off",
            "sealed": "the outcome is in the sealed minutes alone",
        ])

    /// How far an undertaking binds.
    public static let modality = CodeList(
        "modality", "How far it binds",
        [
            "willingness": "is ready to; promises nothing",
            "intention": "means to",
            "commitment": "has agreed to",
        ])

    /// What a position speaks of.
    public static let positionMatter = CodeList(
        "position-matter", "What a position is about",
        [
            "case": "the case in the event's subject",
            "cause": "why children were separated or moved",
            "period": "what happened in the time given in occurred",
        ])

    /// From what kind of place children were moved: in positions on many, never on one child.
    public static let placeClass = CodeList(
        "place-class", "Kinds of place",
        [
            "family_home": "the home of a family",
            "residential_institution": "an orphanage or another residential institution",
            "school_or_camp": "a school, a camp or a holiday stay",
            "displaced_site": "a site for displaced people",
        ])

    /// How much of an undertaking was fulfilled.
    public static let fulfilmentShare = CodeList(
        "fulfilment-share", "How much was fulfilled", ["whole": "all of it", "part": "a part of it"])
}
