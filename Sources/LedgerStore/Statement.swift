public import LedgerCrypto
public import LedgerFormat
internal import MerkleTree

/// What a party states, before it has a place in a ledger.
public struct Statement: Sendable {
    public var id: EventID
    /// `goodfaith.` and the name from the vocabulary.
    public var type: String
    public var schema: Event.Schema
    public var subject: Subject?
    public var time: Timestamp
    public var data: JSON

    public init(
        id: EventID, type: String, schema: Event.Schema = .vocabulary(version: 1), subject: Subject? = nil,
        time: Timestamp,
        data: JSON
    ) {
        self.id = id
        self.type = type
        self.schema = schema
        self.subject = subject
        self.time = time
        self.data = data
    }

    /// Whether an event that stands already says the same: type, subject and data.
    func isSaid(by event: Event) -> Bool {
        event.type == type && event.subject == subject && JSON(event.data) == data
    }
}

/// How statements that are recorded together are signed.
public enum Signing: Sendable {
    /// One batch: the last is signed and vouches for the others.
    case batch
    /// Each by itself.
    case each
}

/// Where a statement stands after recording.
public struct RecordedStatement: Sendable {
    public let index: Int
    public let hash: SHA256Digest
    /// Whether it stood there before.
    public let wasThere: Bool
    private let recorded: Event

    init(_ event: Event, wasThere: Bool) {
        (index, hash, recorded) = (event.index, event.hash, event)
        self.wasThere = wasThere
    }

    /// The event's canonical bytes.
    public var event: [UInt8] { Array(recorded.bytes) }
}

/// Statements with their places in a ledger, which nothing may follow before them.
public struct PlannedStatements: Sendable {
    /// The events that would be signed and appended. What stands already is not among them.
    public let events: [Event]
    /// Their lines, before they are signed.
    let lines: LineRun
    /// The tree with them.
    let frontier: MerkleFrontier
    /// In the order of the statements.
    let recorded: [RecordedStatement]
    /// The hash of the entry that they follow.
    let previous: SHA256Digest?
}
