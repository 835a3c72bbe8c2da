/// What the codes of a list in another system become here, one by one, so that nothing is mapped silently
/// wrong.
public struct CodeMapping: Sendable {
    /// Where a code of the other list has its place.
    public enum Place: Sendable {
        /// The code of a list that stands in clear.
        case clear(CodeList, String)
        /// The code of a list for sealed objects.
        case sealed(CodeList, String)
        /// Not a code but a statement: this type of event.
        case statement(String)
        /// Nowhere, and why.
        case nowhere(String)
    }

    /// What the other list holds, as a heading.
    public let title: String
    /// The other system's codes, in its order, each with its place.
    public let rows: [(theirs: String, place: Place)]

    init(_ title: String, _ rows: KeyValuePairs<String, Place>) {
        self.title = title
        self.rows = rows.map { ($0.key, $0.value) }
    }

    /// The codes of which one list here has the same, and those that another list has or none.
    init(
        _ title: String, same codes: [String], in place: (String) -> Place,
        and rest: KeyValuePairs<String, Place>
    ) {
        self.title = title
        rows = codes.map { ($0, place($0)) } + rest.map { ($0.key, $0.value) }
    }
}

extension CodeMapping.Place {
    /// The place as the page shows it.
    var phrase: String {
        switch self {
        case .clear(let list, let code): "`\(code)` of `\(list.id)`"
        case .sealed(let list, let code): "`\(code)` of `\(list.id)`, in a sealed object alone"
        case .statement(let type): "an event `\(type)`"
        case .nowhere(let why): "nothing: \(why)"
        }
    }
}
