internal import LedgerFormat

/// Words that names and texts of documents are compared with, spelt out once: their lengths and first bytes side
/// by side, so that nearly every comparison is one of two numbers (``JSONKey``).
///
/// No `String` is made of what stands in a document, and no reference counted: a million events are held
/// against the same table by every core.
struct WordTable: Sendable {
    private struct Word {
        let count: Int
        /// The first eight bytes, as ``JSONKey`` has them.
        let head: UInt64
        /// Where the bytes after the eighth begin in ``tails``.
        let tail: Int
    }

    private var words: [Word] = []
    private var tails: [UInt8] = []

    /// Adds a word; the answer is its place in the table.
    mutating func append(_ text: String) -> Int {
        words.append(
            Word(count: text.utf8.count, head: WordTable.head(of: text), tail: tails.count))
        tails += text.utf8.dropFirst(8)
        return words.count - 1
    }

    /// Adds words in the order in which ``position(of:in:among:)`` finds them.
    mutating func append(_ texts: some Sequence<String>) -> Range<Int> {
        let first = words.count
        for text in WordTable.sorted(texts, by: \.self) { _ = append(text) }
        return first..<words.count
    }

    /// What words stand for, in the order of the words: each word's head is taken once, since every command makes
    /// all its tables before it does anything.
    static func sorted<Element>(
        _ elements: some Sequence<Element>, by text: (Element) -> String
    ) -> [Element] {
        elements.map { (text($0).utf8.count, head(of: text($0)), $0) }.sorted { one, other in
            one.0 == other.0 && one.1 == other.1
                ? text(one.2).utf8.lexicographicallyPrecedes(text(other.2).utf8)
                : (one.0, one.1) < (other.0, other.1)
        }.map(\.2)
    }

    private static func head(of text: String) -> UInt64 { text.utf8Span.span.word(0, min(8, text.utf8.count)) }

    // MARK: Looking

    /// Where a name or a text stands among words that were added together; nil where it is none of them.
    func position(of key: JSONKey, in document: CanonicalJSON, among range: Range<Int>) -> Int? {
        var place = first(range, count: key.count, head: key.head)
        while place < range.upperBound, words[place].count == key.count, words[place].head == key.head {
            if key.count <= 8 || document.holds(tails.span.extracting(tail(of: place)), after: key) {
                return place
            }
            place += 1
        }
        return nil
    }

    /// Whether the word at that place is the name or the text.
    func matches(_ place: Int, _ key: JSONKey, in document: CanonicalJSON) -> Bool {
        let word = words[place]
        guard word.head == key.head, word.count == key.count else { return false }
        return key.count <= 8 || document.holds(tails.span.extracting(tail(of: place)), after: key)
    }

    /// Whether one of the words that were added together is the text.
    func contains(_ text: String, among range: Range<Int>) -> Bool {
        let (count, head) = (text.utf8.count, WordTable.head(of: text))
        var place = first(range, count: count, head: head)
        while place < range.upperBound, words[place].count == count, words[place].head == head {
            let bytes = text.utf8Span.span
            if count <= 8 || bytes.holds(tails.span.extracting(tail(of: place)), in: 8..<count) { return true }
            place += 1
        }
        return false
    }

    /// The first of the words that does not come before one of that length and head.
    private func first(_ range: Range<Int>, count: Int, head: UInt64) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            let word = words[middle]
            let isBefore = word.count == count ? word.head < head : word.count < count
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func tail(of place: Int) -> Range<Int> {
        words[place].tail..<words[place].tail + max(0, words[place].count - 8)
    }
}

extension WordTable {
    /// The value of the member of that name; nil where there is none.
    func member(_ name: Int, of object: JSONPlace, in document: CanonicalJSON) -> JSONPlace? {
        guard document.kind(at: object) == .object else { return nil }
        let end = document.end(of: object)
        var place = object.following
        while place < end {
            if matches(name, document.nameKey(at: place), in: document) { return place }
            place = document.end(of: place)
        }
        return nil
    }

    /// Whether the value is the string that the word spells.
    func isWord(_ word: Int, at place: JSONPlace, in document: CanonicalJSON) -> Bool {
        document.textKey(at: place).map { matches(word, $0, in: document) } ?? false
    }
}
