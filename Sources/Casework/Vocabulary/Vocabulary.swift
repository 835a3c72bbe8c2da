internal import LedgerFormat

/// The vocabulary, version 1: what a party can state.
///
/// The table under `Types` is the one place where an event type is defined. Checking, the words of `record`,
/// the JSON Schemas and the documentation are read off it.
public struct Vocabulary: Sendable {
    /// `dataschema` of the events that this vocabulary defines.
    public static let schema = Event.Schema.vocabulary(version: version).urn
    /// The version of the vocabulary that this is.
    public static let version = 1
    /// What stands before a type's name in an event.
    public static let typePrefix = Event.typePrefix
    /// Version 1.
    public static let current = Vocabulary(types: EventFamily.allCases.flatMap(\.types))

    /// Every type, family by family.
    public let types: [EventType]
    private let typesByWireName: [String: EventType]
    private let table: TypeTable
    /// The types in the order of ``table``.
    private let typesInOrder: [EventType]
    /// The names of all types, without the prefix.
    let typeNames: Set<String>
    /// The names that members of `data` have in one type or another.
    let memberNames: Set<String>

    init(types: [EventType]) {
        self.types = types
        typesByWireName = Dictionary(types.map { ($0.wireName, $0) }) { first, _ in first }
        table = TypeTable(wireNames: types.map(\.wireName))
        typesInOrder = WordTable.sorted(types, by: \.wireName)
        typeNames = Set(types.map(\.name))
        memberNames = Set(types.flatMap { $0.members.map(\.name) })
    }

    /// The type of that name, with or without `goodfaith.`; nil where there is none.
    public func type(named name: String) -> EventType? {
        typesByWireName[name] ?? typesByWireName[Vocabulary.typePrefix + name]
    }

    /// The type of an event, looked up without its name being made; nil where there is none.
    func type(of event: Event) -> EventType? { table.position(of: event).map { typesInOrder[$0] } }

    /// The names nearest to one that is not known, without the prefix, best first.
    public func typeNames(near name: String) -> [String] {
        let bare =
            name.hasPrefix(Vocabulary.typePrefix) ? String(name.dropFirst(Vocabulary.typePrefix.count)) : name
        return NearestNames.of(bare, among: types.map(\.name))
    }

    /// The code lists that the table uses, each once, by id.
    public var codeLists: [CodeList] { CodeList.each(types.flatMap(\.members).flatMap(\.kind.lists)) }
}

extension CodeList {
    /// The lists, each once, by id.
    static func each(_ lists: [CodeList]) -> [CodeList] {
        Dictionary(lists.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
    }
}

extension FieldKind {
    /// The code lists in the kind, however deep.
    var lists: [CodeList] {
        switch self {
        case .code(let list): [list]
        case .object(sorted: let fields): fields.flatMap(\.kind.lists)
        case .variant(_, let variants): variants.flatMap(\.fields).flatMap(\.kind.lists)
        case .list(let element, _), .set(let element, _): element.lists
        default: []
        }
    }
}
