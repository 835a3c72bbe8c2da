internal import ArgumentParser

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make keys, and say in a ledger which keys may sign.",
        discussion: """
            Example: goodfaith key new office.key
            """,
        subcommands: [
            KeyNew.self, KeyShow.self, KeyAdd.self, KeyRotate.self, KeyRetire.self, KeyCompromised.self,
            KeyThreshold.self,
        ])
}
