internal import LedgerCrypto

/// The one reader of events: what it takes is well-formed, whoever asks.
extension EventAttributes {
    /// Reads an event from the values that the strict reader found.
    ///
    /// - Parameters:
    ///   - event: the node of the event.
    ///   - bytes: those from which the nodes count their places.
    ///   - lineStart: where the line begins in them, from which a refusal counts its offset.
    /// - Throws: ``FormatError`` for the first attribute that is not as rule 4 says.
    init(
        _ event: Int, _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, lineStart: Int,
        hasher: inout SHA256
    ) throws(FormatError) {
        let value = nodes[event]
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
        try self.init(
            AttributePlaces(event, nodes, bytes, lineStart: lineStart), value.range, nodes, bytes, &hasher)
    }

    private init(
        _ places: AttributePlaces, _ event: Range<Int>, _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>,
        _ hasher: inout SHA256
    ) throws(FormatError) {
        _ = try places.read(.specversion, .string, "\"1.0\"", nodes, bytes) {
            $0.count == 3 && $0.word(0, 3) == Word.specversion ? true : nil
        }
        id = try places.read(.id, .string, "a random UUID of version 4 in lower case", nodes, bytes) {
            EventID($0)
        }
        source = try places.part(.source, "the id of a party", nodes, bytes) { PartyID.isWellFormed($0) }
        type = try places.part(.type, "goodfaith. and a name of the vocabulary", nodes, bytes) {
            EventAttributes.isTypeName($0)
        }
        schema = try places.read(
            .dataschema, .string, "urn:goodfaith:vocabulary:N or urn:goodfaith:ledger:N", nodes, bytes
        ) {
            Event.Schema($0)
        }
        subject = try places.readIfPresent(
            .subject, .string, "a kind, a slash and a UUID of version 4", nodes, bytes
        ) {
            Subject.parts($0) == nil ? nil : places.part(.subject, nodes)
        }
        time = try places.read(.time, .string, "a real date as YYYY-MM-DDThh:mm:ssZ", nodes, bytes) {
            Timestamp($0)
        }
        index = try places.read(.index, .integer, EventAttributes.indexForm, nodes, bytes) {
            EventAttributes.index($0)
        }
        _ = try places.read(.data, .object, "an object", nodes, bytes) { _ in true }
        dataNode = places.distance(.data)
        previous = try places.readIfPresent(
            .previous, .string, "sha256: and 64 hex digits", nodes, bytes
        ) {
            SHA256Digest(prefixed: $0)
        }
        (signing, signers) = try places.signing(nodes, bytes)

        try places.require(.previous, index > 0, when: "after entry 0", nodes)
        try places.require(.root, index > 0 && signing != nil, when: "in a signed event after entry 0", nodes)
        try places.require(.roster, index > 0 && signing != nil, when: "in a signed event after entry 0", nodes)
        if index == 0 { try places.require(.signers, true, when: "in entry 0", nodes) }
        ledgerType = EventAttributes.ledgerType(bytes.extracting(places.range(.type, nodes)))
        guard (ledgerType != .none) == schema.isLedger else {
            throw places.refusal(
                .dataschema,
                ledgerType != .none
                    ? "urn:goodfaith:ledger:N for this type" : "urn:goodfaith:vocabulary:N for this type",
                nodes, bytes)
        }
        byteCount = event.count
        hash = EventHash.of(bytes.extracting(event), with: &hasher)
    }

    fileprivate static var indexForm: String { "a whole number from 0 to \(Limits.indexMax)" }

    fileprivate static func index(_ text: Span<UInt8>) -> Int? {
        // A longer one is larger than any index; a minus sign is no digit.
        guard text.count <= 10 else { return nil }
        var number = 0
        for place in text.indices {
            let digit = text[place] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number <= Limits.indexMax ? number : nil
    }

    // MARK: Types

    /// `goodfaith.`, then two or more words of a-z and _ with dots between.
    private static func isTypeName(_ text: Span<UInt8>) -> Bool {
        guard text.count > 10, text.count <= 64, text.word(0, 8) == Word.prefix.0,
            text.word(8, 2) == Word.prefix.1
        else { return false }
        var hasDot = false
        var isWordEmpty = true
        for place in 10..<text.count {
            switch text[place] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): isWordEmpty = false
            case UInt8(ascii: ".") where !isWordEmpty: (hasDot, isWordEmpty) = (true, true)
            default: return false
            }
        }
        return hasDot && !isWordEmpty
    }

    /// No other type may begin with `goodfaith.ledger.` or `goodfaith.key.`.
    private static func ledgerType(_ type: Span<UInt8>) -> LedgerType {
        let name = type.extracting(droppingFirst: 10)
        guard name.word(0, 7) == Word.ledger || name.word(0, 4) == Word.key else { return .none }
        if name.holds(LedgerEvent.Kind.opened.rawValue.utf8Span.span, in: 0..<name.count) { return .opened }
        return name.holds(LedgerEvent.Kind.closed.rawValue.utf8Span.span, in: 0..<name.count) ? .closed : .other
    }

    /// Texts that every event is compared with.
    private enum Word {
        static let specversion = word("1.0")
        static let prefix = (word("goodfait"), word("h."))
        static let ledger = word("ledger.")
        static let key = word("key.")

        private static func word(_ text: String) -> UInt64 { text.utf8Span.span.word(0, 8) }
    }
}

extension AttributePlaces {
    private static var signersForm: String {
        "1 to \(Limits.signaturesMax) keyids, ascending, one space between"
    }

    fileprivate func signing(
        _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>
    ) throws(FormatError) -> (EventAttributes.Signing?, EventAttributes.Part) {
        let root = try readIfPresent(.root, .string, "sha256: and 64 hex digits", nodes, bytes) {
            SHA256Digest(prefixed: $0)
        }
        let roster = try readIfPresent(.roster, .integer, EventAttributes.indexForm, nodes, bytes) {
            EventAttributes.index($0)
        }
        let signers = try readIfPresent(.signers, .string, AttributePlaces.signersForm, nodes, bytes) {
            AttributePlaces.signers($0)
        }
        guard let signers else { return (nil, EventAttributes.Part(start: 0, count: 0)) }
        let signing = EventAttributes.Signing(
            signerCount: signers.count, firstSigner: signers.first, root: root, roster: roster)
        return (signing, part(.signers, nodes))
    }

    private static func signers(_ text: Span<UInt8>) -> (count: Int, first: KeyID)? {
        let digitCount = 2 * SHA256Digest.byteCount
        guard text.count >= digitCount, let first = KeyID(hexBytes: text.extracting(first: digitCount).bytes)
        else { return nil }
        var (count, last, end) = (1, first, digitCount)
        while end < text.count {
            guard count < Limits.signaturesMax, text.count >= end + 1 + digitCount,
                text[end] == UInt8(ascii: " "),
                let keyID = KeyID(hexBytes: text.extracting(end + 1..<end + 1 + digitCount).bytes), last < keyID
            else { return nil }
            (count, last, end) = (count + 1, keyID, end + 1 + digitCount)
        }
        return (count, first)
    }
}

extension Event.Schema {
    init?(_ text: Span<UInt8>) {
        if text.holds(Event.Schema.first.span, in: 0..<text.count) {
            self = .vocabulary(version: 1)
            return
        }
        let spelt = String(text)
        guard let colon = spelt.lastIndex(of: ":") else { return nil }
        let digits = spelt[spelt.index(after: colon)...]
        guard digits.utf8.count <= 9, digits.first != "0", let version = decimal(digits.utf8), version > 0
        else { return nil }
        let known = [Event.Schema.ledger(version: version), .vocabulary(version: version)]
        guard let schema = known.first(where: { $0.urn == spelt }) else { return nil }
        self = schema
    }

    /// What nearly every event of a ledger is written in.
    private static let first = Array(Event.Schema.vocabulary(version: 1).urn.utf8)

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
