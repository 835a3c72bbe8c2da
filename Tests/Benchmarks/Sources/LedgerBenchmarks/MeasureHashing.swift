internal import ArgumentParser
internal import LedgerCrypto

/// Measures the reference that most of the budget is held against.
struct MeasureHashing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sha256",
        abstract: "Measure one SHA-256 pass over a file, as lines of a name and a number.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    func run() throws {
        let pass = try HashingPass(over: file)
        print(
            """
            bytes \(pass.byteCount)
            sha256_seconds \(pass.seconds)
            with_reading_seconds \(pass.secondsWithReading)
            digest \(pass.digest.hex)
            """)
    }
}
