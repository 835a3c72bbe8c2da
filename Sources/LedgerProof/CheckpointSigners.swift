public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
internal import MerkleTree
public import TransparencyLog

extension SignedCheckpoint {
    /// The keys of a ledger that signed this checkpoint, at least one: its origin is the ledger's, and the keys
    /// were in force when the ledger had that size.
    ///
    /// - Parameter keys: those in force at the checkpoint's size; others than Ed25519 sign no checkpoints.
    /// - Throws: ``Finding``.
    public func signers(of origin: Origin, inForce keys: [PublicKey]) throws(Finding) -> [PublicKey] {
        guard checkpoint.origin == LogOrigin(origin) else {
            throw Finding(
                .checkpointOrigin, expected: "a checkpoint of \(origin)", found: "one of \(checkpoint.origin)")
        }
        let signers: [PublicKey]
        do throws(LogTextError) { signers = try logSigners(among: keys) } catch {
            throw Finding(.checkpointSignature, expected: "a signature that holds", found: "\(error)")
        }
        guard !signers.isEmpty else {
            throw Finding(
                .checkpointSigner,
                expected: "a signature by an Ed25519 key in force at \(checkpoint.head.size) entries",
                found: "none by \(keys.map(\.keyID.description).joined(separator: ", "))")
        }
        return signers
    }
}
