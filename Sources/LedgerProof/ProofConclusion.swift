public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// What was checked of a proof, what it proves, and what it does not.
public struct ProofConclusion: Sendable {
    /// Nil where the bytes are no proof file.
    public let kind: ProofKind?
    public let verdict: Verdict
    public let findings: [Finding]
    /// Whose ledger it is about; absent where entry 0 does not hold.
    public let opening: Opening?
    public let fingerprint: SHA256Digest?
    public let anchor: AnchorMatch
    /// The signed heads: one, or of two histories both.
    public let heads: [SignedBy]
    /// The entries that are shown, ascending.
    public let entries: [ShownEntry]
    public let proven: [Claim]
    public let notProven: [Limit]
    /// The heads as quorums of witnesses saw them, where a policy asked for that.
    public let seen: [OutsideHead]

    /// A head and who signed it.
    public struct SignedBy: Hashable, Sendable {
        public let head: Head
        public let signers: [KeyID]
        /// The signed entry that stands for the head; nil where a checkpoint does.
        public let entryIndex: Int?
        /// Of one of two histories, the event hash of the entry where they part.
        public internal(set) var parting: SHA256Digest?
    }

    /// An entry of the proof that stands in its place.
    public struct ShownEntry: Sendable {
        public enum Role: String, Sendable {
            /// It is what the proof is for.
            case proven
            /// It changes keys, or opens or closes the ledger.
            case keyEvent = "key-event"
            /// It signs the head.
            case head
        }

        public let event: Event
        public let role: Role
        /// The keys that signed it, as far as this OpenSSL can check them; of a batch's member those that
        /// signed the entry that ends the batch or, where that is not shown, the head.
        public let voucher: [KeyID]
        /// Of a batch's member the entry that ends the batch, where it and all between are shown.
        public let batchEnd: Int?
        /// Whether it is disowned cannot be told: a key was called compromised since before it, and the entry
        /// that ends its batch is not shown.
        public let isVoucherMissing: Bool
        /// Nothing vouches for it but keys that were called compromised since before it.
        public let isDisowned: Bool

        public var isSignedByItself: Bool { event.signing != nil }
    }

    /// Something that a proof proves.
    public enum Claim: Hashable, Sendable {
        /// The party signed a head over the entries that are shown.
        case entries(count: Int, of: Int)
        /// One head goes on from another.
        case goesOn(from: Head, to: Head, isOldSigned: Bool)
        /// The key signed two histories that part at that index.
        case twoHistories(at: Int, key: KeyID)

        public var sentence: String {
            switch self {
            case .entries(let count, let size):
                count == 1
                    ? "this entry stands in that ledger, in this place and with these bytes, among its first "
                        + "\(size)"
                    : "these \(count) entries stand in that ledger, in these places and with these bytes, among "
                        + "its first \(size)"
            case .goesOn(let old, let new, let isOldSigned):
                "the ledger of \(new.size) entries goes on from the head of \(old.size)\(isOldSigned ? ", which its party signed too" : ""): nothing in it was changed or removed"
            case .twoHistories(let index, let key):
                "key \(key) signed two histories of one ledger, with two different entries at index \(index)"
            }
        }
    }

    /// Something that a proof says nothing about.
    public enum Limit: Hashable, Sendable {
        case otherEntries
        case later(size: Int)
        case truth
        case time
        case anchor
        case fingerprint
        /// After that index a key event may be missing: nothing that is shown and signed by itself comes later.
        case rosterAfter(index: Int, size: Int)
        case content(vocabularyVersion: Int)
        case contentWithoutVocabulary
        /// A key was called compromised since before these members of batches, and who signed the entries that
        /// end their batches is not shown.
        case voucherNotShown(first: Int, count: Int)
        case unsupportedSignatures
        case oldSigner
        case theOtherHistory
        case whoHeldTheKey

        public var sentence: String {
            switch self {
            case .otherEntries:
                "that these are all entries of a case or a matter: the file shows what somebody chose"
            case .later(let size):
                "what was recorded after those \(size) entries: a correction, a dispute, an end of trust in a key"
            case .truth: "that what is stated is true: it proves who stated it"
            case .time: "when it was stated: the times are the party's own word"
            case .anchor: "whose keys these are: nothing from outside the file says so (--trust FILE)"
            case .fingerprint: "which ledger of that party this is: its fingerprint is not pinned"
            case .rosterAfter(let index, let size):
                "that no key was called compromised or changed between entry \(index) and entry \(size - 1)"
            case .content(let version):
                "what is stated in vocabulary \(version), which this version does not know"
            case .contentWithoutVocabulary: "what is stated: no vocabulary was asked for"
            case .voucherNotShown(let first, let count):
                "who vouches for entry \(first)\(count > 1 ? " and \(count - 1) more" : ""): the entry that ends "
                    + "the batch is not shown, and a key was called compromised, so it may be disowned"
            case .unsupportedSignatures:
                "some signatures of a kind that this machine's OpenSSL does not know: they count for nothing"
            case .oldSigner: "who signed the earlier head: it is the one that somebody gave"
            case .theOtherHistory: "which of the two histories is the right one"
            case .whoHeldTheKey: "who held the key: its party, or somebody who took it"
            }
        }
    }
}
