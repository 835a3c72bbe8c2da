public import LedgerVerify

/// What is found of proofs and checkpoints, beside what is found of ledgers.
extension FindingCode {
    static let proofForm = FindingCode(
        "proof-form", .file, .unreadable, "The file is not written as a proof file is.")
    static let pathMismatch = FindingCode(
        "path-mismatch", .root, .altered,
        "The entry does not stand in the tree whose head was signed: entry, path or head was changed.")
    static let consistencyMismatch = FindingCode(
        "consistency-mismatch", .root, .altered,
        "The path does not lead from the earlier head to the later one: it, or one of the heads, was changed.")
    static let historiesForeign = FindingCode(
        "histories-foreign", .file, .altered, "The two histories are of two ledgers, so nothing contradicts.")
    static let historiesAgree = FindingCode(
        "histories-agree", .file, .altered,
        "The two histories hold the same entry at that index, so nothing contradicts.")
    static let signersDiffer = FindingCode(
        "signers-differ", .file, .altered, "No key signed both histories.")
    static let eventMissing = FindingCode(
        "event-missing", .file, .incomplete,
        "The proof does not carry the event that it is about, so nothing says what stands there.")
    static let eventForm = FindingCode(
        "event-form", .members, .altered, "What the proof is about is no event of a ledger at that index.")
    static let logNotGiven = FindingCode(
        "log-not-given", .file, .notAnchored,
        "Nothing from outside the file says whose key signed it, so anybody could have made it.")
    static let logUnknown = FindingCode(
        "log-unknown", .file, .untrusted, "None of the keys that the auditor trusts signed the checkpoint.")
    /// A checkpoint that too few witnesses cosigned.
    public static let policyQuorum = FindingCode(
        "policy-quorum", .file, .incomplete,
        "Fewer witnesses cosigned the checkpoint than the policy asks for.")
    /// A policy that lists logs, and not this one.
    public static let policyLog = FindingCode(
        "policy-log", .file, .untrusted, "The policy lists logs, and the checkpoint is signed by none of them.")
    /// A witness that is the ledger's or the log's own key.
    public static let witnessIsSigner = FindingCode(
        "witness-is-signer", .file, .untrusted,
        "A witness of the policy is a key of the ledger or log itself, which nobody may witness with.")
    /// A checkpoint of another log than the ledger.
    public static let checkpointOrigin = FindingCode(
        "checkpoint-origin", .file, .untrusted, "The checkpoint is one of another ledger.")
    /// A checkpoint that no key in force at its size signed.
    public static let checkpointSigner = FindingCode(
        "checkpoint-signer", .signatures, .untrusted,
        "None of the keys that the ledger had in force at that size signed the checkpoint.")
    /// A line of a witness that does not hold. Whoever carries a checkpoint can add one: it says nothing against
    /// the ledger.
    public static let checkpointCosignature = FindingCode(
        "checkpoint-cosignature", .signatures, .incomplete,
        "A line of the checkpoint names a witness and is not its signature; the witnesses cannot be counted.")
    /// A checkpoint with a signature that names a key of the ledger and does not hold.
    public static let checkpointSignature = FindingCode(
        "checkpoint-signature", .signatures, .altered,
        "A signature of the checkpoint is not one of these bytes: the checkpoint was changed.")
}
