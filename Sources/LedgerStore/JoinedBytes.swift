internal import LedgerVerify

/// A ledger file and, after it, lines that are not in it yet: what the file would be.
struct JoinedBytes: LedgerBytes, ~Copyable {
    private var file: LedgerFile
    private var lines: [UInt8]?

    init(_ path: String, then lines: [UInt8]) throws(FileFailure) {
        file = try LedgerFile(path)
        self.lines = lines
    }

    mutating func next() throws(LedgerReadFailure) -> [UInt8]? {
        if let piece = try file.next() { return piece }
        defer { lines = nil }
        return lines
    }
}
