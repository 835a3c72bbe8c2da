internal import ArgumentParser
internal import LedgerCrypto
internal import LedgerStore

/// Where private keys and their passphrases come from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("File with the passphrase of the keys, in its first line.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    /// The variable that holds a passphrase where no file is named and nobody can be asked.
    static let variable = "GOODFAITH_PASSPHRASE"

    /// The passphrase from the option or the environment; nil where neither says.
    func given() throws(Refusal) -> Passphrase? {
        if let passphraseFile {
            let line = try InputFile.bytes(passphraseFile).prefix { $0 != UInt8(ascii: "\n") }
            return try PassphraseOptions.passphrase(Array(line), from: passphraseFile)
        }
        guard let value = Environment.value(PassphraseOptions.variable) else { return nil }
        return try PassphraseOptions.passphrase(Array(value.utf8), from: PassphraseOptions.variable)
    }

    static func passphrase(_ bytes: [UInt8], from source: String) throws(Refusal) -> Passphrase {
        var bytes = bytes
        guard let passphrase = Passphrase(wiping: &bytes) else {
            throw Refusal(
                "the passphrase in \(Terminal.printable(source)) is empty or too long",
                hint: "1 to \(Passphrase.byteCountMax) bytes in one line")
        }
        return passphrase
    }

    /// Reads a private key, and asks for its passphrase where it needs one that was not given.
    func privateKey(_ path: String) throws(Refusal) -> SigningKey {
        if path == "-" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/") {
            throw Refusal(
                "a private key that signs is a file: what it signed last is kept beside it",
                hint: "name the key file")
        }
        let pem = try InputFile.text(path)
        do throws(KeyError) {
            return SigningKey(try read(pem, path), path: path)
        } catch {
            throw KeyFile.refusal(error, path)
        }
    }

    private func read(_ pem: String, _ path: String) throws(KeyError) -> PrivateKey {
        do throws(KeyError) {
            return try PrivateKey(pem: pem, passphrase: try? given())
        } catch .passphraseNeeded {
            guard let bytes = Terminal.askForPassphrase("Passphrase of \(Terminal.printable(path)): "),
                let passphrase = try? PassphraseOptions.passphrase(bytes, from: "the terminal")
            else { throw .passphraseNeeded }
            return try PrivateKey(pem: pem, passphrase: passphrase)
        }
    }
}

/// The keys that sign.
struct SigningOptions: ParsableArguments {
    @Option(
        name: .customLong("key"),
        help: ArgumentHelp("Private key to sign with; may be given several times.", valueName: "file"),
        completion: .file())
    var keys: [String] = []

    @OptionGroup var passphrase: PassphraseOptions

    func signingKeys() throws(Refusal) -> [SigningKey] {
        // A passphrase that cannot be read is said before any key is tried.
        _ = try passphrase.given()
        var signing: [SigningKey] = []
        for path in keys { signing.append(try passphrase.privateKey(path)) }
        return signing
    }
}

/// Key files of either kind.
enum KeyFile {
    static func publicKey(_ path: String) throws(Refusal) -> PublicKey {
        let pem = try InputFile.text(path)
        do { return try PublicKey(pem: pem) } catch { throw refusal(error, path) }
    }

    static func refusal(_ error: KeyError, _ path: String) -> Refusal {
        let hint: String? =
            switch error {
            case .wrongPassphrase: "try again with the right passphrase; the key file is unchanged"
            case .passphraseNeeded: "give it with --passphrase-file FILE or in \(PassphraseOptions.variable)"
            case .isPublicKey: "name the private key; it is the file without .pub"
            case .isPrivateKey: "name the public key; it is the file with .pub"
            default: nil
            }
        return Refusal("\(Terminal.printable(path)): \(error)", hint: hint)
    }
}
