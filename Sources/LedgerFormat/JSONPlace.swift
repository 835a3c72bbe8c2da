public import LedgerCrypto

/// Where one value stands in a document of canonical JSON: a number, which costs nothing to hand on.
///
/// ``JSONValue`` holds its document, which counts a reference whenever one is made; a check that looks at every
/// member of millions of events walks by places instead. A place means something in its own document alone.
public struct JSONPlace: Hashable, Comparable, Sendable {
    let node: Int

    /// The place that follows in the document: of an object its first member's value, of an array its first
    /// element, where there are any.
    public var following: JSONPlace { JSONPlace(node: node + 1) }

    public static func < (left: JSONPlace, right: JSONPlace) -> Bool { left.node < right.node }
}

/// How long a name or a text of a document is, and its first bytes: two of them seldom agree in both and are not the
/// same.
package struct JSONKey: Sendable {
    package let count: Int
    /// The first eight bytes, or all of them and zeros.
    package let head: UInt64
    /// Where it begins in the document's bytes.
    let start: Int

    init(_ range: Range<Int>, of bytes: [UInt8]) {
        (count, start) = (range.count, range.lowerBound)
        head = bytes.span.word(start, Swift.min(8, count))
    }
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
    public func end(of place: JSONPlace) -> JSONPlace {
        JSONPlace(node: place.node + Int(nodes[place.node].nodeCount))
    }

    /// The bytes from which the document was read; it may be a part of them.
    public var bytes: [UInt8] { buffer }

    /// Where the value lies in ``bytes``, a string without its quotes.
    public func range(at place: JSONPlace) -> Range<Int> { shifted(nodes[place.node].range) }

    /// Where the name lies in ``bytes`` of the member whose value stands at `place`.
    public func nameRange(at place: JSONPlace) -> Range<Int> { shifted(nodes[place.node].nameRange) }

    /// What tells that name from others.
    package func nameKey(at place: JSONPlace) -> JSONKey { JSONKey(nameRange(at: place), of: buffer) }

    /// What tells a string from others; nil for any other kind, and where an escape stands in it.
    package func textKey(at place: JSONPlace) -> JSONKey? {
        plainText(at: place).map { JSONKey($0, of: buffer) }
    }

    /// Whether what comes after the first eight bytes of a name or a text is this.
    package func holds(_ tail: Span<UInt8>, after key: JSONKey) -> Bool {
        let buffer = buffer
        return buffer.span.holds(tail, in: key.start + 8..<key.start + key.count)
    }

    /// Where the text of a string lies in ``bytes`` as it is; nil for any other kind, and where an escape
    /// stands in it.
    public func plainText(at place: JSONPlace) -> Range<Int>? {
        let node = nodes[place.node]
        return node.kind == .string && !node.isEscaped ? shifted(node.range) : nil
    }

    private func shifted(_ range: Range<Int>) -> Range<Int> {
        base + range.lowerBound..<base + range.upperBound
    }

    /// The hash that a string of the form `sha256:…` names; nil for anything else.
    public func digest(at place: JSONPlace) -> SHA256Digest? {
        guard let text = plainText(at: place) else { return nil }
        let buffer = buffer
        return SHA256Digest(prefixed: buffer.span.extracting(text))
    }

    /// The random UUID that a string spells; nil for anything else.
    public func eventID(at place: JSONPlace) -> EventID? {
        guard let text = plainText(at: place) else { return nil }
        let buffer = buffer
        return EventID(buffer.span.extracting(text))
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
