import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// A ledger under a pinned fingerprint: nothing holds but the honest ledger and its beginnings, whichever way the
/// bytes come and at every level. The fuzzer does not have the keys.
enum LedgerProperties {
    /// The honest ledger, and its root at every size.
    private struct Honest {
        let bytes: [UInt8]
        let fingerprint: SHA256Digest
        let roots: [Int: SHA256Digest]
        let head: Head

        init() throws(Flaw) {
            bytes = try Corpus.honest("ledger/honest.jsonl")
            var verifier = LedgerVerifier(trust: .selfDeclared, rules: nil)
            verifier.watchedSizes = Set(1...64)
            let report = verifier.verify(BytesInMemory(bytes))
            guard report.verdict == .intact, let ledger = report.ledger, let head = report.head else {
                throw Flaw(description: "the honest ledger is \(report.verdict)")
            }
            fingerprint = ledger.fingerprint
            roots = report.roots
            self.head = head
        }
    }

    private static let honest = Result { () throws(Flaw) in try Honest() }

    static func check(_ bytes: [UInt8]) throws(Flaw) {
        let honest = try honest.get()
        let trust = Trust.anchors(TrustAnchors([.fingerprint(honest.fingerprint)]))
        var verifier = LedgerVerifier(trust: trust, allowsWithheld: true, rules: nil)
        var lines: [UInt8] = []
        let full = verifier.verify(BytesInMemory(bytes), deliver: { lines += $0.entry.line + [0x0A] })
        try checkWhole(full, honest, bytes)
        if full.verdict.leavesChainWhole { try hold(lines == bytes, "verified, but with other bytes") }

        let pieces = verifier.verify(Pieces(bytes, of: 1 + bytes.count % 997))
        try checkSame(full, pieces)

        verifier.level = .heads
        let heads = verifier.verify(BytesInMemory(bytes))
        try checkWhole(heads, honest, bytes)
        if full.verdict.leavesChainWhole {
            try hold(heads.verdict == full.verdict && heads.head == full.head, "whole at full, not at heads")
        }
        verifier.level = .chain
        verifier.against = honest.head
        try checkWhole(verifier.verify(BytesInMemory(bytes)), honest, bytes)
    }

    private static func checkWhole(
        _ report: VerificationReport, _ honest: Honest, _ bytes: [UInt8]
    ) throws(Flaw) {
        guard report.verdict.leavesChainWhole else {
            return try hold(report.findingCount > 0, "\(report.verdict) without a finding")
        }
        try hold(report.byteCount == bytes.count, "whole with \(report.byteCount) of \(bytes.count) bytes")
        try hold(report.head?.size == report.entryCount, "the head is of another size")
        try hold(
            report.head.map { honest.roots[$0.size] == $0.root } ?? false,
            "forged: \(report.verdict) at level \(report.level), head \(report.head.map { "\($0)" } ?? "none")")
    }

    private static func checkSame(_ one: VerificationReport, _ other: VerificationReport) throws(Flaw) {
        try hold(one.verdict == other.verdict, "\(one.verdict) whole, \(other.verdict) in pieces")
        try hold(one.head == other.head && one.verifiedTo == other.verifiedTo, "other heads in pieces")
        try hold(
            one.findings.map { "\($0.code) \($0.index ?? -1) \($0.byteOffset ?? -1)" }
                == other.findings.map { "\($0.code) \($0.index ?? -1) \($0.byteOffset ?? -1)" },
            "other findings in pieces")
    }

    /// Bytes in pieces of one size.
    private struct Pieces: LedgerBytes {
        private var rest: ArraySlice<UInt8>
        private let size: Int

        init(_ bytes: [UInt8], of size: Int) {
            rest = bytes[...]
            self.size = size
        }

        mutating func next() -> [UInt8]? {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }
}
