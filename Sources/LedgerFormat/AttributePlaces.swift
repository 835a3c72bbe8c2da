/// Where the attributes of one event stand, found in one walk: they come in the order of ``Attribute``.
struct AttributePlaces {
    private let event: Int
    /// Where the event begins, and where its line does.
    private let start: Int
    private let lineStart: Int
    /// How far after the event's node that of each attribute's value stands; 0 for one that is not there.
    private var distances = InlineArray<13, Int>(repeating: 0)

    init(
        _ event: Int, _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, lineStart: Int
    ) throws(FormatError) {
        self.event = event
        start = nodes[event].range.lowerBound
        self.lineStart = lineStart
        let names = AttributePlaces.names
        let end = event + Int(nodes[event].nodeCount)
        var expected = 0
        var child = event + 1
        while child < end {
            let name = MemberName(nodes[child], bytes)
            while expected < names.count, names[expected] != name { expected += 1 }
            guard expected < names.count else {
                throw AttributePlaces.unknown(nodes[child], bytes, lineStart: lineStart)
            }
            distances[expected] = child - event
            expected += 1
            child += Int(nodes[child].nodeCount)
        }
    }

    private static let names = InlineArray<13, MemberName> { position in
        Attribute(rawValue: position).map { MemberName($0.name) } ?? MemberName("")
    }

    private static func unknown(
        _ member: CanonicalJSON.Node, _ bytes: Span<UInt8>, lineStart: Int
    ) -> FormatError {
        FormatError(
            .eventAttributes, at: member.nameRange.lowerBound - lineStart,
            expected: "only the attributes \(Attribute.allCases.map(\.name).joined(separator: ", "))",
            found: "\"\(String(bytes.extracting(member.nameRange)))\"")
    }

    /// How many nodes after the event's own that of the attribute's value stands.
    func distance(_ attribute: Attribute) -> Int { distances[attribute.rawValue] }

    @inline(__always)
    private func has(_ attribute: Attribute) -> Bool { distances[attribute.rawValue] != 0 }

    @inline(__always)
    func range(_ attribute: Attribute, _ nodes: Span<CanonicalJSON.Node>) -> Range<Int> {
        nodes[event &+ distances[attribute.rawValue]].range
    }

    func part(_ attribute: Attribute, _ nodes: Span<CanonicalJSON.Node>) -> EventAttributes.Part {
        let range = range(attribute, nodes)
        return EventAttributes.Part(
            start: UInt16(truncatingIfNeeded: range.lowerBound - start),
            count: UInt16(truncatingIfNeeded: range.count))
    }

    // MARK: Values

    /// The value of an attribute that every event has.
    @inline(__always)
    func read<T>(
        _ attribute: Attribute, _ kind: JSONValue.Kind, _ expected: @autoclosure () -> String,
        _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, _ parse: (Span<UInt8>) -> T?
    ) throws(FormatError) -> T {
        guard has(attribute) else { throw missing(attribute, nodes) }
        let value = nodes[event &+ distances[attribute.rawValue]]
        guard value.kind == kind, let parsed = parse(bytes.extracting(value.range)) else {
            throw refusal(attribute, expected(), nodes, bytes)
        }
        return parsed
    }

    @inline(__always)
    func readIfPresent<T>(
        _ attribute: Attribute, _ kind: JSONValue.Kind, _ expected: @autoclosure () -> String,
        _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, _ parse: (Span<UInt8>) -> T?
    ) throws(FormatError) -> T? {
        has(attribute) ? try read(attribute, kind, expected(), nodes, bytes, parse) : nil
    }

    /// Where the string stands that an attribute has as its value.
    @inline(__always)
    func part(
        _ attribute: Attribute, _ expected: @autoclosure () -> String,
        _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, _ isAllowed: (Span<UInt8>) -> Bool
    ) throws(FormatError) -> EventAttributes.Part {
        try read(attribute, .string, expected(), nodes, bytes) { isAllowed($0) ? part(attribute, nodes) : nil }
    }

    func require(
        _ attribute: Attribute, _ isExpected: Bool, when place: String, _ nodes: Span<CanonicalJSON.Node>
    ) throws(FormatError) {
        guard has(attribute) == isExpected else {
            throw FormatError(
                .eventAttributes, at: range(attribute, nodes).lowerBound - lineStart,
                expected: "\(attribute.name) \(place)\(isExpected ? "" : " only")",
                found: isExpected ? "an event without it" : "an event with it")
        }
    }

    // MARK: Refusals

    private func missing(_ attribute: Attribute, _ nodes: Span<CanonicalJSON.Node>) -> FormatError {
        FormatError(
            .eventAttributes, at: start - lineStart, expected: "the attribute \(attribute.name)",
            found: "an event without it")
    }

    func refusal(
        _ attribute: Attribute, _ expected: String, _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>
    ) -> FormatError {
        let value = nodes[event + distances[attribute.rawValue]]
        return FormatError(
            .attribute(attribute), at: value.range.lowerBound - lineStart, expected: expected,
            found: value.excerpt(of: bytes))
    }
}

extension CanonicalJSON.Node {
    /// The value for a message: its bytes, cut after 80.
    func excerpt(of bytes: Span<UInt8>) -> String {
        let text = String(bytes.extracting(range.prefix(80)))
        return (kind == .string ? "\"\(text)" : text) + (range.count > 80 ? "…" : kind == .string ? "\"" : "")
    }
}

extension JSONValue {
    /// The value for a message: its bytes, cut after 80.
    var excerpt: String {
        let buffer = document.buffer
        return document.nodes[node].excerpt(of: buffer.span.extracting(droppingFirst: document.base))
    }
}

extension String {
    /// The text that these bytes spell.
    init(_ bytes: Span<UInt8>) {
        self.init(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
}
