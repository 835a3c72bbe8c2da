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
    /// The page so far, each line with its end: one run of bytes, since the cases of a register fill a million
    /// lines.
    private var bytes: [UInt8] = []
    /// Whether the last line is an empty one.
    private var isAfterGap = false

    init(_ format: PageFormat = .text) { self.format = format }

    /// A title with its count, and `none` under it where the count is 0.
    mutating func title(_ text: String, count: Int) {
        title("\(text) (\(count))")
        if count == 0 { add("none") }
    }

    mutating func title(_ text: String) {
        if !bytes.isEmpty { append(line: "") }
        switch format {
        case .text: append(line: text)
        case .markdown:
            append(line: "## \(Page.escaped(text))")
            append(line: "")
        }
    }

    /// One paragraph; its further lines are indented by four more. In Markdown it is an item of a list, and
    /// four more of indent make it an item of the item above.
    mutating func add(_ text: String, indent: Int = 2) {
        switch format {
        case .text: addWrapped(text, indent: indent)
        case .markdown:
            let level = max(0, indent - 2) / 4
            append(line: "\(String(repeating: " ", count: 2 * level))- \(Page.escaped(text))")
        }
    }

    private mutating func append(line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
        isAfterGap = line.isEmpty
    }

    private mutating func addWrapped(_ text: String, indent: Int) {
        let span = text.utf8Span.span
        indentLine(by: indent)
        var column = indent
        var isFresh = true
        var start = 0
        let isPlain = Page.isPlain(span)
        // Two spaces set a first column off, and stay two.
        while start <= span.count {
            let end = isPlain ? Page.endOfWord(span, from: start) : Page.endOfWord(text, from: start)
            let length = isPlain ? end - start : Page.length(of: text, start..<end)
            defer { start = end + 1 }
            if isFresh && length == 0 { continue }
            if !isFresh && column + 1 + length > Page.columns {
                bytes.append(UInt8(ascii: "\n"))
                indentLine(by: indent + 4)
                column = indent + 4
                isFresh = true
            }
            if !isFresh {
                bytes.append(UInt8(ascii: " "))
                column += 1
            }
            for place in start..<end { bytes.append(span[place]) }
            column += length
            isFresh = false
        }
        bytes.append(UInt8(ascii: "\n"))
        isAfterGap = false
    }

    private mutating func indentLine(by columns: Int) {
        for _ in 0..<columns { bytes.append(UInt8(ascii: " ")) }
    }

    /// Whether each byte is one character.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for place in text.indices where text[place] >= 0x80 || text[place] == 0x0D { return false }
        return true
    }

    private static func endOfWord(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: " ") { end += 1 }
        return end
    }

    /// The same where a character may be several bytes, and what follows a space may belong to it.
    private static func endOfWord(_ text: String, from start: Int) -> Int {
        let first = text.utf8.index(text.startIndex, offsetBy: start)
        let end = text[first...].firstIndex(of: " ") ?? text.endIndex
        return text.utf8.distance(from: text.startIndex, to: end)
    }

    private static func length(of text: String, _ word: Range<Int>) -> Int {
        let start = text.utf8.index(text.startIndex, offsetBy: word.lowerBound)
        return text[start..<text.utf8.index(start, offsetBy: word.count)].count
    }

    /// A table; the first row is its head. The first column is left, the others right. Rows that are too wide
    /// for the page become paragraphs.
    mutating func add(table rows: [[String]]) {
        guard let head = rows.first else { return }
        switch format {
        case .text: addAligned(rows, head)
        case .markdown:
            if !bytes.isEmpty && !isAfterGap { append(line: "") }
            append(line: Page.row(head))
            append(line: "|---|" + String(repeating: "---:|", count: max(0, head.count - 1)))
            for row in rows.dropFirst() { append(line: Page.row(row)) }
            append(line: "")
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
            append(line: line)
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

    /// The page; a page on which nothing stands is an empty line.
    var text: String { bytes.isEmpty ? "\n" : String(decoding: bytes, as: UTF8.self) }
}
