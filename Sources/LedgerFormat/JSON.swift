/// A JSON value that is being built, and its one canonical spelling.
///
/// Reading gives ``JSONValue``, a view of bytes; writing starts here.
public indirect enum JSON: Hashable, Sendable {
    case object([String: JSON])
    case array([JSON])
    case string(String)
    case integer(Int)
    case boolean(Bool)

    /// The bytes of RFC 8785, checked by the same reader that a verifier uses, so that nothing is
    /// written that would be refused.
    public func canonicalBytes() throws(JSONRejection) -> [UInt8] {
        try document().buffer
    }

    /// The same bytes as a document, which the strict reader has read.
    public func document() throws(JSONRejection) -> CanonicalJSON {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return try CanonicalJSON(bytes)
    }

    /// Appends the spelling of the value; whether it is canonical is for the strict reader to say.
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            // Names are ASCII in this format, where byte order is the UTF-16 order of RFC 8785; a
            // name that is not gets refused by the reader.
            for (position, name) in members.keys.sorted().enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSON.append(string: name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                members[name]?.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .string(let text): JSON.append(string: text, to: &bytes)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        }
    }

    /// Appends a text with its quotes.
    static func append(string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let text = string.utf8
        if text.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in text {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
        } else {
            bytes.append(contentsOf: text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A copy of a value that was read.
    public init(_ value: JSONValue) {
        switch value.kind {
        case .object:
            var members: [String: JSON] = [:]
            for member in value.members { members[member.name] = JSON(member.value) }
            self = .object(members)
        case .array: self = .array(value.elements.map { JSON($0) })
        case .string: self = .string(value.string ?? "")
        case .integer: self = .integer(value.integer ?? 0)
        case .boolean: self = .boolean(value.boolean ?? false)
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// Of two literal members with one name the later stands.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { _, later in later })
    }
}
