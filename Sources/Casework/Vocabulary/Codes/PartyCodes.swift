/// What organisations are, and in which roles they act. Families and children are never parties.
extension CodeList {
    /// What kind of organisation a party is.
    public static let partyClass = CodeList(
        "party-class", "What kind of organisation it is",
        standard: .text(
            "the bodies of Geneva Convention IV, Articles 136 and 140, and Additional "
                + "Protocol I, Article 78"),
        [
            "office_of_principal": "the office of a head of State, a head of government or another principal",
            "state_authority": "a ministry, a service or a court of a State",
            "ombudsman": "the office of an ombudsman or commissioner for human rights",
            "childrens_commissioner": "the office of a commissioner for children's rights",
            "national_information_bureau":
                "a National Information Bureau (Geneva Convention IV, Article 136)",
            "central_tracing_agency":
                "the Central Tracing Agency (Geneva Convention IV, Article 140; Additional "
                + "Protocol I, Article 78)",
            "protecting_power": "a Protecting Power",
            "neutral_state": "a State that is no party to the conflict and lends its good offices",
            "national_society": "a National Red Cross or Red Crescent Society",
            "international_organisation": "an international organisation",
            "ngo": "a non-governmental organisation",
            "audit_body": "a body that audits and takes no part in the matter",
        ])

    /// In which roles a party acts. One body may hold several.
    public static let role = CodeList(
        "role", "Roles",
        standard: .text(
            "Geneva Convention IV, Articles 136 and 140; Additional Protocol I, Article 78; "
                + "United Nations Guidance for Effective Mediation; inter-agency case management"),
        [
            "principal": "speaks and undertakes in its own name",
            "representative": "acts for a principal under a mandate",
            "point_of_contact": "can be reached for its side",
            "intermediary": "conveys between the sides, and nothing more",
            "facilitator": "brings the sides together",
            "good_offices": "offers the sides a setting, without taking part in the substance",
            "mediator": "takes part in the substance, with the consent of the sides",
            "protecting_power": "acts as Protecting Power",
            "central_tracing_agency": "acts as Central Tracing Agency",
            "national_information_bureau": "acts as National Information Bureau",
            "ombudsman": "acts as ombudsman",
            "childrens_commissioner": "acts as commissioner for children's rights",
            "coordinating_authority": "coordinates the authorities of its side",
            "case_agency": "is responsible for a child's case",
            "verifier": "verifies relationships on its side",
            "guardian": "is guardian or legal representative",
            "escort": "accompanies a child on a journey",
            "witness": "was present, and is neutral",
            "endorser": "supports the word of another",
            "auditor": "examines ledgers and claims",
            "speaker": "makes public statements",
        ])

    /// Why a mandate ended.
    public static let mandateEnd = CodeList(
        "mandate-end", "Why a mandate ended",
        [
            "task_completed": "its task is completed",
            "term_expired": "its term has expired",
            "withdrawn": "the principal withdrew it",
            "laid_down": "the representative laid it down",
            "replaced": "another mandate takes its place",
        ])
}

/// The groups of roles that the table speaks of when it says who may state something.
enum Acting {
    static let authority = [
        "principal", "national_information_bureau", "ombudsman", "childrens_commissioner",
        "coordinating_authority",
    ]
    static let intermediary = ["intermediary", "facilitator", "good_offices", "mediator", "protecting_power"]
    static let caseAgency = ["case_agency"]
    static let tracingAgency = ["central_tracing_agency"]
    static let verifier = ["verifier"]
    static let guardian = ["guardian"]
    static let escort = ["escort"]
    static let witness = ["witness"]
    static let claimant = ["speaker", "auditor"]
    /// Whoever may hold a child in its custody.
    static let custodian = authority + intermediary + caseAgency + tracingAgency + guardian + escort
}
