/// Casework from consent to the decision: nothing moves before the child was heard and the relationship
/// verified.
enum DecisionTypes {
    static let all: [EventType] = consent + decision

    private static let consent: [EventType] = [
        EventType(
            .casework, "consent.recorded", "Those who decide were asked for consent, and answered.",
            standard: .text(
                "written consent of parents or guardians (Additional Protocol I, Article 78(1)); "
                    + "informed consent and assent"
            ),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("decider", .code(.decider), "who decides", example: "guardian"),
                .required(
                    "purposes", .codes(.purpose), "for which purposes", example: "reunification,tracing"),
                .required("outcome", .code(.consentOutcome), "what was answered"),
                .optional("valid_until", .day, "until when it holds"),
                .optional("reasons_withheld", .flag, "true: reasons were given and are not recorded"),
            ],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
        EventType(
            .casework, "consent.withdrawn", "A consent was withdrawn.",
            standard: .text(
                "written consent of parents or guardians (Additional Protocol I, Article 78(1)); "
                    + "informed consent and assent"
            ),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("decider", .code(.decider), "who decides", example: "guardian"),
                .required("purposes", .codes(.purpose), "for which purposes", example: "reunification"),
                .optional("reasons_withheld", .flag, "true: reasons were given and are not recorded"),
            ],
            references: [
                ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case"),
                ReferenceRule("ends", to: ["consent.recorded"], 0...8, "the consent that was withdrawn"),
            ]),
        EventType(
            .casework, "child.heard", "The child was heard. What the child said is sealed, or not recorded.",
            standard: .unchecked("Convention on the Rights of the Child, Article 12, and General Comment 14"),
            statedBy: Acting.caseAgency + Acting.guardian, subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required(
                    "heard_by", .code(.role), "in which role somebody heard the child", example: "case_agency"
                ),
                .required("means", .code(.hearingMeans), "how"),
            ],
            references: [ReferenceRule("rests_on", to: ["case.opened"], 1...1, "the case")]),
    ]

    private static let heard = ReferenceRule(
        "rests_on", to: ["child.heard"], 1...4, "that the child was heard", unlessDespite: .decidedUnheard)
    private static let decided = [
        ReferenceRule(
            "rests_on", to: ["relationship.verified"], 1...4, "the verification",
            unlessDespite: .decidedUnverified),
        heard,
    ]

    private static let decision: [EventType] = [
        EventType(
            .casework, "relationship.verified",
            "One side examined whether child and adult belong together, and concluded.",
            standard: .text("verification: the child and the adult are asked separately"),
            statedBy: Acting.verifier, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("side", .code(.side), "on which side; each case needs both"),
                .required("methods", .codes(.verificationMethod), "how", example: "documents,interview"),
                .required("outcome", .code(.verificationOutcome), "what was found"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["match.proposed", "case.opened"], 1...2, "the match or the case")
            ]),
        EventType(
            .casework, "family.agreed",
            "The adult's side, or the child's, formally agreed to the reunification.",
            standard: .text("restoring family links: the members of the family have formally agreed"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("side", .code(.side), "which side agreed"),
                .optional("conditional", .flag, "true: under conditions, which are sealed"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["relationship.verified"], 2...4, "the verification on each side",
                    unlessDespite: .decidedUnverified),
                heard,
            ]),
        EventType(
            .casework, "interests.assessed", "The case agency assessed the child's best interests.",
            standard: .text("best interests assessment, UNHCR Best Interests Procedure Guidelines (2021)"),
            statedBy: Acting.caseAgency, subject: .required(["case"]), requires: [.occurred],
            fields: [
                .required("outcome", .code(.interestsOutcome), "what it found"),
                .optional("review", .day, "when it is to be reviewed"),
            ],
            references: decided),
        EventType(
            .casework, "interests.determined",
            "A panel or an authority determined the child's best interests.",
            standard: .text("best interests determination, UNHCR Best Interests Procedure Guidelines (2021)"),
            statedBy: Acting.authority + Acting.caseAgency, subject: .required(["case"]),
            requires: [.occurred],
            fields: [
                .required("outcome", .code(.interestsOutcome), "what it found"),
                .required("body", .code(.decisionBody), "who decided"),
                .optional("review", .day, "when it is to be reviewed"),
            ],
            references: decided),
    ]
}
