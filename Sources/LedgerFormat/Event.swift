public import LedgerCrypto

/// One statement by one party: a CloudEvents 1.0 event in exactly the form of the format's rule 4.
///
/// An `Event` can only be had by reading canonical bytes, and keeps them: they are what is hashed and signed.
/// It never changes; that it is a class makes handing it on cheap, where a ledger has millions.
public final class Event: Sendable {
    /// Which words an event is written in.
    public enum Schema: Hashable, Sendable {
        /// `urn:goodfaith:ledger:N`: the ledger's own events, of rule 9.
        case ledger(version: Int)
        /// `urn:goodfaith:vocabulary:N`: what the party states.
        case vocabulary(version: Int)
    }

    /// What stands only in an event that is signed by itself.
    public struct Signing: Sendable {
        /// The keys that sign, ascending and each once.
        public let signers: [KeyID]
        /// The RFC 6962 root over the entries before this one; absent in entry 0.
        public let root: SHA256Digest?
        /// The index of the last key event before this one; absent in entry 0.
        public let roster: Int?
    }

    public let id: EventID
    public let source: PartyID
    /// The node of ``type``: its text is made when somebody asks, which verification seldom does.
    private let typeNode: Int
    public let schema: Schema
    public let subject: Subject?
    /// When the party says that it recorded the event.
    public let time: Timestamp
    /// The position in the ledger, from 0.
    public let index: Int
    /// The event hash of the entry before; absent in entry 0.
    public let previous: SHA256Digest?
    /// Absent in a batch's members, which the next signed entry vouches for.
    public let signing: Signing?
    /// What is stated: an object.
    public let data: JSONValue
    /// The whole event as it stands in the file.
    public let value: JSONValue
    /// The name of this event everywhere.
    public let hash: SHA256Digest

    init(
        id: EventID, source: PartyID, type: JSONValue, schema: Schema, subject: Subject?, time: Timestamp,
        index: Int,
        previous: SHA256Digest?, signing: Signing?, data: JSONValue, value: JSONValue, hash: SHA256Digest
    ) {
        self.id = id
        self.source = source
        typeNode = type.node
        self.schema = schema
        self.subject = subject
        self.time = time
        self.index = index
        self.previous = previous
        self.signing = signing
        self.data = data
        self.value = value
        self.hash = hash
    }

    /// The prefix of every type.
    public static let typePrefix = "goodfaith."

    /// `goodfaith.` and the name from the vocabulary.
    public var type: String { String(decoding: typeValue.bytes, as: UTF8.self) }

    /// The type without its prefix: the name from the vocabulary.
    public var name: String {
        String(decoding: typeValue.bytes.dropFirst(Event.typePrefix.utf8.count), as: UTF8.self)
    }

    private var typeValue: JSONValue { JSONValue(document: value.document, node: typeNode) }

    /// The canonical bytes that are hashed and signed.
    public var bytes: ArraySlice<UInt8> { value.bytes }

    /// Whether this is an event that changes who may sign: `ledger.opened`, or one of `key.…`.
    public var isKeyEvent: Bool { isLedgerEvent && !typeValue.isString(LedgerEvent.Kind.closed.type) }

    /// Whether this is one of the ledger's own events of rule 9.
    public var isLedgerEvent: Bool {
        if case .ledger = schema { true } else { false }
    }
}
