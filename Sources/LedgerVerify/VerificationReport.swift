public import LedgerCrypto
public import LedgerFormat
public import MerkleTree

/// What a verification checked, found, and did not check.
public struct VerificationReport: Sendable {
    public let verdict: Verdict
    public let level: VerificationLevel
    /// The first thousand, in the order of the file.
    public let findings: [Finding]
    /// How many there are in all.
    public let findingCount: Int
    /// Whose ledger it says it is; absent where entry 0 does not hold.
    public let ledger: Identity?
    public let anchor: AnchorMatch
    /// How many entries were read, and from how many bytes.
    public let entryCount: Int
    public let byteCount: Int
    /// The head of the whole file; absent where the tree was lost to damage.
    public let head: Head?
    /// The index of the last entry up to which everything holds; absent where not even entry 0 does.
    public let verifiedTo: Int?
    public let completeness: Completeness
    /// The heads that were seen outside, in the order in which they were given.
    public let seenOutside: [CountedHead]
    /// The roots at the sizes that the verifier watched, as far as the file goes.
    public let roots: [Int: SHA256Digest]
    public let withheld: IndexRanges
    /// Statements that rest on a compromised key alone.
    public let disowned: IndexRanges
    /// The keys in force at the end.
    public let keys: [PublicKey]
    public let threshold: Int
    /// The digest of the reserve key in force.
    public let next: SHA256Digest?
    /// The index of the last key event.
    public let roster: Int
    public let isClosed: Bool
    public let successor: SHA256Digest?
    public let notChecked: [NotChecked]
    /// What a receipt of an earlier verification speaks of: of these bytes it was checked that they are the same.
    public internal(set) var verifiedBefore: VerifiedBefore?
    /// Who might sign at every place of the file.
    let allKeys: Roster

    /// The keys that might sign an entry at that index, or a head of that size, ascending by keyid.
    public func keys(inForceAt index: Int) -> [PublicKey] { allKeys.validKeys(at: index) }

    /// Whether the key is, or was, a key of this ledger.
    public func hasEnrolled(_ keyID: KeyID) -> Bool { allKeys.hasEnrolled(keyID) }

    /// Every key that the ledger enrolled, retired ones too, ascending by keyid.
    public var enrolledKeys: [KeyID] { allKeys.enrolledKeys }

    /// Since which entry what this key alone signs is disowned; nil where nobody called it compromised.
    public func compromisedSince(_ keyID: KeyID) -> Int? { allKeys.compromised()[keyID] }

    /// Whether the key is the party's own: enrolled now or before, the reserve key in force, or a reserve key
    /// that was shown.
    public func isKeyOfLedger(_ keyID: KeyID) -> Bool { allKeys.isKeyOfLedger(keyID) }

    /// Who a ledger says it is, in the entry that its fingerprint names.
    public struct Identity: Sendable {
        public let fingerprint: SHA256Digest
        public let opening: Opening
    }

    /// The beginning of a ledger that this machine verified before.
    public struct VerifiedBefore: Hashable, Sendable {
        public let entryCount: Int
        public let byteCount: Int
    }

    /// Whether the end of the file is the end of the ledger.
    public enum Completeness: Hashable, Sendable {
        case notChecked
        /// The file holds everything up to the head, and so many entries more.
        case complete(beyond: Int)
        /// So many entries are missing.
        case truncated(by: Int)
        /// The file holds other entries than the head says.
        case forked
        /// The damage that was found leaves nothing to compare.
        case undetermined
    }

    /// Something that this verification says nothing about.
    public enum NotChecked: Hashable, Sendable {
        case completeness
        case anchor
        case fingerprint
        /// Statements in a later version of the vocabulary.
        case content(vocabularyVersion: Int)
        case contentWithoutVocabulary
        case signaturesBelowFull
        /// Whether what is stated conforms to the vocabulary, which level full alone looks at.
        case contentBelowFull
        case unsupportedSignatures
        case withheldEntries(Int)
        /// Nothing after that index was looked at.
        case after(index: Int)
        case rootsAfterDamage

        public var sentence: String {
            switch self {
            case .completeness:
                "completeness: whether entries are missing at the end cannot be seen from the file (--against HEAD)"
            case .anchor: "whose keys these are: nothing from outside the file says so (--trust FILE)"
            case .fingerprint: "which ledger of that party this is: its fingerprint is not pinned"
            case .content(let version):
                "what is stated in vocabulary \(version), which this version does not know"
            case .contentWithoutVocabulary: "what is stated: no vocabulary was asked for"
            case .contentBelowFull: "whether what is stated conforms to the vocabulary (--level full)"
            case .signaturesBelowFull: "every single signature and root (--level full)"
            case .unsupportedSignatures: "some signatures of a kind that this machine's OpenSSL does not know"
            case .withheldEntries(let count):
                "what \(count) withheld \(count == 1 ? "entry says" : "entries say")"
            case .after(let index): "anything after entry \(index)"
            case .rootsAfterDamage: "roots that were signed after the damage"
            }
        }
    }
}

extension VerificationReport {
    /// The report with findings of what the auditor brought besides: a checkpoint, a policy.
    public func adding(_ more: [Finding]) -> VerificationReport {
        VerificationReport(
            verdict: more.map(\.code.verdict).reduce(verdict, min), level: level, findings: findings + more,
            findingCount: findingCount + more.count, ledger: ledger, anchor: anchor, entryCount: entryCount,
            byteCount: byteCount, head: head, verifiedTo: verifiedTo, completeness: completeness,
            seenOutside: seenOutside, roots: roots, withheld: withheld, disowned: disowned, keys: keys,
            threshold: threshold, next: next, roster: roster, isClosed: isClosed, successor: successor,
            notChecked: notChecked, verifiedBefore: verifiedBefore, allKeys: allKeys)
    }

    /// The report of a file that could not be read at all.
    public init(unreadable failure: LedgerReadFailure, level: VerificationLevel = .full) {
        self.init(
            verdict: .unreadable, level: level,
            findings: [Finding(.unreadableFile, expected: "a file to read", found: failure.explanation)],
            findingCount: 1,
            ledger: nil, anchor: .none, entryCount: 0, byteCount: 0, head: nil, verifiedTo: nil,
            completeness: .notChecked, seenOutside: [], roots: [:],
            withheld: IndexRanges(), disowned: IndexRanges(), keys: [], threshold: 1, next: nil, roster: 0,
            isClosed: false,
            successor: nil, notChecked: [], allKeys: Roster())
    }
}
