internal import LedgerFormat

/// Lines that follow one another.
struct LineWindow: Sendable {
    struct Line: Sendable {
        /// The position in the file, from 0.
        let position: Int
        /// Bytes from the start of the file.
        let byteOffset: Int
        /// Where the line lies in the buffer, without its line feed; of an overlong line, its beginning.
        let range: Range<Int>
        let ending: Ending
    }

    enum Ending: Sendable {
        case lineFeed
        /// The file ends here.
        case none
        /// Longer than a line may be; the rest was read past.
        case overlong
    }

    /// Lines that lie together in one buffer.
    struct Section: Sendable {
        let buffer: [UInt8]
        let lines: [Line]
    }

    private(set) var sections: [Section] = []
    private(set) var lineCount = 0

    fileprivate mutating func add(_ lines: [Line], of buffer: [UInt8]) {
        sections.append(Section(buffer: buffer, lines: lines))
        lineCount += lines.count
    }
}

/// Cuts a ledger into windows of whole lines, with memory that depends on neither the file nor a line of it.
struct LineWindows<Source: LedgerBytes & ~Copyable>: ~Copyable {
    /// Enough lines to keep every core busy, few enough to keep memory flat.
    private let bytesPerWindow = 2 << 20
    /// So many lines at most: a hostile file may have a line a byte.
    private let linesPerWindow = 16_384

    private var source: Source
    private var cutter: LineCutter

    /// - Parameter passedOver: how many entries, in how many bytes, come before what the source gives.
    init(_ source: consuming Source, passedOver: (entries: Int, bytes: Int) = (0, 0)) {
        self.source = source
        cutter = LineCutter(after: passedOver)
    }

    /// How many bytes were read in all, what was passed over included.
    var byteCount: Int { cutter.byteCount }

    /// The next window; nil after the last line.
    mutating func next() throws(LedgerReadFailure) -> LineWindow? {
        var window = LineWindow()
        var bytes = 0
        while window.lineCount == 0 || window.lineCount < linesPerWindow && bytes < bytesPerWindow {
            if cutter.isAtEnd {
                guard let piece = try source.next() else {
                    cutter.endFile(&window)
                    break
                }
                cutter.take(piece)
            }
            bytes += cutter.cut(&window, atMost: linesPerWindow - window.lineCount)
        }
        return window.lineCount == 0 ? nil : window
    }
}

/// Cuts pieces of a file into lines.
///
/// A line is where it was read, and not copied; but one that two pieces share is put together in a buffer of
/// its own. Not generic over the source, since generic code would look its own type up for every line.
private struct LineCutter {
    /// Of an overlong line so much is shown.
    private let bytesOfOverlong = 64

    private var position: Int
    private(set) var byteCount: Int

    /// What was read last, where its first byte stands in the file, and from where on it is not cut yet.
    private var piece: [UInt8] = []
    private var pieceOffset: Int
    private var start = 0
    /// The beginning of a line that the pieces so far did not end, and where it stands in the file.
    private var opened: [UInt8] = []
    private var openedOffset = 0
    /// Whether the rest of an overlong line is being read past.
    private var isSkipping = false

    init(after passedOver: (entries: Int, bytes: Int)) {
        position = passedOver.entries
        (pieceOffset, byteCount) = (passedOver.bytes, passedOver.bytes)
    }

    /// Whether the next piece is wanted.
    var isAtEnd: Bool { start == piece.count }

    mutating func take(_ next: [UInt8]) {
        pieceOffset += piece.count
        byteCount += next.count
        (piece, start) = (next, 0)
    }

    /// Goes on cutting the piece: up to its end, or as many lines as are wanted.
    ///
    /// - Returns: how many bytes further it is.
    mutating func cut(_ window: inout LineWindow, atMost count: Int) -> Int {
        let before = start
        if isSkipping {
            skipOverlong()
        } else if opened.isEmpty {
            cutLines(&window, atMost: count)
        } else {
            joinOpened(&window)
        }
        return start - before
    }

    private mutating func skipOverlong() {
        let lineFeed = piece.span.firstIndex(of: UInt8(ascii: "\n"), from: start)
        isSkipping = lineFeed == nil
        start = lineFeed.map { $0 + 1 } ?? piece.count
    }

    /// Cuts the lines that end in this piece, and opens the one that does not.
    private mutating func cutLines(_ window: inout LineWindow, atMost count: Int) {
        var lines: [LineWindow.Line] = []
        while lines.count < count, let lineFeed = piece.span.firstIndex(of: UInt8(ascii: "\n"), from: start) {
            let isOverlong = lineFeed + 1 - start > Limits.lineBytesMax
            lines.append(
                line(
                    start..<(isOverlong ? start + bytesOfOverlong : lineFeed), at: pieceOffset + start,
                    isOverlong ? .overlong : .lineFeed))
            start = lineFeed + 1
        }
        if !lines.isEmpty { window.add(lines, of: piece) }
        guard lines.count < count, start < piece.count else { return }
        (opened, openedOffset) = (Array(piece[start...]), pieceOffset + start)
        start = piece.count
        if opened.count > Limits.lineBytesMax { closeOverlong(&window) }
    }

    /// Goes on with the line that an earlier piece did not end.
    private mutating func joinOpened(_ window: inout LineWindow) {
        let lineFeed = piece.span.firstIndex(of: UInt8(ascii: "\n"), from: start)
        let end = lineFeed ?? piece.count
        // Of a longer line no more is kept than shows that it is longer.
        opened.append(contentsOf: piece[start..<min(end, start + Limits.lineBytesMax + 1)])
        start = end
        if opened.count + (lineFeed == nil ? 0 : 1) > Limits.lineBytesMax {
            closeOverlong(&window)
        } else if lineFeed != nil {
            closeOpened(&window, .lineFeed)
            start += 1
        }
    }

    private mutating func closeOverlong(_ window: inout LineWindow) {
        opened = Array(opened.prefix(bytesOfOverlong))
        closeOpened(&window, .overlong)
        isSkipping = true
    }

    private mutating func closeOpened(_ window: inout LineWindow, _ ending: LineWindow.Ending) {
        let line = line(0..<opened.count, at: openedOffset, ending)
        window.add([line], of: opened)
        opened = []
    }

    /// After the last piece.
    mutating func endFile(_ window: inout LineWindow) {
        if !opened.isEmpty { closeOpened(&window, .none) }
    }

    private mutating func line(
        _ range: Range<Int>, at byteOffset: Int, _ ending: LineWindow.Ending
    ) -> LineWindow.Line {
        defer { position += 1 }
        return LineWindow.Line(position: position, byteOffset: byteOffset, range: range, ending: ending)
    }
}
