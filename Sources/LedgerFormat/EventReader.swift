public import LedgerCrypto

extension Event {
    /// Reads an event from a value of a canonical document.
    ///
    /// - Parameter lineStart: where the line begins in the buffer, from which a refusal counts its offset.
    /// - Throws: ``FormatError`` for the first attribute that is not as rule 4 says.
    public convenience init(_ value: JSONValue, lineStart: Int = 0, hasher: inout SHA256) throws(FormatError) {
        guard value.kind == .object else {
            throw FormatError(
                .entryMembers, at: value.range.lowerBound - lineStart, expected: "an object as the event",
                found: "\(value.kind)")
        }
        guard value.range.count <= Limits.eventBytesMax else {
            throw FormatError(
                .eventTooLong, at: value.range.lowerBound - lineStart,
                expected: "an event of at most \(Limits.eventBytesMax) bytes",
                found: "\(value.range.count) bytes")
        }
        let attributes = try EventAttributes(value, lineStart: lineStart)

        guard try attributes.required(.specversion).isString("1.0") else {
            throw attributes.refusal(.specversion, expected: "\"1.0\"")
        }
        let id = try attributes.read(.id, expected: "a random UUID of version 4 in lower case") {
            EventID($0.bytes)
        }
        let source = try attributes.read(.source, expected: "the id of a party") {
            $0.string.flatMap(PartyID.init)
        }
        let type = try attributes.read(.type, expected: "goodfaith. and a name of the vocabulary") {
            Event.isTypeName($0.bytes) ? $0 : nil
        }
        let schema = try attributes.read(
            .dataschema, expected: "urn:goodfaith:vocabulary:N or urn:goodfaith:ledger:N", Event.schema)
        let subject = try attributes.readIfPresent(
            .subject, expected: "a kind, a slash and a UUID of version 4"
        ) {
            $0.string.flatMap(Subject.init)
        }
        let time = try attributes.read(.time, expected: "a real date as YYYY-MM-DDThh:mm:ssZ") {
            Timestamp($0.bytes)
        }
        let index = try attributes.read(.index, expected: Event.indexForm, Event.indexNumber)
        let data = try attributes.read(.data, expected: "an object") { $0.kind == .object ? $0 : nil }
        let previous = try attributes.readIfPresent(.previous, expected: "sha256: and 64 hex digits", \.digest)
        let signing = try Event.signing(attributes)

        try attributes.require(.previous, index > 0, when: "after entry 0")
        try attributes.require(.root, index > 0 && signing != nil, when: "in a signed event after entry 0")
        try attributes.require(.roster, index > 0 && signing != nil, when: "in a signed event after entry 0")
        if index == 0 { try attributes.require(.signers, true, when: "in entry 0") }
        let isReserved = Event.reservedPrefixes.contains { type.bytes.starts(with: $0) }
        guard isReserved == schema.isLedger else {
            throw attributes.refusal(
                .dataschema,
                expected: isReserved
                    ? "urn:goodfaith:ledger:N for this type" : "urn:goodfaith:vocabulary:N for this type")
        }
        let hash = EventHash.of(value.document.buffer, in: value.range, with: &hasher)
        self.init(
            id: id, source: source, type: type, schema: schema, subject: subject, time: time, index: index,
            previous: previous,
            signing: signing, data: data, value: value, hash: hash)
    }

    private static let indexForm = "a whole number from 0 to \(Limits.indexMax)"
    private static let signersForm = "1 to \(Limits.signaturesMax) keyids, ascending, one space between"

    private static func signing(_ attributes: EventAttributes) throws(FormatError) -> Signing? {
        let root = try attributes.readIfPresent(.root, expected: "sha256: and 64 hex digits", \.digest)
        let roster = try attributes.readIfPresent(
            .roster, expected: indexForm, indexNumber)
        let signers = try attributes.readIfPresent(
            .signers, expected: signersForm, keyIDs)
        return signers.map { Signing(signers: $0, root: root, roster: roster) }
    }

    /// `goodfaith.`, then two or more words of a-z and _ with dots between.
    private static func isTypeName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: prefixBytes), bytes.count <= 64 else { return false }
        var hasDot = false
        var isWordEmpty = true
        for byte in bytes.dropFirst(prefixBytes.count) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): isWordEmpty = false
            case UInt8(ascii: ".") where !isWordEmpty: (hasDot, isWordEmpty) = (true, true)
            default: return false
            }
        }
        return hasDot && !isWordEmpty
    }

    /// What nearly every event of a ledger is written in.
    private static let firstVocabulary = Array(Schema.vocabulary(version: 1).urn.utf8)
    private static let prefixBytes = Array(typePrefix.utf8)
    private static let reservedPrefixes = ["ledger.", "key."].map { prefixBytes + Array($0.utf8) }

    private static func schema(_ value: JSONValue) -> Schema? {
        if value.kind == .string, value.hasBytes(of: firstVocabulary) { return .vocabulary(version: 1) }
        guard let text = value.string, let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.count <= 9, digits.first != "0", let version = decimal(digits.utf8), version > 0
        else { return nil }
        for schema in [Schema.ledger(version: version), .vocabulary(version: version)] where schema.urn == text
        {
            return schema
        }
        return nil
    }

    private static func indexNumber(_ value: JSONValue) -> Int? {
        value.integer.flatMap { (0...Limits.indexMax).contains($0) ? $0 : nil }
    }

    private static func keyIDs(_ value: JSONValue) -> [KeyID]? {
        guard value.kind == .string else { return nil }
        let (range, buffer) = (value.range, value.document.buffer)
        var keyIDs: [KeyID] = []
        var start = range.lowerBound
        while true {
            let end = start + 2 * SHA256Digest.byteCount
            guard end <= range.upperBound, keyIDs.count < Limits.signaturesMax,
                let keyID = KeyID(hexBytes: buffer.span.extracting(start..<end).bytes),
                keyIDs.last.map({ $0 < keyID }) ?? true
            else { return nil }
            keyIDs.append(keyID)
            if end == range.upperBound { return keyIDs }
            guard buffer[end] == UInt8(ascii: " ") else { return nil }
            start = end + 1
        }
    }
}

extension Event.Schema {
    public var urn: String {
        switch self {
        case .ledger(let version): "urn:goodfaith:ledger:\(version)"
        case .vocabulary(let version): "urn:goodfaith:vocabulary:\(version)"
        }
    }

    var isLedger: Bool {
        if case .ledger = self { true } else { false }
    }
}

/// The attributes of one event, found in one walk: they stand in the order of ``Attribute``.
private struct EventAttributes {
    private let event: JSONValue
    private let lineStart: Int
    /// The node of each attribute's value; 0, where the document begins, for one that is not there.
    private var nodes = InlineArray<13, Int>(repeating: 0)

    init(_ event: JSONValue, lineStart: Int) throws(FormatError) {
        self.event = event
        self.lineStart = lineStart
        var expected = 0
        for member in event.members {
            while expected < EventAttributes.names.count, !member.isNamed(EventAttributes.names[expected]) {
                expected += 1
            }
            guard expected < EventAttributes.names.count else {
                throw FormatError(
                    .eventAttributes, at: member.nameBytes.startIndex - lineStart,
                    expected: "only the attributes \(Attribute.allCases.map(\.name).joined(separator: ", "))",
                    found: "\"\(member.name)\"")
            }
            nodes[expected] = member.value.node
            expected += 1
        }
    }

    private static let names = Attribute.allCases.map { Array($0.name.utf8) }

    subscript(_ attribute: Attribute) -> JSONValue? {
        let node = nodes[attribute.rawValue]
        return node == 0 ? nil : JSONValue(document: event.document, node: node)
    }

    func required(_ attribute: Attribute) throws(FormatError) -> JSONValue {
        guard let value = self[attribute] else {
            throw FormatError(
                .eventAttributes, at: event.range.lowerBound - lineStart,
                expected: "the attribute \(attribute.name)",
                found: "an event without it")
        }
        return value
    }

    func read<T>(
        _ attribute: Attribute, expected: String, _ parse: (JSONValue) -> T?
    ) throws(FormatError) -> T {
        guard let parsed = parse(try required(attribute)) else { throw refusal(attribute, expected: expected) }
        return parsed
    }

    func readIfPresent<T>(
        _ attribute: Attribute, expected: String, _ parse: (JSONValue) -> T?
    ) throws(FormatError) -> T? {
        guard let value = self[attribute] else { return nil }
        guard let parsed = parse(value) else { throw refusal(attribute, expected: expected) }
        return parsed
    }

    func require(_ attribute: Attribute, _ isExpected: Bool, when place: String) throws(FormatError) {
        let value = self[attribute]
        guard (value != nil) == isExpected else {
            throw FormatError(
                .eventAttributes, at: (value ?? event).range.lowerBound - lineStart,
                expected: "\(attribute.name) \(place)\(isExpected ? "" : " only")",
                found: isExpected ? "an event without it" : "an event with it")
        }
    }

    func refusal(_ attribute: Attribute, expected: String) -> FormatError {
        let value = self[attribute] ?? event
        return FormatError(
            .attribute(attribute), at: value.range.lowerBound - lineStart, expected: expected,
            found: value.excerpt)
    }
}

extension JSONValue {
    /// The value for a message: its bytes, cut after 80.
    var excerpt: String {
        let text = String(decoding: bytes.prefix(80), as: UTF8.self)
        return (kind == .string ? "\"\(text)" : text) + (bytes.count > 80 ? "…" : kind == .string ? "\"" : "")
    }
}
