internal import LedgerFormat

/// Lines that lie together in one buffer.
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

    let buffer: [UInt8]
    let lines: [Line]
}

/// Cuts a ledger into windows of whole lines, with memory that depends on neither the file nor a line of it.
struct LineWindows<Source: LedgerBytes & ~Copyable>: ~Copyable {
    /// Enough lines to keep every core busy, few enough to keep memory flat.
    private let bytesPerWindow = 2 << 20
    /// So many lines at most: a hostile file may have a line a byte.
    private let linesPerWindow = 16_384

    private var source: Source
    private var pending: [UInt8] = []
    private var position: Int
    private var byteOffset: Int
    /// How many bytes were read in all, what was passed over included.
    private(set) var byteCount: Int
    private var isAtEnd = false
    /// Whether the rest of an overlong line is being read past.
    private var isSkipping = false

    /// - Parameter passedOver: how many entries, in how many bytes, come before what the source gives.
    init(_ source: consuming Source, passedOver: (entries: Int, bytes: Int) = (0, 0)) {
        self.source = source
        position = passedOver.entries
        byteOffset = passedOver.bytes
        byteCount = passedOver.bytes
    }

    /// The next window; nil after the last line.
    mutating func next() throws(LedgerReadFailure) -> LineWindow? {
        while true {
            try fill()
            if isSkipping { skipOverlong() }
            if pending.isEmpty && isAtEnd { return nil }
            let window = cut()
            if !window.lines.isEmpty { return window }
        }
    }

    private mutating func fill() throws(LedgerReadFailure) {
        while pending.count < bytesPerWindow && !isAtEnd {
            if let piece = try source.next() {
                byteCount += piece.count
                if pending.isEmpty { pending = piece } else { pending.append(contentsOf: piece) }
            } else {
                isAtEnd = true
            }
        }
    }

    private mutating func skipOverlong() {
        if let lineFeed = pending.firstIndex(of: UInt8(ascii: "\n")) {
            byteOffset += lineFeed + 1
            pending.removeSubrange(...lineFeed)
            isSkipping = false
        } else {
            byteOffset += pending.count
            pending.removeAll()
        }
    }

    private mutating func cut() -> LineWindow {
        let buffer = pending
        var lines: [LineWindow.Line] = []
        var start = 0
        var endsInOpenLine = false
        while start < buffer.count && lines.count < linesPerWindow {
            guard let lineFeed = LineWindows.lineFeed(in: buffer, from: start) else {
                endsInOpenLine = true
                break
            }
            let isOverlong = lineFeed + 1 - start > Limits.lineBytesMax
            add(&lines, start..<(isOverlong ? start + 64 : lineFeed), start, isOverlong ? .overlong : .lineFeed)
            start = lineFeed + 1
        }
        let rest = buffer.count - start
        if endsInOpenLine && rest > Limits.lineBytesMax {
            add(&lines, start..<start + 64, start, .overlong)
            isSkipping = true
            start = buffer.count
        } else if endsInOpenLine && isAtEnd {
            add(&lines, start..<buffer.count, start, .none)
            start = buffer.count
        }
        byteOffset += start
        pending = Array(buffer[start...])
        return LineWindow(buffer: buffer, lines: lines)
    }

    private static func lineFeed(in buffer: [UInt8], from start: Int) -> Int? {
        let bytes = buffer.span
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { return place }
            place += 1
        }
        return nil
    }

    private mutating func add(
        _ lines: inout [LineWindow.Line], _ range: Range<Int>, _ start: Int, _ ending: LineWindow.Ending
    ) {
        lines.append(
            LineWindow.Line(position: position, byteOffset: byteOffset + start, range: range, ending: ending))
        position += 1
    }
}
