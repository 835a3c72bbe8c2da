internal import ArgumentParser

@main
struct LedgerBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-benchmarks",
        abstract: "Make registers of any size, and measure on them what the command alone does not show.",
        subcommands: [
            MakeRegister.self, MeasureHashing.self, MeasureAppending.self, MeasureReplay.self,
        ])
}
