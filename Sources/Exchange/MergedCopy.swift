internal import LedgerFormat
internal import LedgerStore

/// A copy put together line by line from what is held and from what came, with bounded memory.
enum MergedCopy {
    private static let bytesPerWrite = 1 << 20

    /// What two copies of one history show together.
    ///
    /// Where the one shows what the other withholds, it is shown; where both show it, the line stays that is
    /// held, since signatures may differ. With `adoptsWithheld` what came decides what is withheld.
    static func write(
        _ held: String, with came: String, adoptsWithheld: Bool, to file: inout FreshFile
    ) throws {
        var first = EntryLines(try LedgerFile(held, followsLinks: false))
        var second = EntryLines(try LedgerFile(came, followsLinks: false))
        var pending: [UInt8] = []
        while true {
            let one = try first.next()
            let other = try second.next()
            guard let line = choice(one, other, adoptsWithheld) else { break }
            pending += line.bytes
            try flush(&pending, to: &file, above: bytesPerWrite)
        }
        try flush(&pending, to: &file, above: 0)
    }

    private static func choice(
        _ one: EntryLines.Line?, _ other: EntryLines.Line?, _ adoptsWithheld: Bool
    ) -> EntryLines.Line? {
        guard let one else { return other }
        guard let other else { return one }
        if isWithheld(other) { return adoptsWithheld ? other : one }
        return isWithheld(one) ? other : one
    }

    /// Both lines were read by the strict reader before: the first member decides.
    private static func isWithheld(_ line: EntryLines.Line) -> Bool {
        line.bytes.starts(with: Array("{\"withheld\":".utf8))
    }

    /// The copy held up to a size, and then what a part brings.
    ///
    /// - Parameter heading: how many bytes stand before the part's first entry.
    static func join(
        _ held: String, upTo size: Int, with part: String, after heading: Int, to file: inout FreshFile
    )
        throws
    {
        var pending: [UInt8] = []
        var first = EntryLines(try LedgerFile(held, followsLinks: false))
        while first.count < size, let line = try first.next() {
            pending += line.bytes
            try flush(&pending, to: &file, above: bytesPerWrite)
        }
        try flush(&pending, to: &file, above: 0)
        var rest = try LedgerFile(part, followsLinks: false, from: heading)
        while let piece = try rest.next() { try file.append(piece) }
    }

    /// The copy held, with the entries of a disclosure in the places of withheld ones.
    ///
    /// - Throws: ``ExchangeError`` where an entry is not the one that stands there, or they are not ascending.
    static func disclose(
        _ held: String, with disclosure: String, after heading: Int, named path: String,
        to file: inout FreshFile
    ) throws {
        var first = EntryLines(try LedgerFile(held, followsLinks: false))
        var second = EntryLines(try LedgerFile(disclosure, followsLinks: false, from: heading))
        var pending: [UInt8] = []
        var wanted = try shown(second.next(), path)
        while let line = try first.next() {
            let index = first.count - 1
            if let shown = wanted, shown.event.index == index {
                guard try Entry(line.buffer, in: line.range).hash == shown.event.hash else {
                    throw ExchangeError.disclosureDoesNotFit(path: path, index: index)
                }
                pending += isWithheld(line) ? shown.line.bytes : line.bytes
                wanted = try MergedCopy.shown(second.next(), path)
                if let next = wanted?.event.index, next <= index { throw notAscending(path) }
            } else {
                pending += line.bytes
            }
            try flush(&pending, to: &file, above: bytesPerWrite)
        }
        if let shown = wanted {
            throw ExchangeError.disclosureDoesNotFit(path: path, index: shown.event.index)
        }
        try flush(&pending, to: &file, above: 0)
    }

    private static func shown(
        _ line: EntryLines.Line?, _ path: String
    ) throws -> (event: Event, line: EntryLines.Line)? {
        guard let line else { return nil }
        guard let event = try Entry(line.buffer, in: line.range).event else {
            throw ExchangeError.malformed(
                path: path, explanation: "a disclosure holds an entry that it withholds")
        }
        return (event, line)
    }

    private static func notAscending(_ path: String) -> ExchangeError {
        .malformed(path: path, explanation: "the entries of a disclosure stand in the order of their indexes")
    }

    private static func flush(_ pending: inout [UInt8], to file: inout FreshFile, above limit: Int) throws {
        guard pending.count > limit else { return }
        try file.append(pending)
        pending.removeAll(keepingCapacity: true)
    }
}
