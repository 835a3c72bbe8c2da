internal import LedgerFormat

/// Whether the statements of a claim have ids of their own, and name only each other.
enum StatementCheck {
    static func violation(in statements: JSONValue, of kind: FieldKind) -> VocabularyViolation? {
        guard case .list(.variant(let tag, let variants), _) = kind else { return nil }
        var ids: Set<String> = []
        for (position, statement) in statements.elements.enumerated() {
            guard let id = statement["id"]?.string, !ids.insert(id).inserted else { continue }
            return VocabularyViolation(
                .value, at: "[\(position)].id", expected: "an id that no other statement has", found: id)
        }
        for (position, statement) in statements.elements.enumerated() {
            guard let variant = variants.first(where: { statement[tag]?.isString($0.code) == true }) else {
                continue
            }
            for field in variant.fields {
                guard let value = statement[field.name],
                    let stray = StatementCheck.names(in: value, of: field.kind).first(where: {
                        !ids.contains($0)
                    })
                else { continue }
                return VocabularyViolation(
                    .value, at: "[\(position)].\(field.name)",
                    expected: "the id of a statement of this claim", found: stray)
            }
        }
        return nil
    }

    /// The statements that a value names, however deep.
    private static func names(in value: JSONValue, of kind: FieldKind) -> [String] {
        switch kind {
        case .statementReference: value.string.map { [$0] } ?? []
        case .list(let element, _), .set(let element, _):
            value.elements.flatMap { names(in: $0, of: element) }
        case .object(sorted: let fields):
            fields.flatMap { field in value[field.name].map { names(in: $0, of: field.kind) } ?? [] }
        default: []
        }
    }
}
