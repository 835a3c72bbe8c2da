/// The pages on words that no event holds: lists for sealed objects, and what another system's codes become.
extension Vocabulary {
    /// The page of the lists for sealed objects.
    public var markdownSealedLists: String {
        var lines = [
            "# Lists for sealed objects", "", Vocabulary.generatedNote, "",
            "No member of any event takes a code of these lists: what they say of a child never stands in",
            "clear, and the program never sees it. They are here so that sides who open a sealed object to",
            "each other mean the same by a word. Inside an object also stand what no list can hold: names,",
            "dates, addresses, and places as P-codes, which embed choices of sovereignty and are attributed",
            "to whoever uses them.",
        ]
        lines += CodeList.sealedLists.flatMap(\.markdown)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page on Primero's lists.
    public var markdownPrimero: String {
        var lines = [
            "# Codes of Primero", "", Vocabulary.generatedNote, "",
            "What the codes of Primero's default child protection lists become here. A status in Primero is a",
            "field that is overwritten; here it is the statement that brought it about. What is not in this",
            "table is not mapped, and is to be refused rather than guessed.",
        ]
        for mapping in CodeMapping.primero {
            lines += ["", "## \(mapping.title)", "", "| Primero | here |", "| --- | --- |"]
            lines += mapping.rows.map { "| `\($0.theirs)` | \($0.place.phrase) |" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
