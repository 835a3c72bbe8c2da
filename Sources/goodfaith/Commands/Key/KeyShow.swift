internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import TransparencyLog

struct KeyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the keyid and the public key of a key file of either kind, or of a URI.",
        discussion: """
            With --log or --witness the verifier key (vkey) of an Ed25519 key is shown, the one word by which other \
            people's tools and policies know it.

            Example: goodfaith key show witness.key.pub --witness witness.example/office
            """)

    @Argument(help: "Key file, public or private, or the URI of a private key.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Show the verifier key of a log of that origin.", valueName: "origin"))
    var log: NoteKeyName?

    @Option(help: ArgumentHelp("Show the verifier key of a witness of that name.", valueName: "name"))
    var witness: NoteKeyName?

    @OptionGroup var passphrase: PassphraseOptions

    @Flag(help: "Print a JSON object.")
    var json = false

    func validate() throws {
        if log != nil && witness != nil {
            throw ValidationError("Give --log or --witness: a log's key never witnesses.")
        }
    }

    func run() throws {
        let key = try publicKey()
        let vkey = try vkey(of: key)
        if json {
            var members: [String: JSON] = [
                "algorithm": .string(key.algorithm.rawValue), "keyid": .string(key.keyID.description),
                "spki": .string(Base64.encode(key.spki)),
            ]
            members["vkey"] = vkey.map { .string($0) }
            try Terminal.print(json: .object(members))
        } else if let vkey {
            Terminal.print(vkey)
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

    /// The verifier key that was asked for; nil where none was.
    private func vkey(of key: PublicKey) throws(Refusal) -> String? {
        guard let name = log ?? witness else { return nil }
        do {
            return try NoteVerifierKey(
                name: name, publicKey: key, kind: log == nil ? .cosignatureV1 : .ed25519
            ).vkey
        } catch {
            throw Refusal("\(Terminal.printable(file)): \(error)", hint: "name an Ed25519 key")
        }
    }
}
