internal import Benchmark

/// The inner loops, each by itself: what to watch while one of them is worked on. What they must cost is
/// measured by ratios.sh, on whole ledgers and beside a reference.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.entriesPerSecond, .wallClock, .cpuTotal, .throughput], warmupIterations: 1,
        maxDuration: .seconds(3))
    readingBenchmarks()
    verifyingBenchmarks()
    appendingBenchmarks()
    replayingBenchmarks()
    provingBenchmarks()
}

extension BenchmarkMetric {
    /// How many entries, statements or proofs a second; the framework's own throughput counts whole ledgers.
    static var entriesPerSecond: BenchmarkMetric { .custom("Entries a second", polarity: .prefersLarger) }
}

extension Benchmark {
    /// Measures work on so many entries; what came before it in the benchmark is not counted.
    func measure(_ entries: Int, _ work: () throws -> Void) rethrows {
        let clock = ContinuousClock()
        startMeasurement()
        let duration = try clock.measure(work)
        stopMeasurement()
        measurement(.entriesPerSecond, Int(Double(entries) / (duration / .seconds(1))))
    }
}
