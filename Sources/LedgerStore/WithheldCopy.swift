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

    /// Writes the copy; nothing that is there is replaced.
    ///
    /// - Parameters:
    ///   - report: of the ledger, verified just before.
    ///   - entries: the indexes to withhold.
    /// - Returns: the report of the copy.
    public static func write(
        of path: String, verifiedAs report: VerificationReport, withholding entries: Set<Int>, to target: String
    ) throws(Refusal) -> VerificationReport {
        if let beyond = entries.sorted().first(where: { $0 < 0 || $0 >= report.entryCount }) {
            throw .noEntry(beyond)
        }
        do {
            try copy(path, withholding: entries, to: target)
            let verifier = LedgerVerifier(
                trust: .selfDeclared, against: report.head, allowsWithheld: true, rules: nil)
            let copied = LedgerFile.verify(target, with: verifier)
            guard copied.verdict.leavesChainWhole else {
                try Folder.remove(target)
                throw Refusal.doesNotVerify(copied)
            }
            return copied
        } catch let refusal as Refusal { throw refusal } catch let failure as FileFailure {
            throw .file(failure)
        } catch {
            throw .file(FileFailure(path, "copy", code: 0))
        }
    }

    private static func copy(_ path: String, withholding entries: Set<Int>, to target: String) throws {
        var source = try LedgerFile(path)
        let copy = try OpenFile(target, .create)
        do {
            var index = 0
            var pending: [UInt8] = []
            var written = 0
            while let piece = try source.next() {
                pending += piece
                var start = 0
                var out: [UInt8] = []
                while let lineFeed = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
                    if entries.contains(index) {
                        out += try withheldLine(pending, start..<lineFeed, index)
                    } else {
                        out += pending[start...lineFeed]
                    }
                    start = lineFeed + 1
                    index += 1
                }
                pending = Array(pending[start...])
                try copy.writeAll(out, at: written)
                written += out.count
            }
            try copy.synchronize()
            try Folder.synchronize(of: target)
        } catch {
            try Folder.remove(target)
            throw error
        }
    }

    private static func withheldLine(_ buffer: [UInt8], _ line: Range<Int>, _ index: Int) throws -> [UInt8] {
        let entry = try Entry(buffer, in: line)
        if let event = entry.event, event.isLedgerEvent { throw Refusal.neverWithheld(index, type: event.name) }
        return Entry.withheldLine(entry.hash)
    }
}
