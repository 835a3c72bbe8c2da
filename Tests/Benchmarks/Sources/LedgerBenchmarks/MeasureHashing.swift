internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerStore

/// Measures one pass of EVP SHA-256 over a file, on one core: what the budget holds everything against that
/// is bound by hashing.
///
/// The file is read in pieces, and the time of reading is given apart, so that the reference is hashing alone.
struct MeasureHashing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sha256",
        abstract: "Measure one SHA-256 pass over a file, as lines of a name and a number.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    func run() throws {
        var file = try LedgerFile(file)
        var sha256 = try SHA256()
        let clock = ContinuousClock()
        let began = clock.now
        var (bytes, hashing) = (0, Duration.zero)
        while let piece = try file.next() {
            hashing += clock.measure { sha256.update(piece.span.bytes) }
            bytes += piece.count
        }
        let digest = sha256.finish()
        print(
            """
            bytes \(bytes)
            sha256_seconds \(hashing / .seconds(1))
            with_reading_seconds \((clock.now - began) / .seconds(1))
            digest \(digest.hex)
            """)
    }
}
