import ArgumentParser

@main
struct Goodfaith: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "goodfaith")
}
