internal import LedgerCrypto
internal import MerkleTree
internal import TransparencyLog

/// A checkpoint file and the part of it that is stamped: the note's text, which the log and its witnesses
/// sign.
struct StampedCheckpoint {
    let path: String
    /// The origin as it can be printed.
    let origin: String
    let head: Head
    /// The bytes that a time stamp is over.
    let text: [UInt8]

    init(_ path: String) throws(Refusal) {
        let signed = try LogFile.checkpoint(path)
        origin = Terminal.printable("\(signed.checkpoint.origin)")
        head = signed.checkpoint.head
        text = signed.note.text
        self.path = path
    }

    /// A file that stands beside the checkpoint: `tsq` the request, `tst` the token.
    func beside(_ ending: String) -> String { "\(path).\(ending)" }

    /// What the checkpoint is about, for people.
    var facts: [(String, String)] { [("ledger", origin), ("head", "\(head)")] }
}

/// Files of time stamps, which are binary.
enum TimestampFile {
    static func read<Value>(
        _ path: String, _ part: TimestampError.Part,
        _ parse: ([UInt8]) throws(TimestampError) -> Value
    ) throws(Refusal) -> Value {
        let bytes = try InputFile.bytes(path, bytesMax: part.byteCountMax)
        do { return try parse(bytes) } catch { throw refusal(error, path) }
    }

    static func refusal(_ error: TimestampError, _ path: String) -> Refusal {
        Refusal(
            Terminal.printable("\(path): \(error)"), exitCode: error.isEvidenceAgainst ? 1 : Refusal.unable)
    }
}
