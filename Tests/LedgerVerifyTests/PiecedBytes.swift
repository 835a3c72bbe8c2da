import LedgerCrypto
import LedgerVerify
import MerkleTree

/// A ledger that is handed out in pieces of one size.
struct PiecedBytes: RepeatableLedgerBytes {
    private let bytes: [UInt8]
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) { (self.bytes, rest, self.size) = (bytes, bytes[...], size) }

    var byteCount: Int { bytes.count }

    mutating func begin(at offset: Int) { rest = bytes[offset...] }

    mutating func next() -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}

/// A ledger that somebody changes between the first reading and the second.
struct ChangingBytes: RepeatableLedgerBytes {
    private var now: BytesInMemory
    private let then: BytesInMemory

    init(_ now: [UInt8], then: [UInt8]) { (self.now, self.then) = (BytesInMemory(now), BytesInMemory(then)) }

    var byteCount: Int { now.byteCount }

    mutating func begin(at offset: Int) {
        now = then
        now.begin(at: offset)
    }

    mutating func next() -> [UInt8]? { now.next() }
}

/// A ledger whose reading fails after its first piece.
struct FailingBytes: LedgerBytes {
    private var first: [UInt8]?

    init(_ first: [UInt8]) { self.first = first }

    mutating func next() throws(LedgerReadFailure) -> [UInt8]? {
        guard let piece = first else { throw LedgerReadFailure("the disk gave no more") }
        first = nil
        return piece
    }
}

extension VerificationReport {
    /// All that a report says, for comparison.
    var fullText: String {
        let findings = findings.map {
            "\($0.code) \($0.index ?? -1) \($0.byteOffset ?? -1) \($0.expected) \($0.found) \($0.cause)"
        }
        return """
            \(verdict) \(level) \(findingCount) \(entryCount) \(byteCount) \(head?.description ?? "-") \(verifiedTo ?? -1)
            \(completeness) \(withheld.ranges) \(disowned.ranges) \(keys.map(\.keyID)) \(threshold) \(next?.hex ?? "-") \(roster)
            \(isClosed) \(successor?.hex ?? "-") \(notChecked) \(anchor) \(ledger?.fingerprint.hex ?? "-")
            \(findings.joined(separator: "\n"))
            """
    }
}
