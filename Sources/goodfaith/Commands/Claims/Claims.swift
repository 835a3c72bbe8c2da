internal import ArgumentParser

struct Claims: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold public claims against ledgers, and find figures that point to a child.",
        discussion: """
            Example: goodfaith claims check --trust trust.txt us-office.jsonl ua-office.jsonl
            """,
        subcommands: [ClaimsCheck.self, ClaimsLint.self])
}
