internal import LedgerCrypto
internal import LedgerFormat

/// A line after the stages that need nothing but the line itself: its bytes, its canonical form, its members.
/// A plain value: reading a line allocates nothing.
struct ParsedLine: Sendable {
    let position: Int
    let byteOffset: Int
    /// Where the line lies in the buffer, without its line feed.
    let range: Range<Int>
    let content: Content
    /// Of an event, the number of its source in ``ParsedLines/sources``.
    let source: Int

    enum Content: Sendable {
        case entry(EntryForm)
        /// With the finding of that number in ``ParsedLines/refusals``.
        case rejected(Int)
        /// The last line without its line feed: not part of the ledger yet. `isWhole` says whether only that
        /// is missing.
        case unfinished(isWhole: Bool)
    }
}

/// Lines that stand together in one buffer, and were read together.
struct ParsedLines: Sendable {
    let buffer: [UInt8]
    private(set) var lines: [ParsedLine] = []
    /// What was found of the lines that are no entries.
    private(set) var refusals: [Finding] = []
    /// Where the sources of these events stand in ``buffer``; one that repeats the source before it is not listed
    /// again, so that the chain need not look at the text of every line once more.
    private(set) var sources: [Range<Int>] = []
    /// The entries in the order of ``lines``, where somebody will ask for every one of them; otherwise none, and
    /// an entry that is asked for is read once more.
    private var entries: [Entry?] = []

    /// Reads lines that stand together.
    ///
    /// - Throws: `CryptoError` where OpenSSL gives no digest.
    init(
        _ lines: ArraySlice<LineWindow.Line>, in buffer: [UInt8], keepingEntries: Bool
    ) throws(CryptoError) {
        self.buffer = buffer
        self.lines.reserveCapacity(lines.count)
        var reader = try EntryReader()
        let base = lines.first?.range.lowerBound ?? 0
        let bytes = buffer.span.extracting(droppingFirst: base)
        var roots: [Int?] = []
        for line in lines {
            let content = read(line, of: bytes, base: base, &reader)
            self.lines.append(
                ParsedLine(
                    position: line.position, byteOffset: line.byteOffset, range: line.range, content: content,
                    source: noteSource(of: content, in: line)))
            if keepingEntries { roots.append(content.isEntry ? reader.keep() : nil) }
        }
        if keepingEntries { keepEntries(of: reader.document(of: buffer, base: base), roots) }
    }

    private mutating func read(
        _ line: LineWindow.Line, of bytes: Span<UInt8>, base: Int, _ reader: inout EntryReader
    ) -> ParsedLine.Content {
        let range = line.range.lowerBound - base..<line.range.upperBound - base
        if let finding = ParsedLines.checkBytes(line, bytes.extracting(range)) { return reject(finding) }
        do {
            let form = try reader.read(range, of: bytes)
            return line.ending == .lineFeed ? .entry(form) : .unfinished(isWhole: true)
        } catch {
            guard line.ending == .lineFeed else { return .unfinished(isWhole: false) }
            let error = ParsedLines.laterFormat(line, in: buffer) ?? error
            return reject(Finding(error, position: line.position, byteOffset: line.byteOffset))
        }
    }

    private mutating func noteSource(of content: ParsedLine.Content, in line: LineWindow.Line) -> Int {
        guard case .entry(.event(let event, _)) = content else { return 0 }
        let source = event.source(in: line.range.lowerBound + EntryForm.eventStart)
        if !repeatsLast(source) { sources.append(source) }
        return sources.count - 1
    }

    private func repeatsLast(_ source: Range<Int>) -> Bool {
        guard let last = sources.last else { return false }
        let bytes = buffer.span
        return bytes.holds(bytes.extracting(last), in: source)
    }

    private mutating func reject(_ finding: Finding) -> ParsedLine.Content {
        refusals.append(finding)
        return .rejected(refusals.count - 1)
    }

    private mutating func keepEntries(of document: CanonicalJSON, _ roots: [Int?]) {
        entries = zip(lines, roots).map { line, root in
            guard case .entry(let form) = line.content, let root else { return nil }
            return document.entry(form, root: root)
        }
    }

    // MARK: Entries

    /// The entry of one of these lines; nil where the line is none.
    func entry(of line: ParsedLine, hasher: inout SHA256) -> Entry? {
        guard case .entry = line.content else { return nil }
        return kept(line) ?? (try? Entry(buffer, in: line.range, hasher: &hasher))
    }

    /// Which of these lines it is.
    func number(of line: ParsedLine) -> Int { line.position - (lines.first?.position ?? 0) }

    /// The same where entries are kept; nil where they are not.
    func kept(_ line: ParsedLine) -> Entry? {
        let number = number(of: line)
        return entries.indices.contains(number) ? entries[number] : nil
    }

    /// Where the event of one of these lines lies in ``buffer``.
    func range(of event: EventAttributes, in line: ParsedLine) -> Range<Int> {
        let start = line.range.lowerBound + EntryForm.eventStart
        return start..<start + event.byteCount
    }

    /// Whether the first line begins as an entry does, however damaged it is.
    func beginsLikeEntry(_ line: ParsedLine) -> Bool {
        let beginning = String(decoding: buffer[line.range].prefix(32), as: UTF8.self)
        return beginning.contains("\"event\"") || beginning.contains("\"withheld\"")
    }

    // MARK: Bytes

    /// What a first line of another shape says of its format: every later one keeps `event.data.format`
    /// (format, rule 15).
    private static func laterFormat(_ line: LineWindow.Line, in buffer: [UInt8]) -> FormatError? {
        guard line.position == 0, let document = try? CanonicalJSON(buffer, in: line.range),
            let format = document.root["event"]?["data"]?["format"]?.integer, format != Opening.format
        else { return nil }
        return FormatError(
            .formatUnsupported, at: 0, expected: "format \(Opening.format)", found: "format \(format)")
    }

    private static func checkBytes(_ line: LineWindow.Line, _ bytes: Span<UInt8>) -> Finding? {
        func finding(_ code: FindingCode, at offset: Int = 0, _ expected: String, _ found: String) -> Finding {
            Finding(
                code, index: line.position, byteOffset: line.byteOffset + offset, expected: expected,
                found: found)
        }
        if line.ending == .overlong {
            return finding(.lineTooLong, "a line of at most \(Limits.lineBytesMax) bytes", "a longer one")
        }
        if bytes.isEmpty { return finding(.blankLine, "an entry", "an empty line") }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            return finding(.byteOrderMark, "{ as the first byte", "a byte-order mark")
        }
        if bytes[bytes.count - 1] == UInt8(ascii: "\r"), line.ending == .lineFeed {
            return finding(
                .carriageReturn, at: bytes.count - 1, "a line feed alone", "a carriage return before it")
        }
        return nil
    }
}

extension ParsedLine.Content {
    fileprivate var isEntry: Bool {
        if case .entry = self { true } else { false }
    }
}

extension Finding {
    /// The finding for a line or an event that is not of the right form.
    init(_ error: FormatError, position: Int, byteOffset: Int) {
        self.init(
            FindingCode(error.code), index: position, byteOffset: byteOffset + error.offset,
            expected: error.expected,
            found: error.found)
    }
}
