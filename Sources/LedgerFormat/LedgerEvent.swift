public import LedgerCrypto

/// What one of the ledger's own events does (format, rule 9): it opens the ledger, changes its keys, or
/// closes it.
///
/// Each is read from, and written to, the `data` of an event of the schema `urn:goodfaith:ledger:1`.
public enum LedgerEvent: Sendable {
    case opened(Opening)
    case keyAdded(EnrolledKey, recovery: Recovery)
    /// `from` may sign no longer; the new key takes its place.
    case keyRotated(from: KeyID, EnrolledKey, recovery: Recovery)
    case keyRetired(KeyID, recovery: Recovery)
    /// What this key alone signed from index `since` on is disowned.
    case keyCompromised(KeyID, since: Int, recovery: Recovery)
    case thresholdSet(Int, recovery: Recovery)
    /// Nothing may follow; `successor` is the fingerprint of the ledger that goes on, where there is one.
    case closed(successor: SHA256Digest?, recovery: Recovery)

    /// The types of these events. No other type may begin with `goodfaith.ledger.` or `goodfaith.key.`.
    public enum Kind: String, CaseIterable, Sendable {
        case opened = "ledger.opened"
        case keyAdded = "key.added"
        case keyRotated = "key.rotated"
        case keyRetired = "key.retired"
        case keyCompromised = "key.compromised"
        case thresholdSet = "key.threshold_set"
        case closed = "ledger.closed"

        public var type: String { Event.typePrefix + rawValue }
    }

    public var kind: Kind {
        switch self {
        case .opened: .opened
        case .keyAdded: .keyAdded
        case .keyRotated: .keyRotated
        case .keyRetired: .keyRetired
        case .keyCompromised: .keyCompromised
        case .thresholdSet: .thresholdSet
        case .closed: .closed
        }
    }

    /// The key that the event brings into the ledger, if it brings one.
    public var broughtKey: EnrolledKey? {
        switch self {
        case .keyAdded(let key, _), .keyRotated(_, let key, _): key
        default: nil
        }
    }

    /// What the event says of the key kept in reserve; nothing in `ledger.opened`, which only names it.
    public var recovery: Recovery {
        switch self {
        case .opened: Recovery()
        case .keyAdded(_, let recovery), .keyRotated(_, _, let recovery), .keyRetired(_, let recovery),
            .keyCompromised(_, _, let recovery), .thresholdSet(_, let recovery), .closed(_, let recovery):
            recovery
        }
    }
}

/// A key as a ledger enrols it: its exact SPKI and the keyid that follows from it.
public struct EnrolledKey: Sendable {
    public let publicKey: PublicKey
    public var keyID: KeyID { publicKey.keyID }

    public init(_ publicKey: PublicKey) { self.publicKey = publicKey }
}

/// The key kept in reserve, of which a ledger in advance says only the digest (`next`): a thief of a daily
/// key cannot change keys without it.
public struct Recovery: Sendable {
    /// The digest of the SPKI of the reserve key that comes after this event; absent where there is none from
    /// here on.
    public var next: SHA256Digest?
    /// The reserve key that was in force until this event, shown so that its signature can be checked. Absent
    /// where none was in force, or where it is the key that the event brings.
    public var reveals: EnrolledKey?

    public init(next: SHA256Digest? = nil, reveals: EnrolledKey? = nil) {
        self.next = next
        self.reveals = reveals
    }
}

/// What entry 0 says: whose ledger this is, for whom, and which keys sign.
public struct Opening: Sendable {
    /// The ids of the parties that may hold the file, ascending, at least one.
    public var audience: [PartyID]
    /// Ascending by keyid, at least one.
    public var keys: [EnrolledKey]
    /// The digest of the reserve key's SPKI, where one is kept.
    public var next: SHA256Digest?
    public var origin: Origin
    public var party: Party
    /// The closed ledger that this one goes on from.
    public var predecessor: Predecessor?
    /// How many keys sign a key event, 1 to the number of keys.
    public var threshold: Int

    public init(
        audience: [PartyID], keys: [EnrolledKey], next: SHA256Digest? = nil, origin: Origin, party: Party,
        predecessor: Predecessor? = nil, threshold: Int = 1
    ) {
        self.audience = audience
        self.keys = keys
        self.next = next
        self.origin = origin
        self.party = party
        self.predecessor = predecessor
        self.threshold = threshold
    }

    /// The format that this module reads and writes.
    public static let format = 1
}

/// The organisation that opened a ledger.
public struct Party: Hashable, Sendable {
    /// A code of the vocabulary's list of classes.
    public var partyClass: String
    public var id: PartyID
    /// The name of the organisation, at most 200 bytes: the one free string of entry 0.
    public var name: String
    /// Codes of the vocabulary's list of roles, ascending, at least one.
    public var roles: [String]

    public init(partyClass: String, id: PartyID, name: String, roles: [String]) {
        self.partyClass = partyClass
        self.id = id
        self.name = name
        self.roles = roles
    }
}

/// The head of a closed ledger and its fingerprint.
public struct Predecessor: Hashable, Sendable {
    public var fingerprint: SHA256Digest
    public var root: SHA256Digest
    public var size: Int

    public init(fingerprint: SHA256Digest, root: SHA256Digest, size: Int) {
        self.fingerprint = fingerprint
        self.root = root
        self.size = size
    }
}
