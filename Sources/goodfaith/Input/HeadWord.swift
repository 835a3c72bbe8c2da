internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// A word of the command line that names a head: `size:sha256:…`, or a file with a checkpoint.
enum HeadWord {
    static func head(_ word: String) throws(Refusal) -> Head {
        if let head = Head(word) { return head }
        return try checkpoint(word).checkpoint.head
    }

    /// The checkpoint in a file.
    static func checkpoint(_ path: String) throws(Refusal) -> SignedCheckpoint {
        let bytes = try InputFile.bytes(path, bytesMax: SignedNote.bytesMax)
        do { return try SignedCheckpoint(bytes) } catch {
            throw Refusal(
                "\(Terminal.printable(path)) is no checkpoint: \(error)",
                hint: "a head is size:sha256:..., as verify prints it, or a file with a checkpoint")
        }
    }
}
