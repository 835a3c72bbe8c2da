/// A document of canonical JSON: bytes that the strict reader accepted, and where their values lie.
///
/// Canonical means RFC 8785, narrowed by the format (`docs/format.md`): integers only, no null,
/// member names in lower case, no control or bidirectional characters. Values are slices of the
/// input; nothing is copied until somebody asks for a `String`.
public final class CanonicalJSON: Sendable {
    /// The buffer that the document was read from; it may hold more than the document.
    let buffer: [UInt8]
    /// Where the document begins in ``buffer``.
    let base: Int
    /// The values in the order in which they stand: a value, then all that it contains.
    let nodes: [Node]

    struct Node: Sendable {
        var kind: JSONValue.Kind = .boolean
        /// Strings: whether an escape stands in it.
        var isEscaped = false
        /// How many bytes the name has of the member whose value this is; 0 where it is no member's.
        var nameCount: UInt8 = 0
        /// First byte of the value, and the byte after its last, from where the bytes begin that were read; a
        /// string's quotes are not counted.
        var start: UInt32 = 0
        var end: UInt32 = 0
        /// This value and all it contains: the one that follows stands so many nodes on.
        var nodeCount: UInt32 = 1

        var range: Range<Int> { Int(start)..<Int(end) }

        /// Where the name stands, which is ASCII and never escaped: before a colon and its own quotes.
        var nameRange: Range<Int> {
            let end = Int(start) - (kind == .string ? 3 : 2)
            return end - Int(nameCount)..<end
        }
    }

    /// Reads a whole array of bytes.
    public convenience init(_ bytes: [UInt8]) throws(JSONRejection) {
        try self.init(bytes, in: 0..<bytes.count)
    }

    /// Reads `range` of `buffer`, which must be one JSON value from its first byte to its last.
    ///
    /// - Parameter depthMax: the deepest nesting that is read; more than the format's where a line of a ledger
    ///   stands inside another document.
    /// - Throws: ``JSONRejection``, with the offset counted from `range`'s start.
    public init(
        _ buffer: [UInt8], in range: Range<Int>, depthMax: Int = Limits.depthMax
    ) throws(JSONRejection) {
        var reader = CanonicalJSONReader(depthMax: depthMax)
        try reader.read(0..<range.count, of: buffer.span.extracting(range))
        nodes = Array(reader.nodes.prefix(reader.count))
        self.buffer = buffer
        base = range.lowerBound
    }

    /// Values that the strict reader found in `buffer`, their places counted from `base`.
    init(_ buffer: [UInt8], base: Int, nodes: [Node]) {
        self.buffer = buffer
        self.base = base
        self.nodes = nodes
    }

    public var root: JSONValue { JSONValue(document: self, node: 0) }
}

/// One value of a canonical JSON document: a view, not a copy.
public struct JSONValue: Sendable {
    public enum Kind: UInt8, Sendable {
        case object, array, string, integer, boolean
    }

    let document: CanonicalJSON
    let node: Int

    fileprivate var record: CanonicalJSON.Node { document.nodes[node] }

    public var kind: Kind { record.kind }

    /// The bytes of the value as they stand in the input; a string without its quotes.
    public var bytes: ArraySlice<UInt8> { document.buffer[range] }

    /// Where ``bytes`` lies in the buffer that the document was read from.
    public var range: Range<Int> { document.base + Int(record.start)..<document.base + Int(record.end) }

    /// The text of a string, unescaped; nil for any other kind.
    public var string: String? {
        guard kind == .string else { return nil }
        guard record.isEscaped else { return String(decoding: bytes, as: UTF8.self) }
        var unescaped: [UInt8] = []
        var pending = false
        for byte in bytes {
            if byte == UInt8(ascii: "\\") && !pending {
                pending = true
            } else {
                unescaped.append(byte)
                pending = false
            }
        }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// The number of an integer; nil for any other kind.
    public var integer: Int? {
        guard kind == .integer else { return nil }
        var magnitude = 0
        var isNegative = false
        for byte in bytes {
            if byte == UInt8(ascii: "-") {
                isNegative = true
            } else {
                magnitude = magnitude * 10 + Int(byte &- 48)
            }
        }
        return isNegative ? -magnitude : magnitude
    }

    /// True or false; nil for any other kind.
    public var boolean: Bool? {
        kind == .boolean ? bytes.first == UInt8(ascii: "t") : nil
    }

    /// The members of an object in their order, empty for any other kind.
    public var members: Members { Members(owner: self) }

    /// The elements of an array in their order, empty for any other kind.
    public var elements: Elements { Elements(owner: self) }

    /// The member of that name; nil where there is none, or where this is not an object.
    public subscript(_ name: String) -> JSONValue? {
        let nodes = document.nodes
        guard nodes[node].kind == .object else { return nil }
        let end = node + Int(nodes[node].nodeCount)
        let wanted = name.utf8Span.span
        let buffer = document.buffer
        let bytes = buffer.span.extracting(droppingFirst: document.base)
        var child = node + 1
        while child < end {
            if Int(nodes[child].nameCount) == wanted.count, bytes.holds(wanted, in: nodes[child].nameRange) {
                return JSONValue(document: document, node: child)
            }
            child += Int(nodes[child].nodeCount)
        }
        return nil
    }

    /// Whether this is the string `text`, compared byte for byte.
    public func isString(_ text: String) -> Bool {
        guard kind == .string else { return false }
        return record.isEscaped ? string == text : hasBytes(of: text)
    }

    /// Whether the value's bytes are those of the text.
    private func hasBytes(of text: String) -> Bool {
        let buffer = document.buffer
        return buffer.span.holds(text.utf8Span.span, in: range)
    }

    /// One name and its value.
    public struct Member: Sendable {
        public let value: JSONValue

        /// The name's bytes; names are ASCII and never escaped.
        public var nameBytes: ArraySlice<UInt8> { value.document.buffer[nameRange] }
        public var name: String { String(decoding: nameBytes, as: UTF8.self) }
        public func isNamed(_ name: String) -> Bool {
            let buffer = value.document.buffer
            return buffer.span.holds(name.utf8Span.span, in: nameRange)
        }

        private var nameRange: Range<Int> {
            let (base, range) = (value.document.base, value.record.nameRange)
            return base + range.lowerBound..<base + range.upperBound
        }
    }

    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let document: CanonicalJSON
        private var node: Int
        private let end: Int

        init(owner: JSONValue) {
            document = owner.document
            node = owner.node + 1
            end = owner.kind == .object ? owner.node + Int(owner.record.nodeCount) : node
        }

        public mutating func next() -> Member? {
            guard node < end else { return nil }
            let member = Member(value: JSONValue(document: document, node: node))
            node += Int(document.nodes[node].nodeCount)
            return member
        }
    }

    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let document: CanonicalJSON
        private var node: Int
        private let end: Int

        init(owner: JSONValue) {
            document = owner.document
            node = owner.node + 1
            end = owner.kind == .array ? owner.node + Int(owner.record.nodeCount) : node
        }

        public mutating func next() -> JSONValue? {
            guard node < end else { return nil }
            let element = JSONValue(document: document, node: node)
            node += Int(document.nodes[node].nodeCount)
            return element
        }
    }
}
