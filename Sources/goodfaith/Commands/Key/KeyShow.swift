internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore

struct KeyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the keyid and the public key of a key file of either kind, or of a URI.")

    @Argument(help: "Key file, public or private, or the URI of a private key.", completion: .file())
    var file: String

    @OptionGroup var passphrase: PassphraseOptions

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let key = try publicKey()
        if json {
            try Terminal.print(json: [
                "algorithm": .string(key.algorithm.rawValue), "keyid": .string(key.keyID.description),
                "spki": .string(Base64.encode(key.spki)),
            ])
        } else {
            Terminal.print("keyid      \(key.keyID)\nalgorithm  \(key.algorithm.rawValue)\n\n\(key.pem)")
        }
    }

    private func publicKey() throws(Refusal) -> PublicKey {
        if KeyURI(file) != nil { return try passphrase.privateKey(file).key.publicKey }
        let text = try InputFile.text(file)
        do throws(KeyError) {
            return try PublicKey(pem: text)
        } catch .isPrivateKey {
            return try passphrase.privateKey(file).key.publicKey
        } catch {
            throw KeyFile.refusal(error, shownAs: Terminal.printable(file))
        }
    }
}
