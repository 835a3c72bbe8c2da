internal import LedgerFormat

/// What a statement says in codes, countries, parties, dates, numbers and flags: every member of its `data`
/// that two statements, or a statement and a claim, can be compared by.
///
/// Which members those are follows from the kinds in the vocabulary; a new type needs no code here.
struct StatementAttributes: Sendable {
    /// Who acts in what is stated, where its type names them: the parties that may state it first hand.
    let acting: [PartyID]
    /// To whom it is directed.
    let toward: [PartyID]
    private let source: PartyID
    /// By the member's name, the values as they stand in the event.
    private let values: [(name: String, value: String)]

    /// The members that name those to whom something is directed.
    private static let directedTo: Set<String> = ["addressees", "recipient", "recipients", "toward"]

    init(_ data: JSONValue, _ type: EventType, source: PartyID) {
        var values: [(name: String, value: String)] = []
        var (acting, toward): ([PartyID], [PartyID]) = ([], [])
        let actingMembers = type.firstHand?.fields ?? []
        for field in type.comparable {
            guard let value = data[field.name] else { continue }
            let texts = field.kind.comparableTexts(of: value)
            for text in texts { values.append((field.name, text)) }
            if actingMembers.contains(field.name) && field.name != "facilitator" {
                acting += texts.compactMap { PartyID($0) }
            } else if StatementAttributes.directedTo.contains(field.name) {
                toward += texts.compactMap { PartyID($0) }
            }
        }
        self.values = values
        self.acting = acting
        self.toward = toward
        self.source = source
    }

    /// Who acts in what is stated, else its author.
    var by: [PartyID] { acting.isEmpty ? [source] : acting }

    /// From whom what is stated came.
    var givers: [PartyID] { self["giver"].compactMap { PartyID($0) } }

    /// The values of a member; none where the statement does not have it.
    subscript(_ member: String) -> [String] {
        values.lazy.filter { $0.name == member }.map(\.value)
    }
}

extension FieldKind {
    /// Whether values of this kind can be compared: they mean the same in every ledger. A random reference or
    /// a digest does not.
    var isComparable: Bool {
        switch self {
        case .code, .party, .country, .language, .day, .count, .flag, .typeName, .occurred, .duration: true
        case .list(let element, _), .set(let element, _): element.isComparable
        case .object(let fields): fields.contains { $0.name == "party" }
        case .digest, .reference, .memberName, .statementID, .statementReference, .variant,
            .organisationName:
            false
        }
    }

    /// The comparable values, one text each; of an object the party in it.
    func comparableTexts(of value: JSONValue) -> [String] {
        switch self {
        case .list(let element, _), .set(let element, _):
            value.elements.flatMap { element.comparableTexts(of: $0) }
        case .object: value["party"]?.string.map { [$0] } ?? []
        case .count: value.integer.map { ["\($0)"] } ?? []
        case .flag: value.boolean.map { ["\($0)"] } ?? []
        default: value.string.map { [$0] } ?? []
        }
    }
}
