internal import ArgumentParser
internal import LedgerStore
internal import Registers

/// Makes a register: a ledger of cases that verifies as intact, the same from the same seed.
struct MakeRegister: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Make a ledger of so many cases and events.",
        discussion: "The private key that signs it is written to LEDGER.key, without a passphrase.")

    @Argument(help: "The ledger file to make; it must not exist.", completion: .file())
    var ledger: String

    @Option(help: "How many children's cases; a case has at least 3 events, and seldom more than 24.")
    var cases = 50_000

    @Option(help: "How many entries, the opening of the ledger counted.")
    var events = 1_000_000

    @Option(help: "The same seed makes the same file.")
    var seed: UInt64 = 1

    @Option(help: "The most entries of one batch; a batch never spans two days of the register.")
    var batch = 65_536

    @Flag(help: "Sign each event by itself, not the last of each batch for all.")
    var signEach = false

    func run() throws {
        let register = try Register(cases: cases, events: events, seed: seed)
        // The key is drawn apart, so that the statements are the same however they are signed.
        var draw = Draw(seed: ~seed)
        let file = try RegisterFile(ledger, signEach ? .each : .batch, batch: batch, &draw)
        try register.makeStatements { try file.append($0) }
        try file.close()
    }
}
