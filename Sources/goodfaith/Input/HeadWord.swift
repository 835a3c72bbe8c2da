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
            return
        }
        let bytes = try InputFile.bytes(word, bytesMax: SignedNote.bytesMax)
        do {
            let signed = try SignedCheckpoint(bytes)
            (head, checkpoint) = (signed.checkpoint.head, signed)
        } catch {
            throw Refusal(
                "\(Terminal.printable(word)) is no head: \(Terminal.printable("\(error)"))",
                hint: "give size:sha256:..., as verify prints it, or a file with a checkpoint")
        }
    }

    static func head(_ word: String) throws(Refusal) -> Head { try HeadWord(word).head }
}
