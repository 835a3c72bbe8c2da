internal import LedgerFormat

/// The names of event types, in which that of an event is looked up without being made.
struct TypeTable: Sendable {
    private let words: WordTable
    private let typeMember: Int
    /// The names with `goodfaith.`, in the order of ``position(of:)``.
    let wireNames: [String]

    init(wireNames: [String]) {
        self.wireNames = wireNames.sorted(by: WordTable.precedes)
        var words = WordTable()
        _ = words.append(wireNames)
        typeMember = words.append("type")
        self.words = words
    }

    /// Where the event's type stands among the names; nil where it is none of them.
    func position(of event: Event) -> Int? {
        let document = event.value.source
        guard let type = words.member(typeMember, of: event.value.place, in: document),
            let text = document.plainText(at: type)
        else { return nil }
        let bytes = document.bytes
        return words.position(
            of: WordTable.Probe(text, of: bytes.span), in: bytes.span, among: 0..<wireNames.count)
    }
}
