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

    /// What the reader made of the event.
    private let attributes: EventAttributes
    /// The whole event as it stands in the file.
    public let value: JSONValue

    init(_ attributes: EventAttributes, _ value: JSONValue) {
        self.attributes = attributes
        self.value = value
    }

    /// Reads an event from a value of a canonical document.
    ///
    /// - Parameter lineStart: where the line begins in the buffer, from which a refusal counts its offset.
    /// - Throws: ``FormatError`` for the first attribute that is not as rule 4 says.
    public convenience init(_ value: JSONValue, lineStart: Int = 0, hasher: inout SHA256) throws(FormatError) {
        let (nodes, buffer, base) = (value.document.nodes, value.document.buffer, value.document.base)
        let attributes = try EventAttributes(
            value.node, nodes.span, buffer.span.extracting(droppingFirst: base), lineStart: lineStart - base,
            hasher: &hasher)
        self.init(attributes, value)
    }

    public var id: EventID { attributes.id }
    public var source: PartyID { PartyID(wellFormed: bytes(attributes.source)) }
    public var schema: Schema { attributes.schema }
    public var subject: Subject? {
        attributes.subject.flatMap { Subject(String(decoding: bytes($0), as: UTF8.self)) }
    }
    /// When the party says that it recorded the event.
    public var time: Timestamp { attributes.time }
    /// The position in the ledger, from 0.
    public var index: Int { attributes.index }
    /// The event hash of the entry before; absent in entry 0.
    public var previous: SHA256Digest? { attributes.previous }
    /// The name of this event everywhere.
    public var hash: SHA256Digest { attributes.hash }
    /// What is stated: an object.
    public var data: JSONValue { JSONValue(document: value.document, node: value.node + attributes.dataNode) }

    /// Absent in a batch's members, which the next signed entry vouches for.
    public var signing: Signing? {
        attributes.signing.map {
            let buffer = value.document.buffer
            return Signing(
                signers: attributes.signers(in: buffer.span.extracting(value.range)), root: $0.root,
                roster: $0.roster)
        }
    }

    /// The prefix of every type.
    public static let typePrefix = "goodfaith."

    /// `goodfaith.` and the name from the vocabulary.
    public var type: String { String(decoding: bytes(attributes.type), as: UTF8.self) }

    /// What tells the type from others.
    package var typeKey: JSONKey { JSONKey(range(attributes.type), of: value.document.buffer) }

    /// What tells the kind of the subject from others, and the reference; nil where the event has no subject.
    package var subjectKey: (kind: JSONKey, reference: EventID)? {
        guard let subject = attributes.subject else { return nil }
        let buffer = value.document.buffer
        let range = range(subject)
        guard let parts = Subject.parts(buffer.span.extracting(range)) else { return nil }
        return (JSONKey(range.prefix(parts.kindCount), of: buffer), parts.reference)
    }

    /// The type without its prefix: the name from the vocabulary.
    public var name: String {
        String(decoding: bytes(attributes.type).dropFirst(Event.typePrefix.utf8.count), as: UTF8.self)
    }

    /// The canonical bytes that are hashed and signed.
    public var bytes: ArraySlice<UInt8> { value.bytes }

    /// Whether this is an event that changes who may sign: `ledger.opened`, or one of `key.…`.
    public var isKeyEvent: Bool { attributes.isKeyEvent }

    /// Whether this is one of the ledger's own events of rule 9.
    public var isLedgerEvent: Bool { attributes.isLedgerEvent }

    private func bytes(_ part: EventAttributes.Part) -> ArraySlice<UInt8> { value.document.buffer[range(part)] }

    private func range(_ part: EventAttributes.Part) -> Range<Int> {
        let start = value.range.lowerBound + Int(part.start)
        return start..<start + Int(part.count)
    }
}
