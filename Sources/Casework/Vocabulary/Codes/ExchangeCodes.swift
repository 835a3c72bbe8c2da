/// Files that go from one office to another, and heads that are noted.
extension CodeList {
    /// How an imported copy compares with what was held before.
    public static let importResult = CodeList(
        "import-result", "How a copy compares with the one held",
        [
            "new": "nothing of the ledger was held before",
            "same": "the copies hold the same",
            "ahead": "the copy goes on from the one held",
            "behind": "the copy held goes on from this one",
            "forked": "the two contradict: one ledger has two histories",
        ])

    /// How a head became known.
    public static let headMeans = CodeList(
        "head-means", "How a head became known",
        [
            "checkpoint": "by a signed checkpoint",
            "cosigned": "by a checkpoint that a witness cosigned",
            "read_out": "read out by somebody who is known",
            "published": "published where anybody can read it",
        ])
}
