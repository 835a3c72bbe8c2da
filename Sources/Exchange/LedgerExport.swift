internal import LedgerCrypto
internal import LedgerFormat
public import LedgerStore
public import LedgerVerify
public import MerkleTree

/// What an office hands out of its own ledger, as files that appear whole or not at all.
public enum LedgerExport {
    public enum Refusal: Error, Sendable {
        case copy(WithheldCopy.Refusal)
        case exchange(ExchangeError)
        /// The head is not one of this ledger's.
        case notItsHead(Head)
        /// Nothing was appended since the head.
        case nothingSince(Head)
        /// The ledger does not show the entry itself.
        case withheld(Int)
    }

    /// Writes the ledger, or what was appended since a head, without what is withheld from the reader.
    ///
    /// - Parameter report: of the ledger, verified just before and, where there is a head, against it.
    /// - Returns: the report of the ledger as the reader will have it.
    public static func write(
        of path: String, verifiedAs report: VerificationReport, since head: Head?,
        withholding entries: Set<Int>,
        to target: String
    ) throws(Refusal) -> VerificationReport {
        var heading: [UInt8] = []
        if let head, let ledger = report.ledger {
            guard case .complete(let beyond) = report.completeness else { throw .notItsHead(head) }
            if beyond == 0 { throw .nothingSince(head) }
            heading = Heading.part(fingerprint: ledger.fingerprint, from: head).bytes
        }
        do {
            return try WithheldCopy.write(
                of: path, verifiedAs: report, withholding: entries, from: head?.size ?? 0, under: heading,
                to: target)
        } catch { throw .copy(error) }
    }

    /// Writes single whole entries, for a reader to whom they were withheld.
    ///
    /// - Parameter report: of the ledger, verified just before.
    public static func disclose(
        _ entries: Set<Int>, of path: String, verifiedAs report: VerificationReport, to target: String
    ) throws(Refusal) {
        guard let ledger = report.ledger else { return }
        if let withheld = entries.sorted().first(where: { report.withheld.contains($0) }) {
            throw .withheld(withheld)
        }
        do throws(ExchangeError) {
            try exchanging(path) {
                var file = try FreshFile.new(at: target)
                try file.append(Heading.disclosure(fingerprint: ledger.fingerprint).bytes)
                var lines = EntryLines(try LedgerFile(path))
                while let line = try lines.next() {
                    if entries.contains(lines.count - 1) { try file.append(Array(line.bytes)) }
                }
                try file.place(new: target)
            }
        } catch { throw .exchange(error) }
    }

    /// The envelope of one signed entry; nil where it carries no signature of its own.
    public static func envelope(of index: Int, in path: String) throws(Refusal) -> [UInt8]? {
        do throws(ExchangeError) {
            return try exchanging(path) {
                var lines = EntryLines(try LedgerFile(path))
                while lines.count <= index, let line = try lines.next() {
                    if lines.count == index + 1 {
                        return DSSEEnvelope(try Entry(line.buffer, in: line.range))?.bytes
                    }
                }
                return nil
            }
        } catch { throw .exchange(error) }
    }

    /// Writes a small file that must not exist yet, whole or not at all.
    public static func write(_ bytes: [UInt8], to target: String) throws(Refusal) {
        do throws(ExchangeError) {
            try exchanging(target) {
                var file = try FreshFile.new(at: target)
                try file.append(bytes)
                try file.place(new: target)
            }
        } catch { throw .exchange(error) }
    }
}
