internal import ArgumentParser

@main
struct LedgerBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-benchmarks",
        abstract: "Make registers of any size, and measure what replay and proofs cost on them.",
        subcommands: [MakeRegister.self, MeasureReplay.self, MeasureProofs.self])
}
