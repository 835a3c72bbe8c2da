internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// A word of the command line that names a head: `size:sha256:…`, or a file with a checkpoint.
struct HeadWord {
    let head: Head
    /// Absent where the head stands on the command line, and nobody signed it.
    let checkpoint: SignedCheckpoint?

    init(_ word: String) throws(Refusal) {
        if let head = Head(word) {
            (self.head, checkpoint) = (head, nil)
        } else {
            let signed = try HeadWord.checkpoint(word)
            (head, checkpoint) = (signed.checkpoint.head, signed)
        }
    }

    static func head(_ word: String) throws(Refusal) -> Head { try HeadWord(word).head }

    /// The checkpoint in a file.
    static func checkpoint(_ path: String) throws(Refusal) -> SignedCheckpoint {
        let bytes = try InputFile.bytes(path, bytesMax: SignedNote.bytesMax)
        do { return try SignedCheckpoint(bytes) } catch {
            throw Refusal(
                "\(Terminal.printable(path)) is no checkpoint: \(Terminal.printable("\(error)"))",
                hint: "a head is size:sha256:..., as verify prints it, or a file with a checkpoint",
                exitCode: Refusal.unable)
        }
    }
}
