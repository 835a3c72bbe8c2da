internal import Benchmark
internal import LedgerStore
internal import LedgerVerify

/// The material of a benchmark that works in memory.
func withoutFolder(_ signing: Signing) throws -> Material {
    let material = try Material(signing)
    material.remove()
    return material
}

/// Whole verifications from memory, on all cores: batches at each level, and entries that are signed each.
func verifyingBenchmarks() {
    verifying("chain", .batch, .chain)
    verifying("heads", .batch, .heads)
    verifying("batch", .batch, .full)
    verifying("full", .each, .full)
}

private func verifying(_ name: String, _ signing: Signing, _ level: VerificationLevel) {
    Benchmark(
        name,
        closure: { (benchmark, prepared: (material: Material, report: VerificationReport)) in
            let material = prepared.material
            try benchmark.measure(material.lines.count) {
                try material.verify(level, against: prepared.report)
            }
        },
        setup: {
            let material = try withoutFolder(signing)
            // Level chain is no success without a head from elsewhere.
            return (material: material, report: try material.verify(.heads))
        })
}
