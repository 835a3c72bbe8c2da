internal import LedgerFormat

/// Which files went from whom to whom, and which heads were noted: the chronological list of custodians.
enum ExchangeTypes {
    /// A head: a ledger, its size and its root.
    static let head: [Field] = [
        .required("ledger", .digest, "the fingerprint of the ledger"),
        .required("root", .digest, "its Merkle root at that size"),
        .required("size", .count(1...Limits.indexMax + 1), "how many entries it has"),
    ]
    /// The heads of a statement, each ledger once.
    static let heads = FieldKind.set(.object(head), max: 64)
    static let exampleHead =
        #"{"ledger":"sha256:\#(String(repeating: "1a", count: 32))","#
        + #""root":"sha256:\#(String(repeating: "2b", count: 32))","size":12}"#

    private static let standard = Standard.unchecked(
        "chain of custody: the chronological list of custodians (Berkeley Protocol)")

    static let all: [EventType] = [
        EventType(
            .assurance, "file.exported", "The author gave copies of ledgers to another party.",
            standard: standard, requires: [.occurred],
            fields: [
                .required("recipient", .party, "to whom", example: "ua-office"),
                .required(
                    "heads", heads,
                    "up to where the copies go; ledgers of others that were handed on are "
                        + "among them", example: "[\(exampleHead)]"),
                .optional(
                    "withheld", .count(1...Limits.indexMax),
                    "how many entries the copies withhold; absent "
                        + "means none"),
            ],
            references: [
                ReferenceRule(
                    "rests_on", to: ["information.shared"], 0...64, "what was shared with the same files")
            ],
            constraints: [.eachOnce("heads", by: ["ledger"])]),
        EventType(
            .assurance, "file.imported",
            "The author received copies of ledgers, and compared them with what it held. Copies with "
                + "another result have a statement of their own.",
            standard: standard, requires: [.occurred],
            fields: [
                .required("giver", .party, "from whom", example: "ua-office"),
                .required("heads", heads, "up to where the copies go", example: "[\(exampleHead)]"),
                .required("result", .code(.importResult), "how they compare with what was held"),
            ],
            references: [
                ReferenceRule(
                    "acknowledges", to: ["file.exported"], 0...1, "the giver's statement, where it is known")
            ],
            constraints: [.eachOnce("heads", by: ["ledger"])]),
        EventType(
            .assurance, "head.noted",
            "The author notes a head of another party's ledger, so that no other history can be shown later.",
            standard: standard, requires: [.occurred],
            fields: [
                .required("counterpart", .party, "whose ledger it is", example: "ua-office"),
                .required("head", .object(head), "the head", example: exampleHead),
                .required("means", .code(.headMeans), "how it became known"),
            ]),
    ]
}
