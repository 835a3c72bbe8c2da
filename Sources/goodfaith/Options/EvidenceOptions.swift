internal import ArgumentParser

/// What an auditor holds of one head of a ledger.
struct EvidenceOptions: ParsableArguments {
    @Option(
        name: .customLong("against"),
        help: ArgumentHelp(
            "Head that you hold from elsewhere: size:root, or a file with a checkpoint.", valueName: "head"))
    var heads: [String] = []

    var against: String? { heads.first }

    @Option(
        help: ArgumentHelp(
            "Policy with witnesses, a quorum of whom must have cosigned the checkpoint (C2SP tlog-policy).",
            valueName: "file"), completion: .file())
    var policy: String?

    @Option(
        help: ArgumentHelp("Time stamp of the checkpoint, a .tst file.", valueName: "file"), completion: .file()
    )
    var timestamp: String?

    @Option(
        help: ArgumentHelp("PEM file with the certificate of the time stamp's authority.", valueName: "file"),
        completion: .file())
    var authority: String?

    func validate() throws {
        // Of two, one would be passed over in silence.
        if heads.count > 1 { throw ValidationError("Give --against once; verify again for another head.") }
        if against == nil && (policy != nil || timestamp != nil) {
            throw ValidationError("--policy and --timestamp are about a checkpoint: --against FILE.")
        }
        if (timestamp == nil) != (authority == nil) {
            throw ValidationError(
                "A time stamp needs its authority's certificate: --timestamp and --authority.")
        }
    }

    /// Nil where no head was given.
    func evidence() throws(Refusal) -> HeadEvidence? {
        guard let against else { return nil }
        let word = try HeadWord(against)
        if word.checkpoint == nil && (policy != nil || timestamp != nil) {
            throw Refusal(
                "--policy and --timestamp are about a checkpoint, not about a head alone",
                hint: "give the checkpoint's file: --against FILE")
        }
        let policy = try policy.map { path throws(Refusal) in try LogFile.policy(path) }
        let stamp = timestamp.flatMap { token in authority.map { (token: token, authority: $0) } }
        return try HeadEvidence(word, policy: policy, stamp: stamp)
    }
}
