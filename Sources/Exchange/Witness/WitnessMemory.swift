internal import LedgerCrypto
internal import LedgerStore
internal import TransparencyLog

/// What a witness cosigned last of one log: `KEY.witness/<SHA-256 of the origin>/checkpoint`, which is what
/// C2SP tlog-witness lets monitors fetch, with the log's signature and the witness's own.
struct WitnessMemory {
    /// The checkpoint's path.
    let path: String
    private let folder: String
    private let folders: KeyFolders
    private let origin: LogOrigin
    private let witness: NoteVerifierKey

    init(_ folders: KeyFolders, _ origin: LogOrigin, _ witness: NoteVerifierKey) throws(WitnessError) {
        let hash: SHA256Digest
        do { hash = try origin.hash() } catch { throw .text(error) }
        self.folders = folders
        self.origin = origin
        self.witness = witness
        folder = "\(folders.witness)/\(hash.hex)"
        path = folder + "/checkpoint"
    }

    /// The last cosigned checkpoint; nil where the witness cosigned none of this log.
    func latest() throws(WitnessError) -> SignedCheckpoint? {
        guard Folder.isTaken(path) else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try OpenFile(path, .read, followsLinks: false).read(SignedNote.bytesMax + 1, at: 0)
        } catch { throw .file(error) }
        guard let checkpoint = try? SignedCheckpoint(bytes), checkpoint.checkpoint.origin == origin,
            let own = try? checkpoint.note.signers(among: [witness]), !own.isEmpty
        else { throw .memoryDamaged(path: path) }
        return checkpoint
    }

    /// Puts a checkpoint in the place of the last one, and returns once it is on the disk.
    ///
    /// - Parameter expected: what ``latest()`` gave when the new one was checked against it. Where another
    ///   process put its own there since, nothing changes.
    func keep(_ new: SignedCheckpoint, insteadOf expected: SignedCheckpoint?) throws(WitnessError) {
        do throws(FileFailure) {
            try Folder.create(folders.witness)
            try Folder.synchronize(of: folders.witness)
        } catch { throw .file(error) }
        guard !folders.isOfLedger else { throw .ledgerKey(path: folders.heads) }
        do {
            let lock = try OpenFile(folder + ".lock", .readAndWriteOrCreate, followsLinks: false)
            guard try lock.lock(), try latest() == expected else { throw WitnessError.busy(path: path) }
            try keepName()
            try Folder.create(folder)
            try Folder.synchronize(of: folder)
            try Folder.replace(path, with: new.bytes)
        } catch let error as WitnessError { throw error } catch let failure as FileFailure {
            throw .file(failure)
        } catch { throw .busy(path: path) }
    }

    private func keepName() throws {
        let path = WitnessName.path(folders)
        if !Folder.isTaken(path) { try Folder.replace(path, with: witness.name.bytes + [UInt8(ascii: "\n")]) }
    }
}

/// The name under which a key witnesses: `KEY.witness/name`. The message that a witness signs does not hold its
/// name, so that one key must not speak under two (C2SP tlog-cosignature).
enum WitnessName {
    static func path(_ folders: KeyFolders) -> String { folders.witness + "/name" }

    /// The name that was kept or, before the first cosignature, the one that is given.
    static func of(_ folders: KeyFolders, given: NoteKeyName?) throws(WitnessError) -> NoteKeyName {
        let path = path(folders)
        guard Folder.isTaken(path) else {
            guard let given else { throw .nameNeeded }
            return given
        }
        let bytes: [UInt8]
        do {
            bytes = try OpenFile(path, .read, followsLinks: false).read(NoteKeyName.bytesMax + 2, at: 0)
        } catch {
            throw .file(error)
        }
        guard bytes.last == UInt8(ascii: "\n"), let text = String(validating: bytes.dropLast(), as: UTF8.self),
            let kept = NoteKeyName(text)
        else { throw .memoryDamaged(path: path) }
        guard given == nil || given == kept else { throw .otherName(kept) }
        return kept
    }
}
