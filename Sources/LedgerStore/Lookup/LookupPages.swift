internal import LedgerCrypto

/// Why a ``LookupTable`` gives no answer. It is thrown away then, and made anew.
package enum LookupFailure: Error, Sendable {
    case damaged(path: String)
    case file(FileFailure)

    static func filing<T: ~Copyable>(_ body: () throws(FileFailure) -> T) throws(LookupFailure) -> T {
        do { return try body() } catch { throw .file(error) }
    }
}

/// Consecutive pages of a table's file whose records are in order. Nothing in them ever changes.
struct LookupRun: Hashable, Sendable {
    let firstPage: Int
    /// How many records there are; all pages are full but the last.
    let count: Int

    var pageCount: Int { (count + LookupPage.recordsMax - 1) / LookupPage.recordsMax }
}

/// 4 KiB of a table's file: the beginning of a digest over the page's number and its records, then the records.
struct LookupPage {
    static let byteCount = 4096
    static let recordsMax = (byteCount - checkByteCount) / LookupRecord.byteCount
    private static let checkByteCount = 8

    let count: Int
    private let bytes: [UInt8]

    subscript(place: Int) -> LookupRecord {
        LookupRecord(bytes, at: LookupPage.checkByteCount + place * LookupRecord.byteCount)
    }

    var first: LookupRecord { self[0] }
    var last: LookupRecord { self[count - 1] }

    /// A page as it was read; nil where it is damaged, or another page than the one that was asked for.
    init?(_ bytes: [UInt8], number: Int, count: Int) {
        guard bytes.count == LookupPage.byteCount, count > 0,
            bytes.number(at: 0) == LookupPage.check(bytes, at: 0, number)
        else { return nil }
        (self.bytes, self.count) = (bytes, count)
    }

    /// The place of the first record that is not less than `record`; ``count`` where all are.
    func lowerBound(_ record: LookupRecord) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < record { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Ends the page that begins at `start` and holds as many records as were written.
    static func seal(_ bytes: inout [UInt8], from start: Int, number: Int) {
        bytes.append(contentsOf: repeatElement(0, count: start + byteCount - bytes.count))
        var check: [UInt8] = []
        check.append(number: LookupPage.check(bytes, at: start, number) ?? 0)
        bytes.replaceSubrange(start..<start + checkByteCount, with: check)
    }

    static func begin(_ bytes: inout [UInt8]) { bytes.append(number: 0) }

    private static func check(_ bytes: [UInt8], at start: Int, _ number: Int) -> UInt64? {
        guard var hasher = try? SHA256() else { return nil }
        var numbered: [UInt8] = []
        numbered.append(number: UInt64(number))
        hasher.update(numbered.span.bytes)
        hasher.update(bytes.span.bytes.extracting(start + checkByteCount..<start + byteCount))
        return hasher.finish().bytes.number(at: 0)
    }
}

/// Writes records that come in order as the pages of a run.
struct LookupRunWriter {
    let firstPage: Int
    private(set) var count = 0
    private var bytes: [UInt8] = []
    private var pageStart = 0
    private var written = 0

    private static let bytesPerWrite = 1 << 20

    init(firstPage: Int) { self.firstPage = firstPage }

    mutating func append(_ record: LookupRecord, to file: borrowing OpenFile) throws(FileFailure) {
        let place = count % LookupPage.recordsMax
        if place == 0 {
            if bytes.count >= LookupRunWriter.bytesPerWrite { try flush(file) }
            pageStart = bytes.count
            LookupPage.begin(&bytes)
        }
        record.append(to: &bytes)
        count += 1
        if place + 1 == LookupPage.recordsMax { seal() }
    }

    mutating func finish(_ file: borrowing OpenFile) throws(FileFailure) -> LookupRun {
        if !count.isMultiple(of: LookupPage.recordsMax) { seal() }
        try flush(file)
        return LookupRun(firstPage: firstPage, count: count)
    }

    private mutating func seal() {
        LookupPage.seal(&bytes, from: pageStart, number: firstPage + (count - 1) / LookupPage.recordsMax)
    }

    private mutating func flush(_ file: borrowing OpenFile) throws(FileFailure) {
        try file.writeAll(bytes, at: LookupFront.byteCount + firstPage * LookupPage.byteCount + written)
        written += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }
}
