public import LedgerFormat

/// JSON Schema, draft 2020-12, of the events of a type: of `data`, `dataschema`, `subject` and `type`. The
/// other attributes belong to the format. What a schema cannot say - real dates, ascending sets, who may
/// state it - the program checks.
extension EventType {
    public var jsonSchema: JSON {
        var properties: [String: JSON] = [
            "type": ["const": .string(wireName)],
            "dataschema": ["const": .string(Vocabulary.schema)],
            "data": dataSchema,
        ]
        var required: [JSON] = ["data", "dataschema", "type"]
        switch subject {
        case .none: properties["subject"] = false
        case .required(let kinds):
            properties["subject"] = EventType.subjectSchema(kinds)
            required.append("subject")
        case .optional(let kinds): properties["subject"] = EventType.subjectSchema(kinds)
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string("\(Vocabulary.schema):\(name)"),
            "title": .string(wireName),
            "description": .string(summary),
            "type": "object",
            "properties": .object(properties),
            "required": .array(required),
        ]
    }

    private var dataSchema: JSON {
        guard case .object(var schema) = FieldKind.object(sorted: members).schema else { return true }
        for case .always(let name, let code) in constraints {
            guard case .object(var properties) = schema["properties"],
                case .object(var property) = properties[name]
            else { continue }
            property["enum"] = nil
            property["const"] = .string(code)
            properties[name] = .object(property)
            schema["properties"] = .object(properties)
        }
        let excuses = Set(references.compactMap(\.unlessDespite))
        let least = referenceTotals(despite: Set(excuses.map(\.rawValue)))
        let rules = least.map { EventType.countSchema($0.rel, $0.count) }
        if case .object(var properties) = schema["properties"], case .object(var refs) = properties["refs"] {
            refs["allOf"] = .array(rules)
            refs["items"] = EventType.referenceSchema(rels: rels)
            properties["refs"] = .object(refs)
            schema["properties"] = .object(properties)
        }
        // A missing array of references has none, so a required reference makes the array required as well.
        if least.contains(where: { $0.count.lowerBound > 0 }),
            case .array(let required) = schema["required"]
        {
            schema["required"] = .array(required + ["refs"])
        }
        if !excuses.isEmpty { schema["allOf"] = .array(excusableSchemas(excuses.sorted())) }
        return .object(schema)
    }

    /// What `refs` must hold unless `despite` excuses it: for each choice among the codes, that the event
    /// bears one of them, or has the references that it would need with all the others.
    private func excusableSchemas(_ codes: [IrregularityCode]) -> [JSON] {
        (1..<(1 << codes.count)).flatMap { choice -> [JSON] in
            let chosen = codes.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element.rawValue)
            let others = Set(codes.map(\.rawValue)).subtracting(chosen)
            let excused: JSON = [
                "properties": ["despite": ["contains": ["enum": .array(chosen.map(JSON.string))]]],
                "required": ["despite"],
            ]
            let needed = referenceTotals(despite: others).filter { $0.count.lowerBound > 0 }
            return needed.map { rel, count -> JSON in
                [
                    "description": .string(
                        "\(count.phrase) \(rel), unless the statement is despite \(chosen.choice)"),
                    "anyOf": [
                        excused,
                        [
                            "properties": ["refs": EventType.countSchema(rel, count)], "required": ["refs"],
                        ],
                    ],
                ]
            }
        }
    }

    private static func countSchema(_ rel: String, _ count: ClosedRange<Int>) -> JSON {
        [
            "contains": ["properties": ["rel": ["const": .string(rel)]], "required": ["rel"]],
            "minContains": .integer(count.lowerBound), "maxContains": .integer(count.upperBound),
        ]
    }

    /// One reference, with the rels of this type alone.
    private static func referenceSchema(rels: [String]) -> JSON {
        let schema = FieldKind.object(sorted: CommonMember.reference).schema
        guard case .object(var members) = schema, case .object(var properties) = members["properties"] else {
            return schema
        }
        properties["rel"] = ["enum": .array(rels.map(JSON.string))]
        members["properties"] = .object(properties)
        return .object(members)
    }

    private static func subjectSchema(_ kinds: [String]) -> JSON {
        [
            "type": "string",
            "pattern": .string("^(\(kinds.joined(separator: "|")))/\(FieldKind.uuidPattern)$"),
        ]
    }
}

extension FieldKind {
    static let uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    private static let dayPattern = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

    /// The schema of a value of this kind.
    fileprivate var schema: JSON {
        switch self {
        case .code(let list): ["enum": .array(list.codes.map { .string($0.code) })]
        case .party:
            [
                "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
                "maxLength": .integer(Limits.partyIDBytesMax),
            ]
        case .country: ["enum": .array(CountryCode.all.sorted().map(JSON.string))]
        case .language: ["enum": .array(LanguageCode.all.sorted().map(JSON.string))]
        case .occurred: FieldKind.text(FieldKind.occurredPattern)
        case .day: FieldKind.text(FieldKind.dayPattern)
        case .duration: FieldKind.text("(PT0S|-?P([1-9][0-9]{0,3}[DMY]|T[1-9][0-9]{0,3}[HMS]))")
        case .count(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .flag: ["type": "boolean"]
        case .digest: FieldKind.text("sha256:[0-9a-f]{64}")
        case .reference: FieldKind.text(FieldKind.uuidPattern)
        case .typeName: ["enum": .array(Vocabulary.current.typeNames.sorted().map(JSON.string))]
        case .memberName: ["enum": .array(Vocabulary.current.memberNames.sorted().map(JSON.string))]
        case .statementID, .statementReference: FieldKind.text("[A-Z]{1,2}[0-9]{1,3}[a-z]?")
        case .object(sorted: let fields): FieldKind.schema(of: fields)
        case .variant(let tag, let variants):
            ["oneOf": .array(variants.map { FieldKind.schema(of: $0.fields, tag: (tag, $0.code)) })]
        case .list(let element, let max):
            ["type": "array", "items": element.schema, "minItems": 1, "maxItems": .integer(max)]
        case .set(let element, let max):
            [
                "type": "array", "items": element.schema, "minItems": 1, "maxItems": .integer(max),
                "uniqueItems": true,
            ]
        case .organisationName:
            ["type": "string", "minLength": 1, "maxLength": .integer(Limits.organisationNameBytesMax)]
        }
    }

    private static var occurredPattern: String {
        let clock = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
        return [dayPattern + clock, dayPattern, "[0-9]{4}-(0[1-9]|1[0-2])"].map { "(\($0)(/\($0))?)" }.joined(
            separator: "|")
    }

    private static func text(_ pattern: String) -> JSON {
        ["type": "string", "pattern": .string("^(\(pattern))$")]
    }

    private static func schema(of fields: [Field], tag: (name: String, code: String)? = nil) -> JSON {
        var properties: [String: JSON] = [:]
        for field in fields {
            guard case .object(var schema) = field.kind.schema else { continue }
            schema["description"] = .string(field.summary)
            properties[field.name] = .object(schema)
        }
        if let tag { properties[tag.name] = ["const": .string(tag.code)] }
        let required = fields.filter(\.isRequired).map(\.name) + (tag.map { [$0.name] } ?? [])
        return [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "required": .array(required.sorted().map(JSON.string)),
        ]
    }
}
