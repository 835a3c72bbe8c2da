internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore

struct KeyAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Let one more key sign in a ledger, from the next entry on.",
        discussion: "Example: goodfaith key add us-office.jsonl second.key --key us-office.key")

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String
    @Argument(help: "Private key that is added; it signs the event too.", completion: .file()) var newKey:
        String
    @OptionGroup var options: KeyEventOptions

    func run() throws {
        let key = try options.signing.passphrase.privateKey(newKey)
        try options.append(to: ledger, bringing: key) { _, recovery in
            .keyAdded(EnrolledKey(key.key.publicKey), recovery: recovery)
        }
    }
}

struct KeyRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Put a new key in the place of one that signs no more.",
        discussion: "Example: goodfaith key rotate us-office.jsonl new.key --from 3f2a91 --key us-office.key")

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String
    @Argument(help: "Private key that comes in; it signs the event too.", completion: .file()) var newKey:
        String
    @Option(help: ArgumentHelp("Key that goes out.", valueName: "keyid")) var from: String
    @OptionGroup var options: KeyEventOptions

    func run() throws {
        let key = try options.signing.passphrase.privateKey(newKey)
        let from = from
        try options.append(to: ledger, bringing: key) { report, recovery throws(Refusal) in
            .keyRotated(
                from: try KeyEventOptions.keyID(from, in: report), EnrolledKey(key.key.publicKey),
                recovery: recovery)
        }
    }
}

struct KeyRetire: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Let a key sign no more; what it signed stays valid.",
        discussion: """
            Example: goodfaith key retire us-office.jsonl 3f2a9c --key us.key
            """)

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String
    @Argument(help: ArgumentHelp("Key that goes out.", valueName: "keyid")) var keyID: String
    @OptionGroup var options: KeyEventOptions

    func run() throws {
        let keyID = keyID
        try options.append(to: ledger) { report, recovery throws(Refusal) in
            .keyRetired(try KeyEventOptions.keyID(keyID, in: report), recovery: recovery)
        }
    }
}

struct KeyCompromised: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromised", abstract: "Say that somebody else may hold a key, and since which entry.",
        discussion: """
            What this key alone signed from that entry on is disowned: it stays in the ledger and verifies, but nobody \
            need rely on it until event.reaffirmed restores it. Rotate or retire the key as well.

            Example: goodfaith key compromised us-office.jsonl 3f2a9c --since 40 --key us-second.key
            """)

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String
    @Argument(help: ArgumentHelp("The key, also one that is retired.", valueName: "keyid")) var keyID: String
    @Option(help: ArgumentHelp("First entry that may not be the party's own.", valueName: "index")) var since:
        Int
    @OptionGroup var options: KeyEventOptions

    func validate() throws {
        if since < 0 { throw ValidationError("--since is an index, from 0.") }
    }

    func run() throws {
        let (keyID, since) = (keyID, since)
        try options.append(to: ledger) { report, recovery throws(Refusal) in
            .keyCompromised(try KeyEventOptions.keyID(keyID, in: report), since: since, recovery: recovery)
        }
    }
}

struct KeyThreshold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threshold", abstract: "Set how many keys must sign a key event.",
        discussion: """
            Example: goodfaith key threshold us-office.jsonl 2 --key us.key --key us-second.key
            """)

    @Argument(help: "Ledger file.", completion: .file()) var ledger: String
    @Argument(help: "Number of keys, 1 to the number in force.") var count: Int
    @OptionGroup var options: KeyEventOptions

    func validate() throws {
        if !(1...Limits.thresholdMax).contains(count) {
            throw ValidationError("The threshold is a number from 1 to \(Limits.thresholdMax).")
        }
    }

    func run() throws {
        let count = count
        try options.append(to: ledger) { _, recovery in .thresholdSet(count, recovery: recovery) }
    }
}
