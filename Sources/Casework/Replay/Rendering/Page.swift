/// Plain text in at most 80 columns: titles, paragraphs that hang, tables. Nothing is cut off; a word that is
/// too long for its line stands alone in it.
struct Page {
    static let columns = 80
    private(set) var lines: [String] = []

    /// A title with its count, and `none` under it where the count is 0.
    mutating func title(_ text: String, count: Int) {
        if !lines.isEmpty { lines.append("") }
        lines.append("\(text) (\(count))")
        if count == 0 { lines.append("  none") }
    }

    mutating func title(_ text: String) {
        if !lines.isEmpty { lines.append("") }
        lines.append(text)
    }

    /// One paragraph; its further lines are indented by four more.
    mutating func add(_ text: String, indent: Int = 2) {
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

    /// A table of counts: the first column is left, the others right. Rows that are too wide become
    /// paragraphs.
    mutating func add(table rows: [[String]]) {
        guard let columnCount = rows.first?.count else { return }
        let widths = (0..<columnCount).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let isWide = 2 + widths.reduce(0, +) + 2 * (columnCount - 1) > Page.columns
        for row in rows {
            if isWide {
                add(zip(rows[0], row).dropFirst().reduce(row[0]) { "\($0), \($1.0) \($1.1)" })
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

    var text: String { lines.joined(separator: "\n") + "\n" }
}
