internal import ArgumentParser

struct Claims: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold public claims against ledgers, and find figures that point to a child.",
        subcommands: [ClaimsCheck.self, ClaimsLint.self])
}
