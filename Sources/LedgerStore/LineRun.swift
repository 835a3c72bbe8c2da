/// Lines that follow each other in a ledger, in one piece of memory, each with its line feed.
struct LineRun: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each line begins, and where the next one would.
    private var starts = [0]

    init() {}

    /// One line.
    init(_ line: [UInt8]) { append(line) }

    var count: Int { starts.count - 1 }

    /// Where a line lies in ``bytes``, with its line feed.
    func range(_ line: Int) -> Range<Int> { starts[line]..<starts[line + 1] }

    mutating func reserve(_ byteCount: Int, lines: Int) {
        bytes.reserveCapacity(byteCount)
        starts.reserveCapacity(lines + 1)
    }

    /// Appends the line that `write` writes.
    mutating func append<Result, Failure: Error>(
        _ write: (inout [UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let result = try write(&bytes)
        starts.append(bytes.count)
        return result
    }

    mutating func append(_ line: [UInt8]) {
        bytes.append(contentsOf: line)
        starts.append(bytes.count)
    }

    /// Appends some lines of another run.
    mutating func append(_ lines: Range<Int>, of other: borrowing LineRun) {
        let (from, moved) = (other.starts[lines.lowerBound], bytes.count)
        bytes.append(contentsOf: other.bytes[from..<other.starts[lines.upperBound]])
        for line in lines { starts.append(other.starts[line + 1] - from + moved) }
    }
}
