internal import LedgerFormat

/// From the words of a command line to values of the type's members.
extension EventType {
    /// The value that canonical JSON spells.
    func value(of field: Field, fromJSON text: String) throws(RecordWordError) -> JSON {
        let document: CanonicalJSON
        do { document = try CanonicalJSON(Array(text.utf8)) } catch {
            throw .notJSON(name: field.name, error)
        }
        try check(document.root, of: field)
        return JSON(document.root)
    }

    /// The value that a plain word spells.
    func value(of field: Field, fromWord text: String) throws(RecordWordError) -> JSON {
        guard let value = field.kind.value(fromWord: text) else {
            throw .needsJSON(name: field.name, holds: field.kind.phrase)
        }
        let document: CanonicalJSON
        do { document = try value.document() } catch { throw .notJSON(name: field.name, error) }
        try check(document.root, of: field)
        return value
    }

    private func check(_ value: JSONValue, of field: Field) throws(RecordWordError) {
        if let violation = violation(in: value, ofMember: field.name) {
            throw .refused(violation.under("data.\(field.name)"))
        }
    }
}

extension FieldKind {
    /// Nil where a word cannot spell such a value. What a word spells may still not be a value of this kind.
    fileprivate func value(fromWord text: String) -> JSON? {
        switch self {
        case .count: EventType.integer(text).map(JSON.integer) ?? .string(text)
        case .flag: text == "true" ? true : text == "false" ? false : .string(text)
        case .list(let element, _): element.values(fromWord: text).map(JSON.array)
        case .set(let element, _): element.values(fromWord: text).flatMap(FieldKind.ascending)
        case .object(sorted: let fields): FieldKind.object(fromWord: text, fields)
        case .variant: nil
        default: .string(text)
        }
    }

    private func values(fromWord text: String) -> [JSON]? {
        var values: [JSON] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = value(fromWord: String(part)) else { return nil }
            values.append(value)
        }
        return values
    }

    /// The values in the order of their canonical bytes; nil where one has none.
    private static func ascending(_ values: [JSON]) -> JSON? {
        var keyed: [(bytes: [UInt8], value: JSON)] = []
        for value in values {
            guard let bytes = try? value.canonicalBytes() else { return nil }
            keyed.append((bytes, value))
        }
        return .array(keyed.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map(\.value))
    }

    /// An object whose values hold no colon: the values in the order of the names, the last ones left out at
    /// will.
    private static func object(fromWord text: String, _ fields: [Field]) -> JSON? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.allSatisfy(\.kind.hasNoColon), parts.count <= fields.count else { return nil }
        var members: [String: JSON] = [:]
        for (field, part) in zip(fields, parts) {
            guard let value = field.kind.value(fromWord: part) else { return nil }
            members[field.name] = value
        }
        return .object(members)
    }

    private var hasNoColon: Bool {
        switch self {
        case .code, .party, .country, .language, .count, .flag, .day, .reference, .typeName, .memberName: true
        default: false
        }
    }
}

extension EventType {
    /// A whole number in its one spelling.
    fileprivate static func integer(_ text: String) -> Int? {
        Int(text).flatMap { String($0) == text ? $0 : nil }
    }
}
