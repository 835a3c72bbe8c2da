/// Casework from the request to the family found. One case is one child; a group reference links siblings.
enum TracingTypes {
    static let all: [EventType] = opening + finding

    private static let opening: [EventType] = [
        EventType(
            .casework, "tracing.requested",
            "Somebody asked for a search for a child, or for a child's family.",
            standard: .text("tracing request; enquiry (Geneva Convention IV, Article 26)"),
            statedBy: Acting.caseAgency + Acting.authority + Acting.tracingAgency,
            subject: .required(["case", "request"]), requires: [.occurred],
            fields: [.required("inquirer", .code(.inquirer), "who asks, without saying how they are related")]
        ),
        EventType(
            .casework, "case.opened", "A child was identified as separated, and a case was opened.",
            standard: .text("identification, the first step of the inter-agency casework standards"),
            statedBy: Acting.caseAgency + Acting.authority, subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required("care_status", .code(.careStatus), "how the child stands"),
                .optional("group", .reference, "an opaque reference that siblings' cases share"),
                .optional("country", .country, "in which country the child is, as the author names it"),
            ],
            references: [
                ReferenceRule("rests_on", to: ["tracing.requested"], 0...8, "the requests that led to it")
            ]),
        EventType(
            .casework, "child.documented", "The child's card was filled in and sealed, as one object.",
            standard: .text("documentation; the card of Additional Protocol I, Article 78(3)"),
            statedBy: Acting.caseAgency + Acting.authority, subject: .required(["case"]),
            requires: [.occurred, .sealed],
            fields: [
                .required(
                    "interviewer", .code(.role), "in which role the child was interviewed",
                    example: "case_agency")
            ],
            references: [
                ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case"),
                ReferenceRule("rests_on", to: ["consent.recorded"], 0...4, "the consent to the search"),
            ]),
        EventType(
            .casework, "cause.asserted",
            "The author says why the child was separated: what happened, where the two are, and "
                + "what it calls that in law.",
            standard: .text("cause of separation"),
            statedBy: Acting.caseAgency + Acting.authority, subject: .required(["case"]),
            fields: [
                .required(
                    "circumstance", .code(.circumstance), "what happened", example: "hostilities_displacement"
                ),
                .required(
                    "configuration", .code(.configuration), "where child and family are",
                    example: "across_border"),
                .required(
                    "characterisation", .code(.characterisation), "what the author calls it in law",
                    example: "none_stated"),
            ],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
    ]

    private static let finding: [EventType] = [
        EventType(
            .casework, "match.proposed",
            "A child's case and a request seem to belong together; that is a possibility only.",
            standard: .text("potential match, possible or likely"),
            statedBy: Acting.caseAgency + Acting.tracingAgency, subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required("match_basis", .code(.matchBasis), "what it rests on"),
                .optional("band", .code(.matchBand), "how strong it is"),
            ],
            references: [
                ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case"),
                ReferenceRule("rests_on", to: ["tracing.requested"], 1...1, "the request"),
            ]),
        EventType(
            .casework, "match.rejected", "A case and a request do not belong together.",
            standard: .text("potential match, possible or likely"),
            statedBy: Acting.caseAgency + Acting.tracingAgency, subject: .required(["case"]),
            requires: [.occurred],
            fields: [.required("ground", .code(.matchRejection), "why")],
            references: [
                ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case"),
                ReferenceRule("rests_on", to: ["tracing.requested"], 1...1, "the request"),
                ReferenceRule("ends", to: ["match.proposed"], 0...8, "the proposed match"),
            ]),
        EventType(
            .casework, "family.contacted",
            "Contact between the child and the family, or news between them, was restored.",
            standard: .text("restoring family links; family news (Geneva Convention IV, Article 25)"),
            statedBy: Acting.caseAgency + Acting.tracingAgency, subject: .required(["case"]),
            requires: [.occurred],
            fields: [.required("mode", .code(.contactMode), "how", example: "phone")],
            references: [
                ReferenceRule(
                    "rests_on", to: ["match.proposed", "case.opened"], 1...2, "the match or the case")
            ]),
    ]
}
