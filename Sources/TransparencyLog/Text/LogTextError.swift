/// Why a text of a transparency log is refused: a note, a key, a checkpoint, a proof, a policy, a message of
/// a witness, a tile.
public struct LogTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, under a name that does not change.
    public enum Code: String, CaseIterable, Sendable {
        // Any text.
        case tooLong = "too-long"
        case lineFeedMissing = "line-feed-missing"
        case characters = "characters"
        case base64 = "base64"
        case number = "number"
        case header = "header"
        case hash = "hash"

        // Notes.
        case noSignatures = "no-signatures"
        case tooManySignatures = "too-many-signatures"
        case signatureLine = "signature-line"
        case signatureInvalid = "signature-invalid"
        case keyName = "key-name"
        case verifierKey = "verifier-key"
        case keyKind = "key-kind"
        case keysAmbiguous = "keys-ambiguous"

        // Checkpoints and cosignatures.
        case checkpoint = "checkpoint"
        case extensionLine = "extension-line"
        case time = "time"

        // Proofs.
        case proofLength = "proof-length"

        // Policies.
        case policyLine = "policy-line"
        case nameTaken = "name-taken"
        case nameUndefined = "name-undefined"
        case memberTwice = "member-twice"
        case keyTwice = "key-twice"
        case threshold = "threshold"
        case quorum = "quorum"

        // Tiles.
        case tilePath = "tile-path"
        case tileSize = "tile-size"
        case bundle = "bundle"

        /// OpenSSL failed, for a reason that does not lie in the text.
        case cryptography = "cryptography"
    }

    public let code: Code
    /// From 1; nil where the text has no lines, or the whole of it is meant.
    public let line: Int?
    /// What was expected and what is there, in a sentence without a full stop.
    public let explanation: String

    init(_ code: Code, line: Int? = nil, _ explanation: String) {
        self.code = code
        self.line = line
        self.explanation = explanation
    }

    /// The explanation, with the line where there is one.
    public var description: String {
        line.map { "line \($0): \(explanation)" } ?? explanation
    }

    /// The same at another line: that of the whole text of which this one is a part.
    func at(line: Int) -> LogTextError { LogTextError(code, line: line, explanation) }
}
