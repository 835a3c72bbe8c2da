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
    /// The values in the order in which they stand; an object's member is its name and then its value.
    let nodes: [Node]

    struct Node: Sendable {
        var kind: JSONValue.Kind
        /// Strings: whether an escape stands in it.
        var isEscaped = false
        /// First byte of the value, and the byte after its last, from the document's start; a string's quotes
        /// are not counted.
        var start: UInt32
        var end: UInt32
        /// The node after this value and all it contains.
        var next: UInt32
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
        var reader = CanonicalJSONReader(buffer, from: range.lowerBound, depthMax: depthMax)
        _ = try reader.read(range)
        nodes = reader.nodes
        self.buffer = buffer
        base = range.lowerBound
    }

    private init(_ buffer: [UInt8], base: Int, nodes: [Node]) {
        self.buffer = buffer
        self.base = base
        self.nodes = nodes
    }

    /// Reads several lines of one buffer, in ascending order, each a value from its first byte to its last: what
    /// is allocated is allocated once for all of them.
    ///
    /// - Returns: for each line its value, or why it is refused, with the offset counted from the line's start.
    public static func lines(
        _ ranges: [Range<Int>], of buffer: [UInt8]
    ) -> [Result<JSONValue, JSONRejection>] {
        let base = ranges.first?.lowerBound ?? 0
        var reader = CanonicalJSONReader(buffer, from: base)
        let roots = ranges.map { range in
            Result { () throws(JSONRejection) in try reader.read(range) }
        }
        let document = CanonicalJSON(buffer, base: base, nodes: reader.nodes)
        return roots.map { root in root.map { JSONValue(document: document, node: $0) } }
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

    private var record: CanonicalJSON.Node { document.nodes[node] }

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
        let end = Int(nodes[node].next)
        let byteCount = name.utf8.count
        var child = node + 1
        while child < end {
            if Int(nodes[child].end - nodes[child].start) == byteCount,
                JSONValue(document: document, node: child).hasBytes(of: name)
            {
                return JSONValue(document: document, node: child + 1)
            }
            child = Int(nodes[child + 1].next)
        }
        return nil
    }

    /// Whether this is the string `text`, compared byte for byte.
    public func isString(_ text: String) -> Bool {
        guard kind == .string else { return false }
        return record.isEscaped ? string == text : hasBytes(of: text)
    }

    /// Whether the value's bytes are those of the text; a comparison that verification makes for every member.
    func hasBytes(of text: String) -> Bool {
        let record = record
        let wanted = text.utf8Span.span
        guard Int(record.end - record.start) == wanted.count else { return false }
        let start = document.base + Int(record.start)
        let buffer = document.buffer
        for offset in wanted.indices where buffer[start + offset] != wanted[offset] { return false }
        return true
    }

    /// The same, for a text that was spelt out once for many comparisons.
    func hasBytes(of text: [UInt8]) -> Bool {
        let record = record
        guard Int(record.end - record.start) == text.count else { return false }
        let start = document.base + Int(record.start)
        let buffer = document.buffer
        for offset in text.indices where buffer[start + offset] != text[offset] { return false }
        return true
    }

    /// One name and its value.
    public struct Member: Sendable {
        /// The name's node; the value's is the next one.
        let nameValue: JSONValue
        public var name: String { nameValue.string ?? "" }
        /// The name's bytes; names are ASCII and never escaped.
        public var nameBytes: ArraySlice<UInt8> { nameValue.bytes }
        public var value: JSONValue { JSONValue(document: nameValue.document, node: nameValue.node + 1) }
        public func isNamed(_ name: String) -> Bool { nameValue.hasBytes(of: name) }
        func isNamed(_ name: [UInt8]) -> Bool { nameValue.hasBytes(of: name) }
    }

    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let document: CanonicalJSON
        private var node: Int
        private let end: Int

        init(owner: JSONValue) {
            document = owner.document
            node = owner.node + 1
            end = owner.kind == .object ? Int(owner.record.next) : node
        }

        public mutating func next() -> Member? {
            guard node < end else { return nil }
            let member = Member(nameValue: JSONValue(document: document, node: node))
            node = Int(document.nodes[node + 1].next)
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
            end = owner.kind == .array ? Int(owner.record.next) : node
        }

        public mutating func next() -> JSONValue? {
            guard node < end else { return nil }
            let element = JSONValue(document: document, node: node)
            node = Int(document.nodes[node].next)
            return element
        }
    }
}
