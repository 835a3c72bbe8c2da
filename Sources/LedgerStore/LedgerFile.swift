public import LedgerCrypto
public import LedgerVerify

/// The bytes of a ledger file, read in pieces: as many as the file had when it was opened.
///
/// A file that grows meanwhile is read up to its first size; one that shrinks is a failure, said as such.
public struct LedgerFile: RepeatableLedgerBytes, ~Copyable {
    private let file: OpenFile
    /// The file as it was when it was opened.
    package let seenAs: SeenFile
    /// How many bytes the file had when it was opened.
    package var end: Int { seenAs.byteCount }
    private var offset: Int

    private static let bytesPerPiece = 1 << 20

    public init(_ path: String) throws(FileFailure) { try self.init(path, followsLinks: true) }

    /// - Parameters:
    ///   - followsLinks: whether the path may be a symbolic link; where not, a link is refused.
    ///   - start: how many bytes to pass over.
    package init(_ path: String, followsLinks: Bool, from start: Int = 0) throws(FileFailure) {
        let file = try OpenFile(path, .read, followsLinks: followsLinks)
        try self.init(file, from: start)
    }

    private init(_ file: consuming OpenFile, from start: Int) throws(FileFailure) {
        seenAs = try file.seen
        self.file = file
        offset = start
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

    /// The fingerprint of the ledger in a file, read from its first line; nil where the file cannot be read, or
    /// does not begin like a ledger.
    public static func fingerprint(of path: String) -> SHA256Digest? {
        guard let file = try? OpenFile(path, .read) else { return nil }
        return (try? file.ledgerFingerprint()) ?? nil
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
            return VerificationReport(unreadable: LedgerReadFailure(error), level: verifier.level)
        }
    }

    /// Verifies a file, and what this machine verified before is not verified again; nor will be what it
    /// verifies now.
    ///
    /// - Parameters:
    ///   - memory: where the receipts are kept; nil where none is to be read or written.
    ///   - knows: whether the entries of a receipt are known, so that only later ones are to be delivered.
    public static func verify(
        _ path: String, with verifier: LedgerVerifier, remembering memory: LedgerMemory?,
        progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil,
        knows: (VerificationReceipt) -> Bool = { _ in false }, deliver: ((VerifiedEntry) -> Void)? = nil
    ) -> VerificationReport {
        do throws(FileFailure) {
            let file = try OpenFile(path, .read)
            guard let memory, let fingerprint = try file.ledgerFingerprint() else {
                return verifier.verify(try LedgerFile(file, from: 0), progress: progress, deliver: deliver)
            }
            let source = try LedgerFile(file, from: 0)
            let seenAs = source.seenAs
            let verified = verifier.verify(
                source, resuming: memory.prefixes(of: fingerprint), progress: progress, knows: knows,
                deliver: deliver)
            memory.keep(verified, seenAs: seenAs)
            return verified.report
        } catch {
            return VerificationReport(unreadable: LedgerReadFailure(error), level: verifier.level)
        }
    }
}

extension LedgerReadFailure {
    fileprivate init(_ failure: FileFailure) {
        self.init(failure.description + (failure.hint.map { "; \($0)" } ?? ""))
    }
}
