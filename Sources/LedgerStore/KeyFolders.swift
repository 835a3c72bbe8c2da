internal import FoundationEssentials

/// The folders beside a private key's file, in which stands what the key signed last.
///
/// They also tell what a key is for. A key that signs ledgers and their checkpoints never witnesses, and the
/// other way round: a log that is its own witness proves nothing, and C2SP tlog-cosignature asks for keys of
/// their own.
package struct KeyFolders: Sendable {
    /// What the key signed last in each ledger.
    package let heads: String
    /// What the key cosigned last of each log.
    package let witness: String

    package init(keyPath: String) {
        let path = Folder.resolved(keyPath)
        heads = path + ".heads"
        witness = path + ".witness"
    }

    /// Whether the key signed in a ledger, or may have.
    package var isOfLedger: Bool { KeyFolders.holdsAnything(heads) }

    /// Whether the key cosigned, or may have.
    package var isOfWitness: Bool { KeyFolders.holdsAnything(witness) }

    /// A lock alone says only that somebody tried: with a key that was then refused.
    private static func holdsAnything(_ folder: String) -> Bool {
        guard Folder.isTaken(folder) else { return false }
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return names?.contains { !$0.hasSuffix(".lock") } ?? true
    }
}
