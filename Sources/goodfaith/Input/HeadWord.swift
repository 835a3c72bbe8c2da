internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// A word of the command line that names a head: `size:sha256:…`, or a file with a checkpoint.
enum HeadWord {
    static func head(_ word: String) throws(Refusal) -> Head {
        if let head = Head(word) { return head }
        let bytes = try InputFile.bytes(word, bytesMax: SignedNote.bytesMax)
        do { return try SignedCheckpoint(bytes).checkpoint.head } catch {
            throw Refusal(
                "\(Terminal.printable(word)) is no head: \(error)",
                hint: "give size:sha256:..., as verify prints it, or a file with a checkpoint")
        }
    }
}
