internal import LedgerFormat
public import LedgerVerify

/// A copy of a ledger in which some entries are withheld: for a reader for whom they are not meant, or for
/// erasure.
///
/// The copy keeps every hash, so that chain, tree and signatures verify as before.
public enum WithheldCopy {
    public enum Refusal: Error, Sendable {
        case file(FileFailure)
        /// There is no such entry.
        case noEntry(Int)
        /// Entry 0 and the ledger's own events are never withheld.
        case neverWithheld(Int, type: String)
        /// The file changed while it was copied, or its copy does not verify.
        case doesNotVerify(VerificationReport)
    }

    /// Writes the copy, whole or not at all; nothing that is there is replaced.
    ///
    /// - Parameters:
    ///   - report: of the ledger, verified just before.
    ///   - entries: the indexes to withhold.
    ///   - first: the index to begin at: above 0 the file is the part of the ledger from there on.
    ///   - heading: what stands before the first line.
    /// - Returns: the report of the whole ledger as a reader has it who holds what comes before the part.
    public static func write(
        of path: String, verifiedAs report: VerificationReport, withholding entries: Set<Int>,
        from first: Int = 0, under heading: [UInt8] = [], to target: String
    ) throws(Refusal) -> VerificationReport {
        if let beyond = entries.sorted().first(where: { $0 < 0 || $0 >= report.entryCount }) {
            throw .noEntry(beyond)
        }
        do {
            var copy = try FreshFile.new(at: target)
            try copy.append(heading)
            // Not further than was verified: what is appended meanwhile may not be for this reader.
            let range = first..<max(first, report.entryCount)
            let before = try write(path, range, withholding: entries, to: &copy)
            let verifier = LedgerVerifier(
                trust: .selfDeclared, against: report.head, allowsWithheld: true, rules: nil)
            let whole = LedgerBeginning(
                try LedgerFile(path), byteCount: before,
                then: try LedgerFile(copy.path, followsLinks: false, from: heading.count))
            let copied = verifier.verify(whole)
            guard copied.verdict.leavesChainWhole, copied.head == report.head else {
                throw Refusal.doesNotVerify(copied)
            }
            try copy.place(new: target)
            return copied
        } catch let refusal as Refusal { throw refusal } catch let failure as FileFailure {
            throw .file(failure)
        } catch {
            throw .file(FileFailure(path, "copy", code: 0))
        }
    }

    /// - Returns: how many bytes of the ledger lie before the first entry that was written.
    private static func write(
        _ path: String, _ range: Range<Int>, withholding entries: Set<Int>, to copy: inout FreshFile
    ) throws -> Int {
        var lines = EntryLines(try LedgerFile(path))
        var before = 0
        var pending: [UInt8] = []
        while lines.count < range.upperBound, let line = try lines.next() {
            let index = lines.count - 1
            if index < range.lowerBound {
                before += line.bytes.count
            } else if entries.contains(index) {
                pending += try withheldLine(line, index)
            } else {
                pending += line.bytes
            }
            if pending.count >= bytesPerWrite {
                try copy.append(pending)
                pending = []
            }
        }
        try copy.append(pending)
        return before
    }

    private static let bytesPerWrite = 1 << 20

    private static func withheldLine(_ line: EntryLines.Line, _ index: Int) throws -> [UInt8] {
        let entry = try Entry(line.buffer, in: line.range)
        if let event = entry.event, event.isLedgerEvent { throw Refusal.neverWithheld(index, type: event.name) }
        return Entry.withheldLine(entry.hash)
    }
}
