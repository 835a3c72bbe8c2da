internal import Benchmark
internal import Casework
internal import Foundation
internal import LedgerStore
internal import Registers

/// The writer, from statements in memory to synced lines, each time on a new ledger.
func appendingBenchmarks() {
    appending("append", .batch)
    appending("sign each", .each)
}

private func appending(_ name: String, _ signing: Signing) {
    Benchmark(
        name,
        closure: { benchmark, statements in
            let folder = NSTemporaryDirectory() + "hot-paths-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            var draw = Draw(seed: 2)
            let path = folder + "/ledger.jsonl"
            let key = SigningKey(try draw.key(), path: path + ".key")
            _ = try LedgerWriter.create(
                path, try Office.opening(key.key), signedBy: [key], id: try draw.eventID(),
                time: try Register.firstMoment())
            var writer = try LedgerWriter.open(path, signingWith: [key], rules: Vocabulary.current)
            try benchmark.measure(statements.count) { _ = try writer.append(statements, signing) }
        },
        setup: {
            var draw = Draw(seed: 1)
            return try Register.looseStatements(Material.entries, &draw)
        })
}
