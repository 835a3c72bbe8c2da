internal import LedgerFormat

/// Words that the bytes of documents are compared with, spelt out once: their lengths and first bytes side by
/// side, so that nearly every comparison is one of two numbers.
///
/// No `String` is made of what stands in a document, and no reference counted: a million events are held
/// against the same table by every core.
struct WordTable: Sendable {
    private struct Word {
        let count: Int
        /// The first eight bytes, the first highest; filled up with zeros.
        let head: UInt64
        /// Where the bytes after the eighth begin in ``tails``.
        let tail: Int
    }

    /// What is looked for: a range of some bytes, with its head read.
    struct Probe {
        fileprivate let head: UInt64
        fileprivate let range: Range<Int>

        init(_ range: Range<Int>, of bytes: Span<UInt8>) {
            head = WordTable.head(of: bytes, from: range.lowerBound, to: range.upperBound)
            self.range = range
        }
    }

    private var words: [Word] = []
    private var tails: [UInt8] = []

    /// Adds a word; the answer is its place in the table.
    mutating func append(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        let head = WordTable.head(of: bytes.span, from: 0, to: bytes.count)
        words.append(Word(count: bytes.count, head: head, tail: tails.count))
        tails += bytes.dropFirst(8)
        return words.count - 1
    }

    /// Adds words in the order in which ``position(of:in:among:)`` finds them.
    mutating func append(_ texts: some Sequence<String>) -> Range<Int> {
        let first = words.count
        for text in texts.sorted(by: WordTable.precedes) { _ = append(text) }
        return first..<words.count
    }

    /// The order of words that are looked for: by length, then by bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            ? left.utf8.lexicographicallyPrecedes(right.utf8) : left.utf8.count < right.utf8.count
    }

    /// Whether one of the words of that range is the text.
    func contains(_ text: String, among range: Range<Int>) -> Bool {
        let bytes = text.utf8Span.span
        return position(of: Probe(0..<bytes.count, of: bytes), in: bytes, among: range) != nil
    }

    /// Whether the word at that place is what is looked for.
    func matches(_ word: Int, _ probe: Probe, of bytes: Span<UInt8>) -> Bool {
        let word = words[word]
        guard word.head == probe.head, word.count == probe.range.count else { return false }
        return order(word, probe, of: bytes) == 0
    }

    /// Where what is looked for stands among words that were added together; nil where it is none of them.
    func position(of probe: Probe, in bytes: Span<UInt8>, among range: Range<Int>) -> Int? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            let order = order(words[middle], probe, of: bytes)
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// Negative where the word comes before what is looked for, positive where it comes after it.
    private func order(_ word: Word, _ probe: Probe, of bytes: Span<UInt8>) -> Int {
        if word.count != probe.range.count { return word.count - probe.range.count }
        if word.head != probe.head { return word.head < probe.head ? -1 : 1 }
        var (ours, theirs) = (word.tail, probe.range.lowerBound + 8)
        while theirs < probe.range.upperBound {
            if tails[ours] != bytes[theirs] { return Int(tails[ours]) - Int(bytes[theirs]) }
            ours += 1
            theirs += 1
        }
        return 0
    }

    private static func head(of bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
        var head: UInt64 = 0
        var shift: UInt64 = 56
        for index in start..<min(end, start + 8) {
            head |= UInt64(bytes[index]) << shift
            shift &-= 8
        }
        return head
    }
}

extension WordTable {
    /// The value of the member of that name; nil where there is none.
    func member(_ name: Int, of object: JSONPlace, in document: CanonicalJSON) -> JSONPlace? {
        guard document.kind(at: object) == .object else { return nil }
        let bytes = document.bytes
        let end = document.end(of: object)
        var place = object.following
        while place < end {
            let probe = Probe(document.nameRange(at: place), of: bytes.span)
            if matches(name, probe, of: bytes.span) { return place }
            place = document.end(of: place)
        }
        return nil
    }

    /// Whether the value is the string that the word spells.
    func isWord(_ word: Int, at place: JSONPlace, in document: CanonicalJSON) -> Bool {
        guard let text = document.plainText(at: place) else { return false }
        let bytes = document.bytes
        return matches(word, Probe(text, of: bytes.span), of: bytes.span)
    }
}
