internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
public import LedgerVerify
internal import MerkleTree
public import TransparencyLog

/// The copy of a ledger by which a witness sees that a checkpoint goes on from the last one.
///
/// Its content is not the witness's concern: that nothing is changed or left out is.
public struct WitnessedCopy {
    private let path: String
    private let trust: Trust
    private let progress: ((_ entries: Int, _ bytes: Int) -> Void)?

    /// - Parameter trust: what tells whose ledger it is.
    public init(
        _ path: String, trust: Trust, progress: ((_ entries: Int, _ bytes: Int) -> Void)? = nil
    ) {
        self.path = path
        self.trust = trust
        self.progress = progress
    }

    /// The copy, verified up to its end and holding the checkpoint's head.
    ///
    /// - Parameter size: at which the root is wanted besides; nil for none.
    func verified(
        against checkpoint: SignedCheckpoint, watching size: Int?
    ) throws(WitnessError) -> WitnessedLedger {
        let head = checkpoint.checkpoint.head
        // Without an entry there is no key that could have signed.
        guard head.size > 0 else { throw .notSignedByLedger(size: 0) }
        var verifier = LedgerVerifier(trust: trust, against: head, allowsWithheld: true, rules: nil)
        verifier.watchedSizes = size.map { [$0] } ?? []
        var history = KeyHistory()
        var refused: Finding?
        let report = LedgerFile.verify(path, with: verifier, progress: progress) { entry in
            guard refused == nil, entry.event?.isLedgerEvent == true else { return }
            do throws(Finding) { try history.take(entry.entry) } catch { refused = error }
        }
        // Another ledger does not hold the head either, and yet is no fork of this one.
        if let ledger = report.ledger, LogOrigin(ledger.opening.origin) != checkpoint.checkpoint.origin {
            throw .otherLedger(checkpoint.checkpoint.origin, path: path)
        }
        guard report.verdict == .intact, refused == nil else {
            throw .copyDoesNotVerify(path: path, report)
        }
        return WitnessedLedger(report: report, history: history)
    }

    /// What to ask of a witness that is at `oldSize`: the checkpoint with the proof that it goes on from there.
    public func request(
        for checkpoint: SignedCheckpoint, from oldSize: Int
    ) throws(WitnessError) -> AddCheckpointRequest {
        let head = checkpoint.checkpoint.head
        guard oldSize <= head.size else {
            throw .refused(.sizesOutOfOrder(old: oldSize, new: head.size))
        }
        _ = try verified(against: checkpoint, watching: nil).keys(signing: checkpoint)
        let proof = oldSize == 0 ? [] : try consistency(from: oldSize, to: head)
        return try text { () throws(LogTextError) in
            try AddCheckpointRequest(oldSize: oldSize, path: proof, checkpoint: checkpoint)
        }
    }

    /// The hashes of the proof that the head goes on from the tree of the first `oldSize` entries.
    private func consistency(from oldSize: Int, to head: Head) throws(WitnessError) -> [SHA256Digest] {
        do {
            var hasher = try SHA256()
            let tree = try StreamedTree(provingFrom: oldSize, inFirst: head.size, of: path)
            let old = Head(size: oldSize, root: try tree.root(size: oldSize, with: &hasher))
            if let proof = try tree.consistencyProof(from: oldSize, to: head.size, with: &hasher),
                proof.holds(from: old, to: head, with: &hasher)
            {
                return proof.path
            }
        } catch let failure as FileFailure { throw .file(failure) } catch let error as CryptoError {
            throw .failed("\(error)")
        } catch {
            throw .copyChanged(path: path)
        }
        throw .copyChanged(path: path)
    }
}

/// A ledger that a witness verified against a checkpoint.
struct WitnessedLedger {
    let report: VerificationReport
    let history: KeyHistory

    /// Whether the ledger enrolled the key, or keeps or kept it in reserve.
    func hasKey(_ keyID: KeyID) -> Bool { report.isKeyOfLedger(keyID) }

    func root(at size: Int) -> SHA256Digest? { report.roots[size] }

    /// The keys in force at the checkpoint's size that signed it, as the log's; at least one.
    func keys(signing checkpoint: SignedCheckpoint) throws(WitnessError) -> [NoteVerifierKey] {
        let (origin, size) = (checkpoint.checkpoint.origin, checkpoint.checkpoint.head.size)
        let inForce = history.keys(inForceAt: size)
        let keys = try text { () throws(LogTextError) in
            var keys: [NoteVerifierKey] = []
            for key in try checkpoint.logSigners(among: inForce) {
                keys.append(try SignedCheckpoint.logKey(of: origin, key))
            }
            return keys
        }
        guard !keys.isEmpty else { throw .notSignedByLedger(size: size) }
        return keys
    }
}
