/// Why the index of a ledger cannot be used.
public enum ProofIndexError: Error, Sendable {
    case file(FileFailure)
    /// A line of the ledger cannot be read as an entry.
    case ledger(path: String, line: Int, explanation: String)
    /// Another process has been working on the index for too long.
    case busy(folder: String)
    /// The index is not one of this file: it is made anew.
    case stale(String)
    /// OpenSSL gives no digest.
    case crypto(String)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .file(let failure): failure.description
        case .ledger(let path, let line, let explanation): "\(path), line \(line): \(explanation)"
        case .busy(let folder): "another process is working on the index in \(folder)"
        case .stale(let explanation): "the index is not one of this file: \(explanation)"
        case .crypto(let explanation): explanation
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .file(let failure): failure.hint
        case .ledger(let path, _, _): "goodfaith verify --self-declared \(path) lists what is wrong"
        case .busy: "wait for its end and try again"
        case .stale, .crypto: nil
        }
    }

    /// Runs what the operating system may refuse.
    static func filing<Value: ~Copyable>(
        _ body: () throws(FileFailure) -> Value
    ) throws(ProofIndexError) -> Value {
        do throws(FileFailure) { return try body() } catch { throw .file(error) }
    }
}
