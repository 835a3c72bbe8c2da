internal import Casework
internal import LedgerCrypto
internal import LedgerStore
internal import LedgerVerify

/// Where a ledger's replay is kept between two runs, beside the receipts of what was verified.
///
/// It is gone on from only where the receipt that holds now is of the same entries, none of them withheld in
/// the one and shown in the other.
struct ReplayMemory {
    private static let name = "replay"
    /// Where less than this share of a ledger is new, replaying that again is quicker than writing all anew.
    private static let newShare = 16

    private let memory: LedgerMemory
    private let fingerprint: SHA256Digest

    /// Nil where the file does not begin like a ledger.
    init?(_ memory: LedgerMemory, of path: String) {
        guard let fingerprint = LedgerFile.fingerprint(of: path) else { return nil }
        (self.memory, self.fingerprint) = (memory, fingerprint)
    }

    /// What made the snapshot: signatures that this libcrypto cannot check vouch for nothing.
    private var program: String { "\(memory.program), \(OpenSSL.version)" }

    /// The replay of the entries of a receipt; nil where it is not kept.
    func replay(upTo receipt: VerificationReceipt) -> LedgerReplay? {
        guard
            let beginning = memory.file(
                ReplayMemory.name, of: fingerprint, first: LedgerReplay.snapshotHeadByteCount),
            LedgerReplay.head(ofSnapshot: beginning, madeBy: program) == receipt.head,
            let bytes = memory.file(ReplayMemory.name, of: fingerprint),
            let replay = try? LedgerReplay(snapshot: bytes, madeBy: program), replay.head == receipt.head,
            replay.coverage.withheld == receipt.withheld.ranges
        else { return nil }
        return replay
    }

    /// Keeps the replay of a ledger that is intact, where enough of it is new.
    func keep(_ replay: LedgerReplay, _ report: VerificationReport, after knownCount: Int) {
        guard report.verdict == .intact,
            (report.entryCount - knownCount) * ReplayMemory.newShare >= report.entryCount,
            let bytes = (try? replay.snapshot(madeBy: program)) ?? nil
        else { return }
        memory.keep(bytes, as: ReplayMemory.name, of: fingerprint)
    }
}
