internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// What a key signed last in one ledger, kept beside the key and synced before the signature is used.
///
/// An office that restores its ledger from an older copy and goes on would sign two histories without
/// knowing; this is what tells it. The signed lines are kept too: where a crash kept them from the ledger,
/// they are the only ones that may stand there.
struct SignedHead: Sendable {
    let head: Head
    /// The lines that the signature vouches for, as they were to be appended.
    let lines: [UInt8]

    /// Entries up to and without the signed lines.
    var sizeBefore: Int { head.size - lines.count { $0 == UInt8(ascii: "\n") } }

    /// The lines from that index on, where a write may have brought those before it; nil where it is not among them.
    func lines(from index: Int) -> [UInt8]? {
        guard index >= sizeBefore, index < head.size else { return nil }
        var rest = lines[...]
        for _ in sizeBefore..<index {
            guard let lineFeed = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            rest = rest[(lineFeed + 1)...]
        }
        return Array(rest)
    }
}

/// The folder `KEY.heads`, with one file for each ledger that the key signs, named by the ledger's
/// fingerprint: a line with the head, then the signed lines. Whoever asks what was signed before asks
/// ``SignedHistory``, which knows the checkpoints too.
struct SignedHeads: Sendable {
    let folder: String
    /// Where the last head that was signed with an entry stands.
    let path: String
    /// Where the last checkpoint stands that the key signed.
    let checkpoint: String
    private let folders: KeyFolders

    init(keyPath: String, fingerprint: SHA256Digest) {
        folders = KeyFolders(keyPath: keyPath)
        folder = folders.heads
        path = "\(folder)/\(fingerprint.hex)"
        checkpoint = path + ".checkpoint"
    }

    /// Refuses a key that witnesses.
    func requireOfLedger() throws(WriterError) {
        guard !folders.isOfWitness else { throw .witnessKey(folders.witness) }
    }

    /// What was signed last; nil where nothing was.
    func last() throws(WriterError) -> SignedHead? {
        guard Folder.exists(path) else { return nil }
        let bytes: [UInt8]
        do {
            let file = try OpenFile(path, .read)
            bytes = try file.read(try file.size, at: 0)
        } catch { throw .file(error) }
        guard let lineFeed = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let head = Head(String(decoding: bytes[..<lineFeed], as: UTF8.self))
        else { throw .headsUnreadable(path) }
        return SignedHead(head: head, lines: Array(bytes[(lineFeed + 1)...]))
    }

    /// Holds what this key signs in this ledger, in any copy of it, for one writer at a time.
    func lock() throws(WriterError) -> SignedHeadsLock {
        try requireOfLedger()
        do {
            try Folder.create(folder)
            let file = try OpenFile(path + ".lock", .readAndWriteOrCreate)
            if try file.lock() { return SignedHeadsLock(file) }
        } catch { throw .file(error) }
        throw .busy(path: path)
    }

    func keep(_ signed: SignedHead) throws(FileFailure) {
        try Folder.create(folder)
        try Folder.replace(path, with: Array("\(signed.head)\n".utf8) + signed.lines)
        try Folder.synchronize(of: folder)
    }

    /// Takes back the last head, which nobody can have seen.
    func restore(_ earlier: SignedHead?) throws(FileFailure) {
        if let earlier { try keep(earlier) } else if Folder.exists(path) { try Folder.remove(path) }
    }
}

/// The lock on what one key signs in one ledger; let go with its last holder.
final class SignedHeadsLock {
    private let file: OpenFile

    init(_ file: consuming OpenFile) { self.file = file }
}
