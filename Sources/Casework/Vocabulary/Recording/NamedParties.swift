public import LedgerFormat

extension Vocabulary {
    /// The type with which a party names another.
    public static let counterpartNoted = "counterpart.noted"
}

extension EventType {
    /// The parties that an event's data names.
    public func parties(in data: JSONValue) -> Set<PartyID> {
        var found: Set<PartyID> = []
        for member in data.members {
            if let field = members.first(where: { $0.name == member.name }) {
                EventType.collect(member.value, field.kind, into: &found)
            }
        }
        return found
    }

    private static func collect(_ value: JSONValue, _ kind: FieldKind, into found: inout Set<PartyID>) {
        switch kind {
        case .party:
            if let party = value.string.flatMap(PartyID.init) { found.insert(party) }
        case .list(let element, _), .set(let element, _):
            for inner in value.elements { collect(inner, element, into: &found) }
        case .object(sorted: let fields):
            for field in fields {
                if let inner = value[field.name] { collect(inner, field.kind, into: &found) }
            }
        case .variant(let tag, let variants):
            for variant in variants where value[tag]?.isString(variant.code) == true {
                collect(value, .object(sorted: variant.fields), into: &found)
            }
        default: break
        }
    }
}
