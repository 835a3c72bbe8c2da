internal import LedgerCrypto

/// The open file of a ``LookupTable``: how its pages are searched, and how runs are merged.
struct LookupFile: ~Copyable {
    private(set) var file: OpenFile
    var front: LookupFront
    /// Pages that were read, by their places in the file.
    private var pages: [Int: LookupPage] = [:]

    /// So many pages are kept in memory, 32 MiB.
    private static let pagesMax = 1 << 13

    /// So many pages of a file may be unused, however short the table is.
    private static let unusedPagesMax = 1024

    init(file: consuming OpenFile, front: LookupFront) {
        self.file = file
        self.front = front
    }

    /// Begins a file beside the one that it is to replace.
    static func begin(_ path: String) throws(LookupFailure) -> OpenFile {
        try LookupFailure.filing { () throws(FileFailure) in
            let file = try OpenFile(path + ".new", .readAndWriteOrCreate, followsLinks: false)
            try file.truncate(to: 0)
            return file
        }
    }

    static func write(_ front: LookupFront, to file: borrowing OpenFile) throws(LookupFailure) {
        guard let bytes = front.bytes else { throw .damaged(path: file.path) }
        do { try file.writeAll(bytes) } catch { throw .file(error) }
    }

    // MARK: Looking up

    /// The values under a range of keys, ascending.
    mutating func values(
        _ keys: ClosedRange<LookupKey>, _ path: String
    ) throws(LookupFailure) -> [UInt64] {
        let first = LookupRecord(keys.lowerBound, 0)
        var values: [UInt64] = []
        var (low, high) = (0, front.recent.count)
        while low < high {
            let middle = (low + high) / 2
            if front.recent[middle] < first { low = middle + 1 } else { high = middle }
        }
        values += front.recent[low...].prefix { $0.key <= keys.upperBound }.map(\.value)
        for run in front.runs {
            guard var (number, page) = try page(of: first, in: run, path) else { continue }
            var place = page.lowerBound(first)
            while true {
                if place == page.count {
                    number += 1
                    if number == run.pageCount { break }
                    page = try self.page(number, of: run, path)
                    place = 0
                }
                guard page[place].key <= keys.upperBound else { break }
                values.append(page[place].value)
                place += 1
            }
        }
        return values.sorted()
    }

    /// The first page whose last record is not less than `record`, by its place in the run; nil where all are
    /// less.
    ///
    /// Keys are as good as random, so where one lies is guessed from its value; where they are not, every
    /// other guess halves what is left.
    private mutating func page(
        of record: LookupRecord, in run: LookupRun, _ path: String
    ) throws(LookupFailure) -> (number: Int, page: LookupPage)? {
        var (low, high) = (0, run.pageCount)
        var (lowest, highest) = (UInt64.min, UInt64.max)
        var found: (number: Int, page: LookupPage)?
        var isHalving = false
        while low < high {
            var guess = (low + high) / 2
            if !isHalving, highest > lowest, record.key.high >= lowest {
                let part = Double(record.key.high - lowest) / Double(highest - lowest)
                guess = min(high - 1, low + Int(part * Double(high - low)))
            }
            isHalving.toggle()
            let page = try page(guess, of: run, path)
            if page.last < record {
                low = guess + 1
                lowest = page.last.key.high
            } else {
                found = (guess, page)
                high = guess
                highest = page.first.key.high
                if page.first < record { break }
            }
        }
        return found
    }

    private mutating func page(
        _ number: Int, of run: LookupRun, _ path: String
    ) throws(LookupFailure) -> LookupPage {
        if let known = pages[run.firstPage + number] { return known }
        let page = try read(number, of: run, path)
        if pages.count == LookupFile.pagesMax { pages.removeAll(keepingCapacity: true) }
        pages[run.firstPage + number] = page
        return page
    }

    private func read(_ number: Int, of run: LookupRun, _ path: String) throws(LookupFailure) -> LookupPage {
        let bytes: [UInt8]
        let place = run.firstPage + number
        do {
            bytes = try file.read(
                LookupPage.byteCount, at: LookupFront.byteCount + place * LookupPage.byteCount)
        } catch { throw .file(error) }
        let count = min(LookupPage.recordsMax, run.count - number * LookupPage.recordsMax)
        guard let page = LookupPage(bytes, number: place, count: count) else { throw .damaged(path: path) }
        return page
    }

    // MARK: Growing

    /// Makes a run of what stands in the front, together with the runs that are not much longer. Where these
    /// are all, or much of the file is no longer used, it becomes a new file; otherwise the new run follows
    /// the others, which a reader may be reading.
    mutating func settle(_ path: String) throws(LookupFailure) {
        var kept = front.runs
        var sum = front.recent.count
        while let last = kept.last, last.count < 4 * sum { sum += kept.removeLast().count }
        let used = front.runs.reduce(0) { $0 + $1.pageCount }
        if front.nextPage > 2 * used + LookupFile.unusedPagesMax { kept = [] }
        let sources = Array(front.runs[kept.count...])

        if kept.isEmpty {
            let fresh = try LookupFile.begin(path)
            let run = try merge(sources, LookupRunWriter(firstPage: 0), into: fresh, path)
            front.runs = [run]
            front.nextPage = run.pageCount
            front.recent = []
            guard let bytes = front.bytes else { throw .damaged(path: path) }
            do {
                try fresh.writeAll(bytes)
                try Folder.moveUnsynced(path + ".new", over: path)
            } catch { throw .file(error) }
            file = fresh
            pages = [:]
        } else {
            let writer = LookupRunWriter(firstPage: front.nextPage)
            let run = try merge(sources, writer, into: file, path)
            front.runs = kept + [run]
            front.nextPage += run.pageCount
            front.recent = []
        }
    }

    private func merge(
        _ runs: [LookupRun], _ run: consuming LookupRunWriter, into target: borrowing OpenFile, _ path: String
    ) throws(LookupFailure) -> LookupRun {
        var run = run
        var sources: [LookupSource] = []
        for source in runs { sources.append(LookupSource(source, try read(0, of: source, path))) }
        var recent = front.recent.makeIterator()
        var next = recent.next()
        while true {
            let least = sources.indices.min { sources[$0].next < sources[$1].next }
            let record: LookupRecord
            if let place = least, next.map({ sources[place].next < $0 }) ?? true {
                record = sources[place].next
                if try !advance(&sources[place], path) { sources.remove(at: place) }
            } else if let first = next {
                record = first
                next = recent.next()
            } else {
                break
            }
            do { try run.append(record, to: target) } catch { throw .file(error) }
        }
        do { return try run.finish(target) } catch { throw .file(error) }
    }

    /// False after the last record of a run.
    private func advance(
        _ source: inout LookupSource, _ path: String
    ) throws(LookupFailure) -> Bool {
        source.place += 1
        if source.place == source.page.count {
            source.number += 1
            if source.number == source.run.pageCount { return false }
            source.page = try read(source.number, of: source.run, path)
            source.place = 0
        }
        source.next = source.page[source.place]
        return true
    }
}

/// A run on its way through a merge.
private struct LookupSource {
    let run: LookupRun
    var number = 0
    var page: LookupPage
    var place = 0
    var next: LookupRecord

    init(_ run: LookupRun, _ page: LookupPage) {
        (self.run, self.page, next) = (run, page, page.first)
    }
}
