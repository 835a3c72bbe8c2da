/// How a page is written.
public enum PageFormat: String, CaseIterable, Sendable {
    /// Plain text for a terminal, at most 80 columns.
    case text
    /// CommonMark with tables, for a report that goes into a file.
    case markdown
}

/// A page of titles, paragraphs that hang, and tables, as plain text in at most 80 columns or as Markdown.
/// Nothing is cut off; a word that is too long for its line stands alone in it.
struct Page {
    static let columns = 80
    let format: PageFormat
    private(set) var lines: [String] = []

    init(_ format: PageFormat = .text) { self.format = format }

    /// A title with its count, and `none` under it where the count is 0.
    mutating func title(_ text: String, count: Int) {
        title("\(text) (\(count))")
        if count == 0 { add("none") }
    }

    mutating func title(_ text: String) {
        if !lines.isEmpty { lines.append("") }
        switch format {
        case .text: lines.append(text)
        case .markdown: lines += ["## \(Page.escaped(text))", ""]
        }
    }

    /// One paragraph; its further lines are indented by four more. In Markdown it is an item of a list, and
    /// four more of indent make it an item of the item above.
    mutating func add(_ text: String, indent: Int = 2) {
        switch format {
        case .text: addWrapped(text, indent: indent)
        case .markdown:
            let level = max(0, indent - 2) / 4
            lines.append("\(String(repeating: " ", count: 2 * level))- \(Page.escaped(text))")
        }
    }

    private mutating func addWrapped(_ text: String, indent: Int) {
        var line = String(repeating: " ", count: indent)
        var length = indent
        var isFresh = true
        // Two spaces set a first column off, and stay two.
        for word in text.split(separator: " ", omittingEmptySubsequences: false)
        where !(isFresh && word.isEmpty) {
            if !isFresh && length + 1 + word.count > Page.columns {
                lines.append(line)
                line = String(repeating: " ", count: indent + 4)
                length = indent + 4
                isFresh = true
            }
            if !isFresh {
                line += " "
                length += 1
            }
            line += word
            length += word.count
            isFresh = false
        }
        lines.append(line)
    }

    /// A table; the first row is its head. The first column is left, the others right. Rows that are too wide
    /// for the page become paragraphs.
    mutating func add(table rows: [[String]]) {
        guard let head = rows.first else { return }
        switch format {
        case .text: addAligned(rows, head)
        case .markdown:
            if lines.last?.isEmpty == false { lines.append("") }
            lines.append(Page.row(head))
            lines.append("|---|" + String(repeating: "---:|", count: max(0, head.count - 1)))
            lines += rows.dropFirst().map(Page.row)
            lines.append("")
        }
    }

    private mutating func addAligned(_ rows: [[String]], _ head: [String]) {
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let isWide = 2 + widths.reduce(0, +) + 2 * (head.count - 1) > Page.columns
        for row in rows {
            if isWide {
                addWrapped(zip(head, row).dropFirst().reduce(row[0]) { "\($0), \($1.0) \($1.1)" }, indent: 2)
                continue
            }
            var line = "  "
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += column == 0 ? cell + padding : "  " + padding + cell
            }
            lines.append(line)
        }
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    /// Without meaning for Markdown: names and codes are data, not markup.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            if "\\`*_{}[]<>|~&".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }
}
