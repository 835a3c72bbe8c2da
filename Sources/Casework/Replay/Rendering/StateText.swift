internal import LedgerFormat

extension CombinedState {
    /// The whole state for people (`state`), in 80 columns. Every section is there, and says `none` where it
    /// is empty; every line names the statements that it rests on.
    public var text: String { page(.text) }

    /// The same, for a terminal or as a report that goes into a file.
    public func page(_ format: PageFormat) -> String {
        var text = StateText(self, format)
        text.addAll()
        return text.page.text
    }
}

/// Writes a state as text, section by section.
struct StateText {
    let state: CombinedState
    let names: LedgerNames
    var page: Page
    /// The marks that were written, for the legend.
    private var used: Marks = []

    init(_ state: CombinedState, _ format: PageFormat) {
        self.state = state
        page = Page(format)
        names = LedgerNames(state.ledgers.map(\.ledger))
    }

    mutating func addAll() {
        addLedgers()
        addParties()
        addCorrespondence()
        addChannelsAndContacts()
        addWords()
        addRequests()
        addInformation()
        addCases()
        addClaims()
        addClaimChanges()
        addAssurance()
        addDisputeEnds()
        addExchange()
        addProtection()
        addUnresolved()
        addLegend()
    }

    /// ` [disputed] [reported]`, or nothing.
    mutating func write(_ marks: Marks) -> String {
        used.formUnion(marks)
        return marks.words.map { " [\($0)]" }.joined()
    }

    /// When, what, where it stands, and its marks.
    mutating func line<Content>(_ stated: Stated<Content>, _ text: String, indent: Int = 2) {
        page.add(
            "\(stated.time.text)  \(text) \(names.list([stated.reference]))\(write(stated.marks))",
            indent: indent)
    }

    /// The same for a matter, with everybody who states it.
    mutating func line<Content>(_ matter: Matter<Content>, _ text: String) {
        let marks = write(matter.principal.marks)
        page.add("\(matter.principal.time.text)  \(text) \(names.list(matter.references))\(marks)")
    }

    private mutating func addLegend() {
        guard used != [] else { return }
        page.title("Marks")
        for (mark, word, meaning) in Marks.legend where used.contains(mark) {
            page.add("[\(word)] \(meaning)")
        }
    }
}

extension String {
    /// A code as words.
    var words: String { split(separator: "_").joined(separator: " ") }
}

extension [String] {
    /// Codes as words, with commas.
    var words: String { map(\.words).joined(separator: ", ") }
}

extension [PartyID] {
    /// The ids with commas.
    var list: String { map(\.description).joined(separator: ", ") }
}
