internal import LedgerFormat
package import LedgerVerify

/// The lines of a file one after the other, in memory that no line of it can exceed.
package struct EntryLines: ~Copyable {
    /// One line; ``buffer`` may hold more.
    package struct Line {
        package let buffer: [UInt8]
        /// Where the line lies, without its line feed.
        package let range: Range<Int>

        /// With the line feed.
        package var bytes: ArraySlice<UInt8> { buffer[range.lowerBound..<range.upperBound + 1] }
    }

    private var file: LedgerFile?
    private let lineBytesMax: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// How many lines were given.
    package private(set) var count = 0

    package init(_ file: consuming LedgerFile, lineBytesMax: Int = Limits.lineBytesMax) {
        self.file = consume file
        self.lineBytesMax = lineBytesMax
    }

    /// No lines at all.
    package init() {
        file = nil
        lineBytesMax = 0
    }

    /// The next line; nil after the last.
    package mutating func next() throws(LedgerReadFailure) -> Line? {
        while true {
            if let lineFeed = lineFeed() {
                let range = start..<lineFeed
                guard range.count < lineBytesMax else { throw tooLong() }
                start = lineFeed + 1
                count += 1
                return Line(buffer: buffer, range: range)
            }
            guard buffer.count - start <= lineBytesMax else { throw tooLong() }
            guard let piece = try file?.next() else {
                if start == buffer.count { return nil }
                throw LedgerReadFailure("line \(count + 1) has no line feed at its end; ask for the file again")
            }
            buffer = Array(buffer[start...]) + piece
            start = 0
        }
    }

    private func lineFeed() -> Int? {
        let bytes = buffer.span
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\n") { return place }
            place += 1
        }
        return nil
    }

    private func tooLong() -> LedgerReadFailure {
        LedgerReadFailure("line \(count + 1) is longer than \(lineBytesMax) bytes")
    }
}
