public import LedgerCrypto
public import LedgerFormat
public import MerkleTree

/// What a verification established about the beginning of a ledger's file, up to and including a signed entry:
/// all that verifying the rest needs, so that the beginning has only to be the same bytes again.
///
/// Only a verification without any finding makes one. What hangs on the auditor's question (trust, the head
/// held, heads seen outside, withheld entries) is not in it: it is asked again, of what is. A receipt is worth
/// what its place of storage is worth: it is for the machine that made it, and proves nothing to anybody else.
public struct VerificationReceipt: Sendable {
    /// Bytes of the file that follow one another, and the SHA-256 of these alone.
    public struct Piece: Hashable, Sendable {
        public let byteCount: Int
        public let digest: SHA256Digest
    }

    /// So many pieces at most: then the file is to be hashed again, which makes them one.
    public static let piecesMax = 256

    /// How much the verification checked; the receipt serves questions of this level and below.
    public let level: VerificationLevel
    /// The raw bytes that were verified, from the first of the file on; at least one piece.
    public internal(set) var pieces: [Piece]
    /// The file in which they were seen last, where that is known.
    public var seenAs: SeenFile?
    /// By which rules the content was judged (``ContentRules/identifier``); nil where by none.
    public let rules: String?
    /// The libcrypto that checked the signatures (``OpenSSL/version``).
    public let openSSL: String

    let opened: OpenedLedger
    /// The tree over all entries but the last, whose hash is ``previous``: as the verification holds it until
    /// the next entry says what came before.
    let tree: MerkleFrontier
    /// The hash of the last entry.
    public let previous: SHA256Digest
    /// The tree over all entries.
    public let frontier: MerkleFrontier
    public let head: Head
    /// Roots at earlier sizes that somebody asked for once.
    let roots: [Int: SHA256Digest]
    let allKeys: Roster
    /// The index of the last key event: what the next signed entry must name.
    public let roster: Int
    public let withheld: IndexRanges
    let vouched: VouchedRanges
    public let isClosed: Bool
    public let successor: SHA256Digest?
    let unknownVocabularies: Set<Int>

    /// How many bytes of the file were verified.
    public var byteCount: Int { pieces.reduce(0) { $0 + $1.byteCount } }
    public var entryCount: Int { head.size }
    /// How many events have an id: all entries but those withheld.
    public var idCount: Int { entryCount - withheld.count }
    /// The event hash of entry 0.
    public var fingerprint: SHA256Digest { opened.fingerprint }
    /// What entry 0 says.
    public var opening: Opening { opened.opening }

    /// The keys that might sign an entry at that index, or a head of that size, ascending by keyid.
    public func keys(inForceAt index: Int) -> [PublicKey] { allKeys.validKeys(at: index) }

    /// Whether this one serves every question that another serves, of what both speak of.
    package func covers(_ other: VerificationReceipt) -> Bool {
        level >= other.level && (other.rules == nil || rules == other.rules) && openSSL == other.openSSL
    }

    /// Whether a verification may rest on this one: it asks no more, and by the same rules and the same
    /// libcrypto.
    public func serves(_ verifier: LedgerVerifier) -> Bool {
        let asked = verifier.judgingRules?.identifier
        return level >= verifier.level && (asked == nil || asked == rules) && openSSL == OpenSSL.version
    }
}

/// A file as its file system tells it from others, and from itself after any change that was not hidden on
/// purpose.
///
/// Nobody else's word: whoever owns the file can set its times. It is for a writer that holds the ledger locked
/// and signs nothing but what its receipt says, never for a verdict.
public struct SeenFile: Hashable, Sendable {
    public var device: UInt64
    public var inode: UInt64
    public var byteCount: Int
    /// Nanoseconds since 1970 of the last change of the content.
    public var modified: Int64
    /// Nanoseconds since 1970 of the last change of the file's properties.
    public var changed: Int64

    public init(device: UInt64, inode: UInt64, byteCount: Int, modified: Int64, changed: Int64) {
        (self.device, self.inode, self.byteCount) = (device, inode, byteCount)
        (self.modified, self.changed) = (modified, changed)
    }
}

/// What entry 0 established: whose ledger this is, and who signed that.
struct OpenedLedger: Sendable {
    let opening: Opening
    /// The event hash of entry 0.
    let fingerprint: SHA256Digest
    /// The keys whose signatures of entry 0 are valid.
    let signers: Set<KeyID>
    /// The canonical bytes of the event, from which it can be read again.
    let event: [UInt8]
}
