internal import Benchmark
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore

/// Reading lines, on one core: the strict reader alone, and the entry that comes of it.
func readingBenchmarks() {
    Benchmark(
        "json",
        closure: { benchmark, material in
            try benchmark.measure(material.lines.count) {
                for line in material.lines { blackHole(try CanonicalJSON(line).root) }
            }
        }, setup: { try withoutFolder(.batch) })

    Benchmark(
        "entry",
        closure: { benchmark, material in
            var hasher = try SHA256()
            try benchmark.measure(material.lines.count) {
                for line in material.lines {
                    blackHole(try Entry(line, in: 0..<line.count, hasher: &hasher).hash)
                }
            }
        }, setup: { try withoutFolder(.batch) })

    Benchmark(
        "sha256",
        closure: { benchmark, material in
            var hasher = try SHA256()
            benchmark.measure(material.lines.count) {
                hasher.update(material.bytes.span.bytes)
                blackHole(hasher.finish())
            }
        }, setup: { try withoutFolder(.batch) })
}
