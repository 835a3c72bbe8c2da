internal import LedgerCrypto
public import LedgerStore
internal import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// A witness: a name and a key of its own, which cosigns the checkpoints of others as long as each goes on
/// from the last (C2SP tlog-witness, by file).
///
/// What it cosigned is on the disk, beside its key, before the cosignature is handed out; so it never cosigns
/// two histories of one log, also when it is interrupted at any moment.
public struct Witness: Sendable {
    /// By which others verify its cosignatures.
    public let verifierKey: NoteVerifierKey
    private let key: SigningKey
    private let folders: KeyFolders

    /// - Parameter name: needed before the first cosignature; kept from then on.
    public init(key: SigningKey, name: NoteKeyName? = nil) throws(WitnessError) {
        folders = KeyFolders(keyPath: key.path)
        guard !folders.isOfLedger else { throw .ledgerKey(path: key.path) }
        let name = try WitnessName.of(folders, given: name)
        self.key = key
        verifierKey = try text { () throws(LogTextError) in
            try NoteVerifierKey(name: name, publicKey: key.key.publicKey, kind: .cosignatureV1)
        }
    }

    /// A checkpoint, now cosigned.
    public struct Cosigned: Sendable {
        /// As it was given, with the cosignature.
        public let checkpoint: SignedCheckpoint
        public let cosignature: NoteSignature
        /// The head that the witness had cosigned before; nil where it is the first of this log.
        public let previous: Head?
    }

    /// Cosigns what a log asks for, by the proof in the request.
    ///
    /// - Parameters:
    ///   - logKeys: those of the logs that this witness knows.
    ///   - time: now, in seconds since 1970.
    public func cosign(
        _ request: AddCheckpointRequest, trusting logKeys: [NoteVerifierKey], at time: Int
    ) throws(WitnessError) -> Cosigned {
        let origin = request.checkpoint.checkpoint.origin
        guard !logKeys.contains(where: { $0.publicKey == key.key.publicKey }) else { throw .ownLog(origin) }
        let memory = try WitnessMemory(folders, origin, verifierKey)
        let latest = try memory.latest()
        do {
            var hasher = try SHA256()
            try request.judge(logKeys: logKeys, latest: latest?.checkpoint.head, with: &hasher)
        } catch let refusal as WitnessRefusal { throw .refused(refusal) } catch {
            throw .failed("\(error)")
        }
        let keys = logKeys.filter { $0.kind == .ed25519 && $0.name.bytes == origin.bytes }
        return try cosign(request.checkpoint, signedBy: keys, after: latest, memory, at: time)
    }

    /// Cosigns a ledger's checkpoint, by a copy of the ledger.
    ///
    /// - Parameters:
    ///   - time: now, in seconds since 1970.
    public func cosign(
        _ checkpoint: SignedCheckpoint, by copy: WitnessedCopy, at time: Int
    ) throws(WitnessError) -> Cosigned {
        let (origin, head) = (checkpoint.checkpoint.origin, checkpoint.checkpoint.head)
        let memory = try WitnessMemory(folders, origin, verifierKey)
        let latest = try memory.latest()
        if let seen = latest?.checkpoint.head {
            guard head.size >= seen.size else { throw .behind(latest: seen, size: head.size) }
        }
        let ledger = try copy.verified(against: checkpoint, watching: latest?.checkpoint.head.size)
        guard !ledger.hasKey(key.keyID) else { throw .ownLog(origin) }
        let keys = try ledger.keys(signing: checkpoint)
        if let seen = latest?.checkpoint.head, ledger.root(at: seen.size) != seen.root {
            throw .forked(latest: seen, root: ledger.root(at: seen.size), rememberedAt: memory.path)
        }
        return try cosign(checkpoint, signedBy: keys, after: latest, memory, at: time)
    }

    /// Signs what was checked, and hands the cosignature out once it is kept.
    private func cosign(
        _ checkpoint: SignedCheckpoint, signedBy logKeys: [NoteVerifierKey], after latest: SignedCheckpoint?,
        _ memory: WitnessMemory, at time: Int
    ) throws(WitnessError) -> Cosigned {
        let last = try text { () throws(LogTextError) in
            try latest?.note.signers(among: [verifierKey]).first?.time
        }
        if let last, time < last { throw .clockBehind(now: time, last: last) }
        let (cosignature, cosigned, kept) = try text { () throws(LogTextError) in
            let cosignature = try Cosignature.sign(
                checkpoint.checkpoint, as: verifierKey.name, with: key.key, at: time)
            var (cosigned, kept) = (checkpoint, try checkpoint.restricted(to: logKeys))
            try cosigned.add(cosignature)
            try kept?.add(cosignature)
            return (cosignature, cosigned, kept)
        }
        guard let kept else { throw .notSignedByLedger(size: checkpoint.checkpoint.head.size) }
        try memory.keep(kept, insteadOf: latest)
        return Cosigned(checkpoint: cosigned, cosignature: cosignature, previous: latest?.checkpoint.head)
    }
}

/// Runs what a text may be refused for.
func text<Value>(_ body: () throws(LogTextError) -> Value) throws(WitnessError) -> Value {
    do { return try body() } catch { throw .text(error) }
}
