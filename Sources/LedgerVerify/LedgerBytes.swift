/// Where a verification gets a ledger's bytes from: pieces of any size, in order.
public protocol LedgerBytes: ~Copyable, Sendable {
    /// The next piece; nil after the last.
    mutating func next() throws(LedgerReadFailure) -> [UInt8]?
}

/// Reading stopped before the end of the ledger.
public struct LedgerReadFailure: Error, Sendable {
    /// A sentence without a full stop: what happened and what to do.
    public let explanation: String

    public init(_ explanation: String) { self.explanation = explanation }
}

/// A ledger that is already in memory.
public struct BytesInMemory: LedgerBytes {
    private var bytes: [UInt8]?

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public mutating func next() -> [UInt8]? {
        defer { bytes = nil }
        return bytes
    }
}
