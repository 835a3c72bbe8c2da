public import LedgerFormat

extension JSON {
    /// The value as indented text for people, members in the order of their names, with a line feed at the
    /// end. It is for schemas, whose names (`$id`, `minLength`) canonical JSON does not allow; events are
    /// never written so.
    public var indented: String {
        var text = ""
        write(into: &text, depth: 0)
        return text + "\n"
    }

    private func write(into text: inout String, depth: Int) {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (position, name) in members.keys.sorted().enumerated() {
                text += (position > 0 ? ",\n" : "") + "\(inner)\"\(JSON.escaped(name))\": "
                members[name]?.write(into: &text, depth: depth + 1)
            }
            text += "\n\(outer)}"
        case .array(let elements) where !elements.isEmpty:
            text += "[\n"
            for (position, element) in elements.enumerated() {
                text += (position > 0 ? ",\n" : "") + inner
                element.write(into: &text, depth: depth + 1)
            }
            text += "\n\(outer)]"
        case .object: text += "{}"
        case .array: text += "[]"
        case .string(let string): text += "\"\(JSON.escaped(string))\""
        case .integer(let number): text += String(number)
        case .boolean(let flag): text += flag ? "true" : "false"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            if character == "\"" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
    }
}
