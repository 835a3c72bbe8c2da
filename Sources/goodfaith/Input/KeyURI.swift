internal import LedgerCrypto

/// A private key that is named by a URI, for OpenSSL's stores: `pkcs11:token=office;object=daily`.
///
/// A word is a URI if it begins with a scheme and a colon (RFC 3986), whatever files there are: a file with
/// such a name is given as `./name`.
struct KeyURI {
    let text: String

    init?(_ word: String) {
        guard word.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:/) != nil else { return nil }
        text = word
    }

    /// The URI up to its query, which may hold a PIN: all of it that is ever printed.
    var shown: String { Terminal.printable(String(text.prefix { $0 != "?" && $0 != "#" })) }

    /// The path that what this key signed is kept beside, as `PATH.heads`.
    ///
    /// A key of a `file:` URI shares it with the same file given by its path: one key has one memory. A key of
    /// a token or another store has no file, and its place is in this user's state folder (XDG Base Directory).
    func pathOfHeads(_ key: PrivateKey) throws(Refusal) -> String {
        if let path = KeyURI.localPath(text) { return path }
        let folder = try BaseFolder.state.made("keys", for: "what the key signs")
        return "\(folder)/\(key.publicKey.keyID)"
    }

    /// The file of a `file:` URI, as OpenSSL reads one: absolute, with or without an empty or local host.
    static func localPath(_ uri: String) -> String? {
        let parts = uri.wholeMatch(of: /(?i:file):(?:\/\/(?i:localhost)?(?=\/))?(\/(?!\/).*)/)?.output
        return parts.map { String($0.1) }
    }
}
