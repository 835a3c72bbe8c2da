import Casework
import LedgerFormat
import Testing

@Suite("JSON Schemas")
struct VocabularySchemaTests {
    @Test("The schema takes the smallest event of each type", arguments: typeNames)
    func takes(name: String) throws {
        let trial = try Trial(name)
        #expect(try accepts(trial))
    }

    @Test("Schema and checker refuse the same changes of form", arguments: typeNames)
    func agree(name: String) throws {
        let whole = try Trial(name)
        for field in whole.type.members {
            for value: JSON? in [nil, 0, "x", [], [:], ["x"], true, .string("sha256:zz")] {
                var trial = whole
                trial.data[field.name] = value
                // A schema knows no author, so what only a first-hand statement needs is not its concern.
                let violation = try trial.violation()
                let conforms =
                    violation == nil || violation?.code == .notFirstHand
                    || violation?.path == "data.sealed" && value == nil
                #expect(try accepts(trial) == conforms, "\(field.name) \(String(describing: value))")
            }
        }
        var surplus = whole
        surplus.data["note"] = "x"
        #expect(try !accepts(surplus))
    }

    @Test("The schema counts the references")
    func references() throws {
        var trial = try Trial("case.reopened")
        trial.data["refs"] = [.reference(1, "ends"), .reference(2, "ends")]
        #expect(try !accepts(trial))
        trial.data["refs"] = [.reference(1, "disputes")]
        #expect(try !accepts(trial))
    }

    @Test("Schema and checker excuse the same absences", arguments: typeNames)
    func excuses(name: String) throws {
        let whole = try Trial(name)
        guard case .array(let references) = whole.data["refs"] else { return }
        let codes = whole.type.references.compactMap(\.unlessDespite).sorted()
        for choice in 0..<(1 << codes.count) {
            let chosen = codes.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element.rawValue)
            for kept in 0...references.count {
                var trial = whole
                trial.data["despite"] = chosen.isEmpty ? nil : .array(chosen.sorted().map(JSON.string))
                trial.data["refs"] = kept == 0 ? nil : .array(Array(references.prefix(kept)))
                #expect(try accepts(trial) == (trial.violation() == nil), "\(chosen), \(kept) references")
            }
        }
    }

    @Test("The schema's text is JSON in which nothing is lost")
    func text() throws {
        let schema = try #require(Vocabulary.current.type(named: "claim.published")).jsonSchema
        let text = schema.indented
        #expect(text.hasPrefix("{\n  \"$id\": \"urn:goodfaith:vocabulary:1:claim.published\",\n"))
        #expect(text.contains("\"additionalProperties\": false"))
        let small: JSON = ["a": [1, "q\"\\"], "b": [:], "c": [], "d": true]
        let packed = small.indented.filter { !$0.isWhitespace }
        #expect(try CanonicalJSON(Array(packed.utf8)).root.bytes.elementsEqual(small.canonicalBytes()))
    }

    private func accepts(_ trial: Trial) throws -> Bool {
        var event: [String: JSON] = [
            "type": .string(trial.type.wireName), "dataschema": .string(Vocabulary.schema),
            "data": .object(trial.data),
        ]
        event["subject"] = trial.subject.map { .string($0.description) }
        return try SchemaReader.accepts(.object(event), trial.type.jsonSchema)
    }
}

/// As much of JSON Schema 2020-12 as the vocabulary's schemas use; a keyword that it does not know is an
/// error.
private enum SchemaReader {
    struct UnknownKeyword: Error { let keyword: String }

    static func accepts(_ value: JSON, _ schema: JSON) throws -> Bool {
        if case .boolean(let verdict) = schema { return verdict }
        guard case .object(let keywords) = schema else { throw UnknownKeyword(keyword: "not a schema") }
        for (keyword, argument) in keywords {
            guard try holds(keyword, argument, value, keywords) else { return false }
        }
        return true
    }

    private static func holds(
        _ keyword: String, _ argument: JSON, _ value: JSON, _ keywords: [String: JSON]
    ) throws -> Bool {
        switch (keyword, argument, value) {
        case ("$schema", _, _), ("$id", _, _), ("title", _, _), ("description", _, _): return true
        case ("type", .string(let name), _): return typeName(value) == name
        case ("const", _, _): return argument == value
        case ("enum", .array(let values), _): return values.contains(value)
        case ("pattern", .string(let pattern), .string(let text)): return try text.contains(Regex(pattern))
        case ("minLength", .integer(let length), .string(let text)):
            return text.unicodeScalars.count >= length
        case ("maxLength", .integer(let length), .string(let text)):
            return text.unicodeScalars.count <= length
        case ("minimum", .integer(let bound), .integer(let number)): return number >= bound
        case ("maximum", .integer(let bound), .integer(let number)): return number <= bound
        case ("minItems", .integer(let count), .array(let items)): return items.count >= count
        case ("maxItems", .integer(let count), .array(let items)): return items.count <= count
        case ("uniqueItems", _, .array(let items)): return Set(items).count == items.count
        case ("items", _, .array(let items)): return try items.allSatisfy { try accepts($0, argument) }
        case ("allOf", .array(let schemas), _): return try schemas.allSatisfy { try accepts(value, $0) }
        case ("anyOf", .array(let schemas), _): return try schemas.contains { try accepts(value, $0) }
        case ("oneOf", .array(let schemas), _): return try schemas.count { try accepts(value, $0) } == 1
        case ("required", .array(let names), .object(let members)):
            return names.allSatisfy { if case .string(let name) = $0 { members[name] != nil } else { false } }
        case ("properties", .object(let properties), .object(let members)):
            return try members.allSatisfy { name, member in
                try properties[name].map { try accepts(member, $0) } ?? true
            }
        case ("additionalProperties", .boolean(false), .object(let members)):
            guard case .object(let properties) = keywords["properties"] else { return members.isEmpty }
            return members.keys.allSatisfy { properties[$0] != nil }
        case ("contains", _, .array(let items)):
            let count = try items.count { try accepts($0, argument) }
            guard case .integer(let least) = keywords["minContains"],
                case .integer(let most) = keywords["maxContains"]
            else {
                return count > 0
            }
            return (least...most).contains(count)
        case ("minContains", _, _), ("maxContains", _, _), ("pattern", _, _), ("minLength", _, _),
            ("maxLength", _, _),
            ("minimum", _, _), ("maximum", _, _), ("minItems", _, _), ("maxItems", _, _),
            ("uniqueItems", _, _),
            ("items", _, _), ("required", _, _), ("properties", _, _), ("additionalProperties", _, _),
            ("contains", _, _):
            return true
        default: throw UnknownKeyword(keyword: keyword)
        }
    }

    private static func typeName(_ value: JSON) -> String {
        switch value {
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .integer: "integer"
        case .boolean: "boolean"
        }
    }
}
