internal import LedgerCrypto
internal import LedgerFormat

/// A line after the stages that need nothing but the line itself: its bytes, its canonical form, its members.
struct ParsedLine: Sendable {
    let position: Int
    let byteOffset: Int
    let content: Content
    /// Whether the first line begins as an entry does, however damaged it is.
    let beginsLikeEntry: Bool

    enum Content: Sendable {
        case entry(Entry)
        case rejected(Finding)
        /// The last line without its line feed: not part of the ledger yet. `isWhole` says whether only that
        /// is missing.
        case unfinished(isWhole: Bool)
    }

    /// Reads lines that stand together.
    static func all(
        _ lines: ArraySlice<LineWindow.Line>, in buffer: [UInt8], hasher: inout SHA256
    ) -> [ParsedLine] {
        zip(lines, CanonicalJSON.lines(lines.map(\.range), of: buffer)).map { line, parsed in
            ParsedLine(line, parsed, in: buffer, hasher: &hasher)
        }
    }

    private init(
        _ line: LineWindow.Line, _ parsed: Result<JSONValue, JSONRejection>, in buffer: [UInt8],
        hasher: inout SHA256
    ) {
        position = line.position
        byteOffset = line.byteOffset
        beginsLikeEntry = line.position > 0 || ParsedLine.beginsLikeEntry(buffer[line.range])
        if let finding = ParsedLine.checkBytes(line, in: buffer) {
            content = .rejected(finding)
            return
        }
        do {
            let entry = try Entry(parsed, lineStart: line.range.lowerBound, hasher: &hasher)
            content = line.ending == .lineFeed ? .entry(entry) : .unfinished(isWhole: true)
        } catch {
            content =
                line.ending == .lineFeed
                ? .rejected(
                    Finding(
                        ParsedLine.laterFormat(line, in: buffer) ?? error, position: line.position,
                        byteOffset: line.byteOffset))
                : .unfinished(isWhole: false)
        }
    }

    /// What a first line of another shape says of its format: every later one keeps `event.data.format`
    /// (format, rule 15).
    private static func laterFormat(_ line: LineWindow.Line, in buffer: [UInt8]) -> FormatError? {
        guard line.position == 0, let document = try? CanonicalJSON(buffer, in: line.range),
            let format = document.root["event"]?["data"]?["format"]?.integer, format != Opening.format
        else { return nil }
        return FormatError(
            .formatUnsupported, at: 0, expected: "format \(Opening.format)", found: "format \(format)")
    }

    private static func beginsLikeEntry(_ line: ArraySlice<UInt8>) -> Bool {
        let beginning = String(decoding: line.prefix(32), as: UTF8.self)
        return beginning.contains("\"event\"") || beginning.contains("\"withheld\"")
    }

    private static func checkBytes(_ line: LineWindow.Line, in buffer: [UInt8]) -> Finding? {
        func finding(_ code: FindingCode, at offset: Int = 0, _ expected: String, _ found: String) -> Finding {
            Finding(
                code, index: line.position, byteOffset: line.byteOffset + offset, expected: expected,
                found: found)
        }
        let bytes = buffer[line.range]
        if line.ending == .overlong {
            return finding(.lineTooLong, "a line of at most \(Limits.lineBytesMax) bytes", "a longer one")
        }
        if bytes.isEmpty { return finding(.blankLine, "an entry", "an empty line") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return finding(.byteOrderMark, "{ as the first byte", "a byte-order mark")
        }
        if bytes.last == UInt8(ascii: "\r"), line.ending == .lineFeed {
            return finding(
                .carriageReturn, at: bytes.count - 1, "a line feed alone", "a carriage return before it")
        }
        return nil
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
