/// What was found at the ledger, an unfinished write above all, and what was done about it before anything else
/// was appended.
public enum RecoveryStep: Sendable {
    /// The last entry lacked only its line feed.
    case completedLineFeed
    /// Bytes after the last signed entry were moved to a file of their own.
    case setAside(path: String, byteCount: Int)
    /// Entries that the key had signed, but that had not reached the file, were put in place.
    case putInPlace(entryCount: Int)
    /// What stands beside the ledger as its last checkpoint is none of this ledger, and was passed over.
    case passedOverCheckpoint(path: String)

    /// A sentence for the person who records.
    public var sentence: String {
        switch self {
        case .completedLineFeed: "an earlier write lacked its last line feed; it was added"
        case .setAside(let path, let count):
            "an earlier write did not finish; its \(count) bytes were set aside in \(path)"
        case .putInPlace(let count):
            "an earlier write was signed but did not reach the file; \(count == 1 ? "its entry was" : "its \(count) entries were") put in place"
        case .passedOverCheckpoint(let path):
            "\(path) is no checkpoint of this ledger (it has another origin, or no key of the ledger signed it) and was passed over; find out who put it there"
        }
    }
}
