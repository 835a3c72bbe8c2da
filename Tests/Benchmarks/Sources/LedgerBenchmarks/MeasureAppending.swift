internal import ArgumentParser
internal import Casework
internal import Foundation
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import Registers

/// Measures what appending costs the project's writer, beside one SHA-256 pass over the bytes that it wrote.
///
/// The statements are there already: what is measured is giving them their place, signing, keeping the head
/// beside the key, writing and syncing. Each round appends as many statements to a ledger of its own, and
/// hashes the file directly afterwards. Times are the wall clock's.
struct MeasureAppending: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Measure the writer, a line of seconds and bytes for each round.")

    @Argument(help: "Folder for the ledgers, one for each round; it must be there.", completion: .directory)
    var folder: String

    @Option(help: "How many statements, at most those of one batch.")
    var events = 50_000

    @Option(help: "How many rounds.")
    var rounds = 3

    @Flag(help: "Sign each by itself.")
    var signEach = false

    func validate() throws {
        guard (1...Limits.batchEntriesMax).contains(events), rounds > 0 else {
            throw ValidationError("1 to \(Limits.batchEntriesMax) events, and at least one round.")
        }
    }

    func run() throws {
        for round in 1...rounds {
            let path = "\(folder)/append-\(round).jsonl"
            let seconds = try append(to: path, seed: UInt64(round))
            let pass = try HashingPass(over: path)
            print("append_seconds \(seconds) sha256_seconds \(pass.seconds) bytes \(pass.byteCount)")
            for name in ["", ".key.heads"] { try? FileManager.default.removeItem(atPath: path + name) }
        }
    }

    /// Makes a ledger of one entry, appends the statements, and gives the seconds of appending alone.
    private func append(to path: String, seed: UInt64) throws -> Double {
        var draw = Draw(seed: seed)
        let key = SigningKey(try draw.key(), path: path + ".key")
        _ = try LedgerWriter.create(
            path, try Office.opening(key.key), signedBy: [key], id: try draw.eventID(),
            time: try Register.firstMoment())
        let statements = try Register.looseStatements(events, &draw)
        var writer = try LedgerWriter.open(path, signingWith: [key], rules: Vocabulary.current)
        let duration = try ContinuousClock().measure {
            _ = try writer.append(statements, signEach ? .each : .batch)
        }
        return duration / .seconds(1)
    }
}
