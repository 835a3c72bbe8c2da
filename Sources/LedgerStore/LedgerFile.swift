public import LedgerVerify

/// The bytes of a ledger file, read in pieces: as many as the file had when it was opened.
///
/// A file that grows meanwhile is read up to its first size; one that shrinks is a failure, said as such.
public struct LedgerFile: RepeatableLedgerBytes, ~Copyable {
    private let file: OpenFile
    /// How many bytes the file had when it was opened.
    package let end: Int
    private var offset: Int

    private static let bytesPerPiece = 1 << 20

    public init(_ path: String) throws(FileFailure) { try self.init(path, followsLinks: true) }

    /// - Parameters:
    ///   - followsLinks: whether the path may be a symbolic link; where not, a link is refused.
    ///   - start: how many bytes to pass over.
    package init(_ path: String, followsLinks: Bool, from start: Int = 0) throws(FileFailure) {
        let file = try OpenFile(path, .read, followsLinks: followsLinks)
        let end = try file.size
        self.init(file, start, end)
    }

    private init(_ file: consuming OpenFile, _ start: Int, _ end: Int) {
        self.file = file
        self.offset = start
        self.end = end
    }

    public var byteCount: Int { end }

    public mutating func begin(at offset: Int) { self.offset = min(max(0, offset), end) }

    public mutating func next() throws(LedgerReadFailure) -> [UInt8]? {
        guard offset < end else { return nil }
        let wanted = min(LedgerFile.bytesPerPiece, end - offset)
        let piece: [UInt8]
        do { piece = try file.read(wanted, at: offset) } catch { throw LedgerReadFailure(error.description) }
        guard piece.count == wanted else {
            throw LedgerReadFailure(
                "\(file.path) became shorter while it was read; make sure that nobody changes it, and try again"
            )
        }
        offset += wanted
        return piece
    }

    /// Verifies a file. What cannot be opened is a report too, of the verdict `unreadable`.
    public static func verify(
        _ path: String, with verifier: LedgerVerifier,
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil,
        deliver: ((VerifiedEntry) -> Void)? = nil
    ) -> VerificationReport {
        do throws(FileFailure) {
            return verifier.verify(try LedgerFile(path), progress: progress, deliver: deliver)
        } catch {
            let hint = error.hint.map { "; \($0)" } ?? ""
            return VerificationReport(
                unreadable: LedgerReadFailure(error.description + hint), level: verifier.level)
        }
    }
}
