/// How public statements are made and compared.
extension CodeList {
    /// How a claim was made.
    public static let medium = CodeList(
        "medium", "Ways of making a public claim",
        [
            "spoken": "spoken in public",
            "written_statement": "a written statement",
            "press_release": "a press release",
            "social_media": "a post",
            "interview": "an interview",
            "report": "a published report",
            "press_account": "a press account of what was said",
        ])

    /// What is counted.
    public static let unit = CodeList(
        "unit", "What is counted",
        [
            "person": "different persons, by their case references",
            "event": "events",
        ])

    /// How two numbers or lengths compare.
    public static let comparison = CodeList(
        "comparison", "Comparisons", ["eq": "exactly", "ge": "at least", "le": "at most"])

    /// How events follow each other.
    public static let sequence = CodeList(
        "sequence", "Orders",
        ["before": "each before the next", "not_after": "each before the next or together with it"])

    /// What a window of time hangs on.
    public static let windowAnchor = CodeList(
        "window-anchor", "What a window of time hangs on",
        [
            "utterance": "when the claim was made",
            "publication": "when it was published",
            "calendar_day": "the start of the day on which the claim was made",
        ])

    /// Whether the ends of a window belong to it.
    public static let windowEnds = CodeList(
        "window-ends", "Whether the ends belong to the window",
        [
            "closed": "both do",
            "open": "neither does",
            "closed_open": "the first does, the last does not",
            "open_closed": "the last does, the first does not",
        ])

    /// A day of the week.
    public static let weekday = CodeList(
        "weekday", "Days of the week",
        [
            "monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday",
            "friday": "Friday", "saturday": "Saturday", "sunday": "Sunday",
        ])

    /// Why a speaker changed a claim or took it back.
    public static let claimChange = CodeList(
        "claim-change", "Why a claim was changed or withdrawn",
        [
            "figure_wrong": "a figure was wrong",
            "new_information": "new information has come up",
            "misquoted": "the speaker was not quoted rightly",
            "translation_error": "it was translated wrongly",
            "dispute_upheld": "a dispute was right",
            "persons_identifiable": "somebody could be identified by it",
        ])

    /// As of when ledgers are held against a claim.
    public static let evaluationMoment = CodeList(
        "evaluation-moment", "As of when a claim is evaluated",
        [
            "claim": "as of the claim: what was recorded when it was made",
            "now": "as of the heads named, with what was recorded later",
        ])

    /// On whose word an evaluated statement rests.
    public static let evaluationLevel = CodeList(
        "evaluation-level", "Levels of evidence",
        [
            "asserted": "any one party states it",
            "bilateral": "both sides state it",
            "witnessed": "both sides and a neutral state it",
        ])

    /// What the evaluation of a statement found.
    public static let evaluationVerdict = CodeList(
        "evaluation-verdict", "Verdicts on a statement",
        [
            "holds": "the ledgers bear it out",
            "fails": "the ledgers contradict it",
            "undetermined": "evidence is missing",
            "not_checkable": "no ledger can decide it",
        ])
}
