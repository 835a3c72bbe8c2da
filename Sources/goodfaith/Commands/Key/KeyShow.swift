internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore

struct KeyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the keyid and the public key of a key file of either kind.")

    @Argument(help: "Key file, public or private.", completion: .file())
    var file: String

    @OptionGroup var passphrase: PassphraseOptions

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let text = try InputFile.text(file)
        let key: PublicKey
        do throws(KeyError) {
            key = try PublicKey(pem: text)
        } catch .isPrivateKey {
            key = try passphrase.privateKey(file).key.publicKey
        } catch {
            throw KeyFile.refusal(error, file)
        }
        if json {
            try Terminal.print(json: [
                "algorithm": .string(key.algorithm.rawValue), "keyid": .string(key.keyID.description),
                "spki": .string(Base64.encode(key.spki)),
            ])
        } else {
            Terminal.print("keyid      \(key.keyID)\nalgorithm  \(key.algorithm.rawValue)\n\n\(key.pem)")
        }
    }
}
