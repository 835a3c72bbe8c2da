internal import LedgerCrypto

/// The beginning of a table's file: what the table is bound to, where its runs lie, and the records that were
/// added last. It is written at once, after the pages that it names.
struct LookupFront {
    /// Room for the front, before the first page.
    static let byteCount = 1 << 16
    /// So many records stand here before they become a run.
    static let recordsMax = 2048
    private static let runsMax = 256
    private static let name = Array("goodfaith lookup\n".utf8)
    private static let version: UInt64 = 1

    /// What the table was made of; its owner says what that is.
    var stamp: SHA256Digest
    /// The greater before the less.
    var runs: [LookupRun] = []
    /// In order.
    var recent: [LookupRecord] = []
    /// No page from here on was ever written.
    var nextPage = 0

    init(stamp: SHA256Digest) { self.stamp = stamp }

    var count: Int { runs.reduce(recent.count) { $0 + $1.count } }

    /// Nil for anything but what ``bytes`` gives.
    init?(_ bytes: [UInt8]) {
        let fixed = LookupFront.name.count + 8 * 4 + SHA256Digest.byteCount
        guard bytes.count >= fixed, bytes.starts(with: LookupFront.name) else { return nil }
        var place = LookupFront.name.count
        func number() -> UInt64 {
            defer { place += 8 }
            return bytes.number(at: place)
        }
        guard number() == LookupFront.version, let stamp = SHA256Digest(bytes[place..<place + 32]) else {
            return nil
        }
        place += 32
        let (pages, runCount, recentCount) = (number(), number(), number())
        guard pages < 1 << 40, runCount <= LookupFront.runsMax, recentCount <= LookupFront.recordsMax else {
            return nil
        }
        let end = place + Int(runCount) * 16 + Int(recentCount) * LookupRecord.byteCount
        guard bytes.count >= end + 32, let check = SHA256Digest(bytes[end..<end + 32]),
            (try? SHA256.digest(of: bytes.span.bytes.extracting(0..<end))) == check
        else { return nil }
        self.stamp = stamp
        nextPage = Int(pages)
        for _ in 0..<runCount {
            let (firstPage, count) = (number(), number())
            guard firstPage < pages, count > 0, count < 1 << 48 else { return nil }
            let run = LookupRun(firstPage: Int(firstPage), count: Int(count))
            guard run.firstPage + run.pageCount <= nextPage else { return nil }
            runs.append(run)
        }
        for _ in 0..<recentCount {
            recent.append(LookupRecord(bytes, at: place))
            place += LookupRecord.byteCount
        }
    }

    /// Nil where OpenSSL gives no digest.
    var bytes: [UInt8]? {
        var bytes = LookupFront.name
        bytes.append(number: LookupFront.version)
        stamp.append(to: &bytes)
        for number in [nextPage, runs.count, recent.count] { bytes.append(number: UInt64(number)) }
        for run in runs {
            bytes.append(number: UInt64(run.firstPage))
            bytes.append(number: UInt64(run.count))
        }
        for record in recent { record.append(to: &bytes) }
        guard let check = try? SHA256.digest(of: bytes) else { return nil }
        check.append(to: &bytes)
        return bytes
    }
}
