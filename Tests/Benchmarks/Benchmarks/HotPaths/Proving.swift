internal import Benchmark
internal import Casework
internal import Exchange
internal import LedgerProof
internal import LedgerStore
internal import LedgerVerify
internal import Registers

/// Proofs of single entries: made from the index, and checked by who receives them.
func provingBenchmarks() {
    Benchmark(
        "prove",
        closure: { benchmark, proving in
            let places = try proving.places()
            var maker = try ProofMaking(proving.index)
            try benchmark.measure(places.count) {
                for place in places {
                    blackHole(try maker.events([place], under: .entry(proving.last)).bytes())
                }
            }
        }, setup: { try Proving() })

    Benchmark(
        "check",
        closure: { benchmark, proving in
            let proofs = try proving.proofs()
            let check = ProofCheck(
                trust: .anchors(TrustAnchors([.fingerprint(proving.index.fingerprint)])),
                rules: Vocabulary.current)
            try benchmark.measure(proofs.count) {
                for proof in proofs {
                    let verdict = check.check(proof).verdict
                    guard verdict == .intact else { throw RegisterError.notIntact(verdict.rawValue) }
                }
            }
        }, setup: { try Proving() })
}

/// A ledger with its index for proofs.
private struct Proving {
    let index: ProofIndex
    /// The signed entry under which everything is proven.
    let last: Int
    private let seed: UInt64 = 1

    init() throws {
        let material = try Material(.batch)
        defer { material.remove() }
        index = try ProofIndex(of: material.path, in: material.folder + "/index")
        guard let last = try index.lastSigned(before: index.leafCount), last > 1 else {
            throw RegisterError.nothingToDraw
        }
        self.last = last
    }

    /// The entries that are proven, the same each time.
    func places() throws -> [Int] {
        var draw = Draw(seed: seed)
        return (0..<500).map { _ in Int.random(in: 1..<last, using: &draw) }
    }

    func proofs() throws -> [[UInt8]] {
        var maker = try ProofMaking(index)
        return try places().map { try maker.events([$0], under: .entry(last)).bytes() }
    }
}
