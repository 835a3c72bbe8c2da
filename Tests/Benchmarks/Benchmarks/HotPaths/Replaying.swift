internal import Benchmark
internal import Casework
internal import LedgerStore
internal import LedgerVerify

/// From verified entries to the state, on one core.
func replayingBenchmarks() {
    Benchmark(
        "replay",
        closure: { benchmark, entries in
            var replay = LedgerReplay()
            benchmark.measure(entries.count) { for entry in entries { replay.apply(entry) } }
            blackHole(replay)
        }, setup: { try verified().entries })

    Benchmark(
        "combine",
        closure: { benchmark, verified in
            var replay = LedgerReplay()
            for entry in verified.entries { replay.apply(entry) }
            replay.finish(with: verified.report)
            benchmark.measure(verified.entries.count) { blackHole(CombinedState([replay])) }
        }, setup: verified)
}

private func verified() throws -> (entries: [VerifiedEntry], report: VerificationReport) {
    var entries: [VerifiedEntry] = []
    let report = try withoutFolder(.batch).verify(.full, deliver: { entries.append($0) })
    return (entries, report)
}
