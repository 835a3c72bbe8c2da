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
            let line = PassphraseOptions.firstLine(try InputFile.bytes(passphraseFile))
            return try PassphraseOptions.passphrase(line, from: passphraseFile)
        }
        guard let value = Environment.value(PassphraseOptions.variable) else { return nil }
        return try PassphraseOptions.passphrase(Array(value.utf8), from: PassphraseOptions.variable)
    }

    /// The first line without its end, LF or CR LF. No passphrase holds a CR, so it can only belong to the end.
    private static func firstLine(_ bytes: [UInt8]) -> [UInt8] {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let endsInCRLF = line.count < bytes.count && line.last == UInt8(ascii: "\r")
        return Array(endsInCRLF ? line.dropLast() : line)
    }

    static func passphrase(_ bytes: [UInt8], from source: String) throws(Refusal) -> Passphrase {
        var bytes = bytes
        guard let passphrase = Passphrase(wiping: &bytes) else {
            throw Refusal(
                "the passphrase in \(Terminal.printable(source)) is empty, too long, or no line of text",
                hint: "1 to \(Passphrase.byteCountMax) bytes in one line, without NUL and CR")
        }
        return passphrase
    }

    /// Reads a private key, and asks for its passphrase where it needs one that was not given.
    ///
    /// - Parameter word: the path of a key file, or a URI.
    func privateKey(_ word: String) throws(Refusal) -> SigningKey {
        if let uri = KeyURI(word) {
            let key = try read(shownAs: uri.shown) { passphrase throws(KeyError) in
                try PrivateKey(storeURI: uri.text, passphrase: passphrase)
            }
            return SigningKey(key, path: try uri.pathOfHeads(key))
        }
        if word == "-" || word.hasPrefix("/dev/fd/") || word.hasPrefix("/proc/") {
            throw Refusal(
                "a private key that signs is a file: what it signed last is kept beside it",
                hint: "name the key file")
        }
        let pem = try InputFile.text(word)
        let key = try read(shownAs: Terminal.printable(word)) { passphrase throws(KeyError) in
            try PrivateKey(pem: pem, passphrase: passphrase)
        }
        return SigningKey(key, path: word)
    }

    private func read(
        shownAs name: String, _ open: (Passphrase?) throws(KeyError) -> PrivateKey
    ) throws(Refusal) -> PrivateKey {
        do throws(KeyError) {
            do throws(KeyError) {
                return try open(try? given())
            } catch .passphraseNeeded {
                guard let bytes = Terminal.askForPassphrase("Passphrase of \(name): "),
                    let passphrase = try? PassphraseOptions.passphrase(bytes, from: "the terminal")
                else { throw .passphraseNeeded }
                return try open(passphrase)
            }
        } catch { throw KeyFile.refusal(error, shownAs: name) }
    }
}

/// The keys that sign.
struct SigningOptions: ParsableArguments {
    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "Private key to sign with, a file or a URI such as pkcs11:...; may be given several times.",
            valueName: "key"),
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
        do { return try PublicKey(pem: pem) } catch { throw refusal(error, shownAs: Terminal.printable(path)) }
    }

    /// - Parameter name: what the key was given as, with nothing in it that must not be printed.
    static func refusal(_ error: KeyError, shownAs name: String) -> Refusal {
        let hint: String? =
            switch error {
            case .wrongPassphrase: "try again with the right passphrase; the key file is unchanged"
            case .passphraseNeeded: "give it with --passphrase-file FILE or in \(PassphraseOptions.variable)"
            case .isPublicKey: "name the private key; it is the file without .pub"
            case .isPrivateKey: "name the public key; it is the file with .pub"
            case .storeFailed: "this was read as a URI; a file of that name is given as ./NAME"
            default: nil
            }
        return Refusal("\(name): \(error)", hint: hint)
    }
}
