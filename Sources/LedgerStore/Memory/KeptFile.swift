public import LedgerCrypto

/// Files that the memory holds of a ledger beside its receipts, each under a name of its own: what can be made
/// again, and is read again only where it is what its reader expects.
extension LedgerMemory {
    /// So many bytes of a file are read at most.
    private static let fileBytesMax = 1 << 30

    /// The first bytes of a file, or all of it; nil where there is none that can be read, or it is longer than
    /// any that is written.
    public func file(_ name: String, of fingerprint: SHA256Digest, first count: Int? = nil) -> [UInt8]? {
        guard let folder = usableFolder(of: fingerprint),
            let file = try? OpenFile("\(folder)/\(name)", .read, followsLinks: false),
            let size = try? file.size, size <= LedgerMemory.fileBytesMax
        else { return nil }
        return try? file.read(min(size, count ?? size), at: 0)
    }

    /// Keeps a file in place of the one of that name; where that cannot be, nothing is lost but time.
    public func keep(_ bytes: [UInt8], as name: String, of fingerprint: SHA256Digest) {
        guard bytes.count <= LedgerMemory.fileBytesMax, let folder = folder(of: fingerprint) else { return }
        let fresh = "\(folder)/\(name).new"
        guard let file = try? OpenFile(fresh, .readAndWriteOrCreate, followsLinks: false),
            (try? file.lock()) == true,
            (try? file.truncate(to: 0)) != nil, (try? file.writeAll(bytes)) != nil
        else { return }
        try? Folder.moveUnsynced(fresh, over: "\(folder)/\(name)")
    }
}
