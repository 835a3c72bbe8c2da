internal import ArgumentParser
internal import LedgerCrypto

struct KeyNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key: FILE holds the private key, FILE.pub the public one.",
        discussion: """
            The private key is encrypted with a passphrase: from --passphrase-file, from GOODFAITH_PASSPHRASE, or asked \
            for on the terminal.

            Example: goodfaith key new us-office.key
            """)

    @Argument(help: "File for the private key; it must not exist.", completion: .file())
    var file: String

    @Option(help: "ed25519, ecdsa-p256, ecdsa-p384 or ml-dsa-65.")
    var algorithm = SignatureAlgorithm.ed25519

    @OptionGroup var passphrase: PassphraseOptions

    @Flag(help: "Leave the private key unencrypted: whoever reads the file can sign.")
    var noPassphrase = false

    func validate() throws {
        if noPassphrase && passphrase.passphraseFile != nil {
            throw ValidationError("Give --passphrase-file or --no-passphrase, not both.")
        }
    }

    func run() throws {
        let passphrase = try chosenPassphrase()
        do throws(KeyError) {
            let key = try PrivateKey.generate(algorithm)
            let pem = try key.pem(passphrase: passphrase)
            try write(pem, key.publicKey)
        } catch { throw KeyFile.refusal(error, shownAs: Terminal.printable(file)) }
    }

    private func write(_ pem: String, _ publicKey: PublicKey) throws(KeyError) {
        do throws(Refusal) {
            try InputFile.create(file + ".pub", publicKey.pem, mode: 0o644)
            do throws(Refusal) { try InputFile.create(file, pem, mode: 0o600) } catch {
                InputFile.remove(file + ".pub")
                throw error
            }
        } catch { Goodfaith.leave(error) }
        Terminal.print("keyid  \(publicKey.keyID)\nalgorithm  \(publicKey.algorithm.rawValue)")
    }

    private func chosenPassphrase() throws(Refusal) -> Passphrase? {
        if noPassphrase { return nil }
        if let given = try passphrase.given() { return given }
        guard let first = Terminal.askForPassphrase("New passphrase for \(Terminal.printable(file)): "),
            let again = Terminal.askForPassphrase("The same again: ")
        else {
            throw Refusal(
                "a private key needs a passphrase",
                hint:
                    "give it with --passphrase-file FILE or in \(PassphraseOptions.variable), or say --no-passphrase"
            )
        }
        guard first == again else { throw Refusal("the two passphrases differ", hint: "try again") }
        return try PassphraseOptions.passphrase(first, from: "the terminal")
    }
}
