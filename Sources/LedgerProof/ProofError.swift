/// Why bytes are no proof file, or why one cannot be made.
public struct ProofError: Error, Sendable, CustomStringConvertible {
    /// The line of the file, from 1; nil where the whole of it is meant.
    public let line: Int?
    /// What was expected and what is there, without a full stop.
    public let explanation: String

    init(line: Int? = nil, _ explanation: String) {
        self.line = line
        self.explanation = explanation
    }

    public var description: String { line.map { "line \($0): \(explanation)" } ?? explanation }
}
