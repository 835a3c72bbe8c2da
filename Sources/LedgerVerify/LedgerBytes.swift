/// Where a verification gets a ledger's bytes from: pieces of any size, in order.
public protocol LedgerBytes: ~Copyable, Sendable {
    /// The next piece; nil after the last.
    mutating func next() throws(LedgerReadFailure) -> [UInt8]?
}

/// Bytes that can be read again: a file that stays open, or memory.
public protocol RepeatableLedgerBytes: LedgerBytes, ~Copyable {
    /// How many there are in all.
    var byteCount: Int { get }
    /// Puts the beginning of the next piece at an offset of at most ``byteCount``.
    mutating func begin(at offset: Int)
}

/// Reading stopped before the end of the ledger.
public struct LedgerReadFailure: Error, Sendable {
    /// A sentence without a full stop: what happened and what to do.
    public let explanation: String

    public init(_ explanation: String) { self.explanation = explanation }
}

/// A ledger that is already in memory.
public struct BytesInMemory: RepeatableLedgerBytes {
    private let bytes: [UInt8]
    /// Where the next piece begins; nil after the last.
    private var start: Int? = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var byteCount: Int { bytes.count }

    public mutating func begin(at offset: Int) { start = min(max(0, offset), bytes.count) }

    public mutating func next() -> [UInt8]? {
        defer { start = nil }
        return start.map { $0 == 0 ? bytes : Array(bytes[$0...]) }
    }
}
