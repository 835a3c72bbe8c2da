/// What a verification concludes. The gravest finding decides; the cases stand in that order, the gravest
/// first.
public enum Verdict: String, CaseIterable, Comparable, Sendable {
    /// No such file, an I/O error, or not a ledger.
    case unreadable
    /// A format, a schema or a key event that this version does not know.
    case unsupported
    /// Something in the file is not what was signed.
    case altered
    /// Two histories under one name.
    case forked
    /// The end of the file is missing.
    case truncated
    /// Whole, but not of the party that the auditor expects.
    case untrusted
    /// A torn last line, an open batch, or a level that proves too little.
    case incomplete
    /// No trust anchor was given.
    case notAnchored = "not-anchored"
    /// Entries are withheld, and that was not allowed.
    case withheld
    /// Whole and signed, but what it says breaks the vocabulary.
    case nonconforming
    /// Every line, link, signature and anchor asked for holds.
    case intact

    /// The exit code of the command: 0 intact, 1 evidence against the file, 2 could not verify all, 3 content.
    public var exitCode: Int32 {
        switch self {
        case .altered, .forked, .truncated, .untrusted: 1
        case .unreadable, .unsupported, .incomplete, .notAnchored, .withheld: 2
        case .nonconforming: 3
        case .intact: 0
        }
    }

    /// Whether it says that the chain holds up to the end, whatever else is missing.
    public var leavesChainWhole: Bool { self >= .notAnchored }

    public static func < (graver: Verdict, lighter: Verdict) -> Bool { graver.gravity < lighter.gravity }

    private var gravity: Int {
        switch self {
        case .unreadable: 0
        case .unsupported: 1
        case .altered: 2
        case .forked: 3
        case .truncated: 4
        case .untrusted: 5
        case .incomplete: 6
        case .notAnchored: 7
        case .withheld: 8
        case .nonconforming: 9
        case .intact: 10
        }
    }
}

/// How much a verification checks, and therefore proves. Each level includes the one before.
public enum VerificationLevel: String, CaseIterable, Comparable, Sendable {
    /// The form of every line, every link, and the last root; of the signatures those of entry 0 and of key
    /// events.
    case chain
    /// Besides, the last signature of every key, which vouches for all that came before it.
    case heads
    /// Every signature and every root: each statement stands on its own signature.
    case full

    public static func < (left: VerificationLevel, right: VerificationLevel) -> Bool {
        left == .chain ? right != .chain : left == .heads && right == .full
    }
}
