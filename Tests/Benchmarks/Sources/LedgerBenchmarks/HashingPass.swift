internal import LedgerCrypto
internal import LedgerStore

/// One pass of EVP SHA-256 over a file, on one core: what the budget holds everything against that is bound by
/// hashing.
///
/// The file is read in pieces, and the time of reading is counted apart, so that the reference is hashing alone.
struct HashingPass {
    let byteCount: Int
    let digest: SHA256Digest
    /// Seconds of the wall clock.
    let seconds: Double
    let secondsWithReading: Double

    init(over path: String) throws {
        var file = try LedgerFile(path)
        var sha256 = try SHA256()
        let clock = ContinuousClock()
        let began = clock.now
        var (bytes, hashing) = (0, Duration.zero)
        while let piece = try file.next() {
            hashing += clock.measure { sha256.update(piece.span.bytes) }
            bytes += piece.count
        }
        digest = sha256.finish()
        byteCount = bytes
        seconds = hashing / .seconds(1)
        secondsWithReading = (clock.now - began) / .seconds(1)
    }
}
