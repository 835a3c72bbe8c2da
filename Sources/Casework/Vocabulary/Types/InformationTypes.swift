/// What one side passed to another, and the reports on it.
enum InformationTypes {
    static let all: [EventType] = asking + passing

    private static let asking: [EventType] = [
        EventType(
            .information, "information.requested", "A party asked others for information on children.",
            standard: .text("enquiry (Geneva Convention IV, Articles 26 and 137)"),
            statedBy: Acting.authority + ["representative"] + Acting.caseAgency + Acting.tracingAgency,
            firstHand: .party(in: "requester"), subject: .optional(["case", "request"]),
            requires: [.occurred],
            fields: [
                .required("requester", .party, "who asks", example: "ua-office"),
                .required("addressees", .parties, "whom", example: "ru-office"),
                .required(
                    "categories", .codes(.informationCategory), "for what", example: "identity,whereabouts"),
                .required("purpose", .code(.purpose), "for which one purpose"),
                .optional("deadline", .day, "by when an answer is asked for"),
            ],
            references: [
                ReferenceRule(
                    "concerns",
                    to: ["channel.opened", "correspondence.issued", "tracing.requested", "case.opened"],
                    1...8, "the channel or letter through which it was asked, and the cases that it is about")
            ],
            constraints: [.standsAlone("categories", code: "not_stated")]),
        EventType(
            .information, "information.withheld",
            "Whoever holds information did not pass it on. What could harm the person may be withheld from "
                + "the other Power, never from the Central Tracing Agency.",
            standard: .text("Geneva Convention IV, Article 137(2)"),
            firstHand: .party(in: "holder"), subject: .optional(["case", "request"]),
            requires: [.occurred],
            fields: [
                .required("holder", .party, "who holds it", example: "ru-office"),
                .required("toward", .parties, "from whom it was withheld", example: "us-office"),
                .required("ground", .code(.withholdingGround), "why"),
                .required(
                    "sent_to_agency", .flag, "whether it was sent to the Central Tracing Agency all the same"),
            ],
            references: [
                ReferenceRule(
                    "concerns", to: ["information.requested", "case.opened"], 1...8, "the request, or the cases"
                )
            ]),
    ]

    private static let passing: [EventType] = [
        EventType(
            .information, "information.shared",
            "Information on children was passed to another party, for one purpose.",
            standard: .text(
                "the card with photographs of Additional Protocol I, Article 78(3); transmission "
                    + "by the Bureaux, "
                    + "Geneva Convention IV, Articles 136 to 138"),
            firstHand: .party(in: "sender"), subject: .optional(["case", "request"]),
            requires: [.occurred, .basis, .sealed],
            fields: [
                .required("sender", .party, "who passed it", example: "ru-office"),
                .required("recipients", .parties, "to whom", example: "us-office"),
                .required("kind", .code(.informationKind), "what form it has", example: "dossier"),
                .required(
                    "categories", .codes(.informationCategory), "what is in it",
                    example: "biography,photograph"),
                .required("purpose", .code(.purpose), "for which one purpose", example: "identification"),
                .required("harm_checked", .flag, "whether it was checked that it can harm nobody"),
                .optional("persons", .count(1...1_000_000), "how many persons it is about"),
                .optional("retain_until", .day, "until when the recipient may keep it"),
                .optional("onward", .code(.onwardRule), "to whom the recipient may pass it on"),
                .optional("withheld", .codes(.informationCategory), "what was kept back"),
                .optional("withheld_ground", .code(.withholdingGround), "why it was kept back"),
            ],
            references: [
                ReferenceRule(
                    "concerns",
                    to: [
                        "channel.opened", "correspondence.issued", "information.requested", "tracing.requested",
                        "case.opened",
                    ],
                    1...256,
                    "the channel or letter through which it went, and the requests and cases that it is about"
                )
            ],
            constraints: [
                .standsAlone("categories", code: "not_stated"), .standsAlone("withheld", code: "not_stated"),
            ]),
        EventType(
            .information, "information.received", "Information that was shared reached its recipient.",
            standard: .text("receipt"),
            firstHand: .party(in: "recipient"), subject: .optional(["case", "request"]),
            requires: [.occurred],
            fields: [
                .required("recipient", .party, "who received it", example: "us-office"),
                .required("integrity", .code(.integrityResult), "whether it arrived as it was sent"),
                .optional("missing", .codes(.informationCategory), "what was announced and did not arrive"),
            ],
            references: [
                ReferenceRule("acknowledges", to: ["information.shared"], 1...1, "what was shared")
            ]),
        EventType(
            .information, "report.issued", "One authority, or several together, issued a report on cases.",
            standard: .own, statedBy: Acting.authority, firstHand: .party(in: "authors"),
            requires: [.occurred, .sealed],
            fields: [
                .required("authors", .parties, "who issued it", example: "ru-office,ua-office"),
                .required("kind", .code(.reportKind), "what it is for"),
                .optional("cases", .count(1...1_000_000), "how many cases it covers"),
            ],
            references: [
                ReferenceRule("concerns", to: ["case.opened"], 1...256, "the cases that it is about"),
                ReferenceRule(
                    "rests_on", to: ["information.shared", "information.received"], 0...64,
                    "what it was made from"),
            ]),
    ]
}
