internal import LedgerFormat

/// The names of event types, in which that of an event is looked up without being made.
struct TypeTable: Sendable {
    private let words: WordTable
    /// The names with `goodfaith.`, in the order of ``position(of:)``.
    let wireNames: [String]

    init(wireNames: [String]) {
        self.wireNames = WordTable.sorted(wireNames, by: \.self)
        var words = WordTable()
        _ = words.append(wireNames)
        self.words = words
    }

    /// Where the event's type stands among the names; nil where it is none of them.
    func position(of event: Event) -> Int? {
        words.position(of: event.typeKey, in: event.value.source, among: 0..<wireNames.count)
    }
}
