/// What one side passed to another, and the reports on it.
enum InformationTypes {
    static let all: [EventType] = [
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
                    to: ["channel.opened", "correspondence.issued", "tracing.requested", "case.opened"],
                    1...256,
                    "the channel or letter through which it went, and the requests and cases that it is about"
                )
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
