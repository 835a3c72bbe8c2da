public import LedgerCrypto

/// Where one value stands in a document of canonical JSON: a number, which costs nothing to hand on.
///
/// ``JSONValue`` holds its document, which counts a reference whenever one is made; a check that looks at every
/// member of millions of events walks by places instead. A place means something in its own document alone.
public struct JSONPlace: Hashable, Comparable, Sendable {
    let node: Int

    /// The place that follows in the document: an object's first name, an array's first element, or the value of
    /// the name that stands here.
    public var following: JSONPlace { JSONPlace(node: node + 1) }

    public static func < (left: JSONPlace, right: JSONPlace) -> Bool { left.node < right.node }
}

extension JSONValue {
    public var place: JSONPlace { JSONPlace(node: node) }

    /// The document in which the value stands.
    public var source: CanonicalJSON { document }
}

extension CanonicalJSON {
    public func value(at place: JSONPlace) -> JSONValue { JSONValue(document: self, node: place.node) }

    public func kind(at place: JSONPlace) -> JSONValue.Kind { nodes[place.node].kind }

    /// The place after the value that stands at `place`, and after all that it contains.
    public func end(of place: JSONPlace) -> JSONPlace { JSONPlace(node: Int(nodes[place.node].next)) }

    /// The bytes from which the document was read; it may be a part of them.
    public var bytes: [UInt8] { buffer }

    /// Where the value lies in ``bytes``, a string without its quotes.
    public func range(at place: JSONPlace) -> Range<Int> {
        let node = nodes[place.node]
        return base + Int(node.start)..<base + Int(node.end)
    }

    /// Where the text of a string lies in ``bytes`` as it is; nil for any other kind, and where an escape stands in
    /// it.
    public func plainText(at place: JSONPlace) -> Range<Int>? {
        let node = nodes[place.node]
        guard node.kind == .string, !node.isEscaped else { return nil }
        return base + Int(node.start)..<base + Int(node.end)
    }

    /// The hash that a string of the form `sha256:…` names; nil for anything else.
    public func digest(at place: JSONPlace) -> SHA256Digest? {
        guard let text = plainText(at: place), text.count == 71 else { return nil }
        let buffer = buffer
        for (offset, byte) in EventHash.textPrefix.utf8.enumerated()
        where buffer[text.lowerBound + offset] != byte {
            return nil
        }
        return SHA256Digest(hexBytes: buffer.span.extracting(text.dropFirst(7)).bytes)
    }

    /// The random UUID that a string spells; nil for anything else.
    public func eventID(at place: JSONPlace) -> EventID? {
        plainText(at: place).flatMap { EventID(buffer[$0]) }
    }

    /// The time that a string states; nil for anything that is no ``Occurred``.
    public func occurred(at place: JSONPlace) -> Occurred.Span? {
        plainText(at: place).flatMap { Occurred.span(of: buffer[$0]) }
    }

    /// Whether a string is the id of an organisation.
    public func isPartyID(at place: JSONPlace) -> Bool {
        guard let text = plainText(at: place) else { return false }
        let buffer = buffer
        return PartyID.isWellFormed(buffer.span.extracting(text))
    }
}
