internal import LedgerCrypto

extension LedgerEvent {
    /// Reads what an event of the ledger's own schema does.
    ///
    /// - Parameter lineStart: where the event's line begins in the buffer.
    /// - Throws: ``FormatError``: `ledger-event-unsupported` or `format-unsupported` for what a later version
    ///   may know, `key-encoding` and `keyid-mismatch` for a key, `ledger-event-invalid` for any other
    ///   member.
    public init(_ event: Event, lineStart: Int = 0) throws(FormatError) {
        guard event.schema == .ledger(version: 1), let kind = Kind(rawValue: event.name) else {
            throw FormatError(
                .ledgerEventUnsupported, at: event.value.range.lowerBound - lineStart,
                expected:
                    "a ledger event of version 1: \(Kind.allCases.map(\.rawValue).joined(separator: ", "))",
                found: "\(event.name) of \(event.schema.urn)")
        }
        let data = DataReader(event.data, lineStart: lineStart)
        if kind == .opened, let format = event.data["format"]?.integer, format != Opening.format {
            throw FormatError(
                .formatUnsupported, at: event.data.range.lowerBound - lineStart,
                expected: "format \(Opening.format)",
                found: "format \(format)")
        }
        switch kind {
        case .opened:
            let opening = try Opening(data)
            guard opening.party.id == event.source else {
                throw FormatError(
                    .ledgerEventInvalid, at: event.data.range.lowerBound - lineStart,
                    expected: "party.id \(event.source), the source of the event", found: "\(opening.party.id)")
            }
            self = .opened(opening)
        case .keyAdded:
            try data.allowOnly(["key"] + DataReader.recoveryMembers)
            self = .keyAdded(try data.key("key"), recovery: try data.recovery())
        case .keyRotated:
            try data.allowOnly(["from", "key"] + DataReader.recoveryMembers)
            self = .keyRotated(from: try data.keyID("from"), try data.key("key"), recovery: try data.recovery())
        case .keyRetired:
            try data.allowOnly(["keyid"] + DataReader.recoveryMembers)
            self = .keyRetired(try data.keyID("keyid"), recovery: try data.recovery())
        case .keyCompromised:
            try data.allowOnly(["keyid", "since"] + DataReader.recoveryMembers)
            self = .keyCompromised(
                try data.keyID("keyid"), since: try data.integer("since", in: 0...Limits.indexMax),
                recovery: try data.recovery())
        case .thresholdSet:
            try data.allowOnly(["threshold"] + DataReader.recoveryMembers)
            self = .thresholdSet(
                try data.integer("threshold", in: 1...Limits.thresholdMax), recovery: try data.recovery())
        case .closed:
            try data.allowOnly(["reveals", "successor"])
            self = .closed(successor: try data.digestIfPresent("successor"), recovery: try data.recovery())
        }
    }
}

extension Opening {
    fileprivate init(_ data: DataReader) throws(FormatError) {
        try data.allowOnly([
            "audience", "format", "keys", "next", "origin", "party", "predecessor", "threshold",
        ])
        _ = try data.integer("format", in: Opening.format...Opening.format)
        audience = try data.ascending("audience", "the ids of parties") { $0.string.flatMap(PartyID.init) }
        keys = []
        for element in try data.required(
            "keys", "a list of keys", { $0.kind == .array ? Array($0.elements) : nil })
        {
            keys.append(try DataReader(element, lineStart: data.lineStart).enrolledKey())
        }
        guard !keys.isEmpty, keys.count <= Limits.keysMax,
            zip(keys, keys.dropFirst()).allSatisfy({ $0.keyID < $1.keyID })
        else { throw data.refusal("keys", "1 to \(Limits.keysMax) keys, ascending by keyid") }
        next = try data.digestIfPresent("next")
        origin = try data.required("origin", "host.with.dot and at least one /[a-z0-9._-]+") {
            $0.string.flatMap(Origin.init)
        }
        party = try Party(DataReader(data.object("party"), lineStart: data.lineStart))
        predecessor = nil
        if data.value["predecessor"] != nil {
            predecessor = try Predecessor(DataReader(data.object("predecessor"), lineStart: data.lineStart))
        }
        threshold = try data.integer("threshold", in: 1...min(keys.count, Limits.thresholdMax))
    }
}

extension Party {
    fileprivate init(_ data: DataReader) throws(FormatError) {
        try data.allowOnly(["class", "id", "name", "roles"])
        partyClass = try data.required("class", "a code of the list of party classes", DataReader.code)
        id = try data.required("id", "the id of a party") { $0.string.flatMap(PartyID.init) }
        name = try data.required(
            "name", "the name of the organisation, 1 to \(Limits.organisationNameBytesMax) bytes"
        ) { value in
            value.string.flatMap { (1...Limits.organisationNameBytesMax).contains($0.utf8.count) ? $0 : nil }
        }
        roles = try data.ascending("roles", "codes of the list of roles", DataReader.code)
    }
}

extension Predecessor {
    fileprivate init(_ data: DataReader) throws(FormatError) {
        try data.allowOnly(["fingerprint", "root", "size"])
        fingerprint = try data.digest("fingerprint")
        root = try data.digest("root")
        size = try data.integer("size", in: 1...Limits.indexMax)
    }
}

/// Reads the members of one object of a ledger event, and refuses what it was not asked for.
private struct DataReader {
    let value: JSONValue
    let lineStart: Int

    static let recoveryMembers = ["next", "reveals"]

    init(_ value: JSONValue, lineStart: Int) {
        self.value = value
        self.lineStart = lineStart
    }

    func allowOnly(_ names: [String]) throws(FormatError) {
        for member in value.members where !names.contains(member.name) {
            throw FormatError(
                .ledgerEventInvalid, at: member.nameBytes.startIndex - lineStart,
                expected: "only the members \(names.joined(separator: ", "))", found: "\"\(member.name)\"")
        }
    }

    func required<T>(_ name: String, _ expected: String, _ parse: (JSONValue) -> T?) throws(FormatError) -> T {
        guard let member = value[name], let parsed = parse(member) else { throw refusal(name, expected) }
        return parsed
    }

    func object(_ name: String) throws(FormatError) -> JSONValue {
        try required(name, "an object") { $0.kind == .object ? $0 : nil }
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(FormatError) -> Int {
        try required(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            $0.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func digest(_ name: String) throws(FormatError) -> SHA256Digest {
        try required(name, "sha256: and 64 hex digits", \.digest)
    }

    func digestIfPresent(_ name: String) throws(FormatError) -> SHA256Digest? {
        value[name] == nil ? nil : try digest(name)
    }

    func keyID(_ name: String) throws(FormatError) -> KeyID {
        try required(name, "a keyid: 64 hex digits") { $0.string.flatMap { KeyID($0) } }
    }

    /// A list without repetition, ascending, of at least one element.
    func ascending<T: Comparable>(
        _ name: String, _ expected: String, _ parse: (JSONValue) -> T?
    ) throws(FormatError) -> [T] {
        try required(name, "\(expected), at least one, ascending, none twice") { list in
            let elements = list.elements.map(parse)
            let parsed = elements.compactMap(\.self)
            let isAscending = zip(parsed, parsed.dropFirst()).allSatisfy { $0 < $1 }
            return !parsed.isEmpty && parsed.count == elements.count && isAscending ? parsed : nil
        }
    }

    static func code(_ value: JSONValue) -> String? {
        value.string.flatMap { text in
            let isCode = text.utf8.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "_") }
            return isCode && (1...64).contains(text.utf8.count) ? text : nil
        }
    }

    func key(_ name: String) throws(FormatError) -> EnrolledKey {
        try DataReader(object(name), lineStart: lineStart).enrolledKey()
    }

    func recovery() throws(FormatError) -> Recovery {
        Recovery(next: try digestIfPresent("next"), reveals: value["reveals"] == nil ? nil : try key("reveals"))
    }

    /// This object as a key: `keyid` and `spki`.
    func enrolledKey() throws(FormatError) -> EnrolledKey {
        try allowOnly(["keyid", "spki"])
        let keyID = try keyID("keyid")
        let spki = try required("spki", "padded base64 of a public key") { value in
            value.kind == .string ? Base64.decode(value.bytes) : nil
        }
        let offset = value.range.lowerBound - lineStart
        let publicKey: PublicKey
        do {
            publicKey = try PublicKey(spki: spki)
        } catch {
            throw FormatError(
                .keyEncoding, at: offset, expected: "a public key exactly as the format writes it",
                found: "\(error)")
        }
        guard publicKey.keyID == keyID else {
            throw FormatError(
                .keyIDMismatch, at: offset, expected: "\(publicKey.keyID), the SHA-256 of this key",
                found: "\(keyID)")
        }
        return EnrolledKey(publicKey)
    }

    func refusal(_ name: String, _ expected: String) -> FormatError {
        let member = value[name]
        return FormatError(
            .ledgerEventInvalid, at: (member ?? value).range.lowerBound - lineStart,
            expected: "\(name): \(expected)",
            found: member?.excerpt ?? "no such member")
    }
}
