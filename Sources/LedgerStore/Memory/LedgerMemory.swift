public import LedgerCrypto
public import LedgerVerify

/// What this user's machine keeps of ledgers that it has verified, a folder for each: receipts, and what else
/// can be made again at any time. Never beside a ledger, where whoever sends it could lay something down.
///
/// Nothing here is ever missed: where the folder cannot be used, everything is worked out anew.
public struct LedgerMemory: Sendable {
    /// The folder for the folders.
    public let path: String
    /// Which program, in which version, keeps this; another one reads nothing of it.
    public let program: String

    /// - Parameter path: a folder in this user's state folder (XDG Base Directory); it need not be there.
    public init(_ path: String, program: String) {
        self.path = path
        self.program = program
    }

    /// The folder for what is kept of one ledger; it is there when this returns. Nil where there can be none,
    /// or where anybody but this user could write in it.
    public func folder(of fingerprint: SHA256Digest) -> String? {
        let folder = place(of: fingerprint)
        guard (try? Folder.createWithParents(folder)) != nil, isUsable(folder) else { return nil }
        return folder
    }

    private func place(of fingerprint: SHA256Digest) -> String { "\(path)/\(fingerprint.hex)" }

    private func isUsable(_ folder: String) -> Bool { Folder.isOwn(path) && Folder.isOwn(folder) }

    /// The same where it is there already.
    func usableFolder(of fingerprint: SHA256Digest) -> String? {
        let folder = place(of: fingerprint)
        return isUsable(folder) ? folder : nil
    }

    /// Removes everything that is kept of a ledger, so that nothing here says what entries of it said.
    public func forget(_ fingerprint: SHA256Digest) throws(FileFailure) {
        try Folder.removeWithFiles(place(of: fingerprint))
    }

    /// What was verified before of a ledger, or of copies of it that differ.
    public func prefixes(of fingerprint: SHA256Digest) -> [VerifiedPrefix] {
        let folder = place(of: fingerprint)
        guard isUsable(folder) else { return [] }
        return ReceiptSlot.all(in: folder).compactMap { $0.prefix(of: fingerprint, madeBy: program) }
    }

    /// Keeps the receipt of a verification, where it made one; the receipt that it went on from makes place for
    /// it.
    ///
    /// - Parameter seenAs: the file as it was when the verification began.
    public func keep(_ verified: ReceiptedReport, seenAs: SeenFile? = nil) {
        guard var receipt = verified.receipt, let folder = folder(of: receipt.fingerprint) else { return }
        receipt.seenAs = seenAs.flatMap { $0.byteCount == receipt.byteCount ? $0 : nil }
        // Another process that keeps something just now will do.
        guard let lock = try? OpenFile("\(folder)/lock", .readAndWriteOrCreate, followsLinks: false),
            (try? lock.lock()) == true
        else { return }
        if let resumed = verified.resumed {
            guard let kept = resumed.ids as? KeptIDs, receipt.covers(resumed.receipt) else { return }
            try? kept.slot.advance(from: resumed.receipt, to: receipt, adding: verified.ids, madeBy: program)
        } else {
            try? ReceiptSlot.free(in: folder, for: receipt, madeBy: program)
                .fill(receipt, verified.ids, madeBy: program)
        }
    }
}
