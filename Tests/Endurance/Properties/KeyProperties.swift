import LedgerCrypto

/// Key files: what is accepted is one key in its one encoding, and a private key fits its public half.
enum KeyProperties {
    static func checkPublic(_ bytes: [UInt8]) throws(Flaw) {
        if let key = try? PublicKey(spki: bytes) {
            try hold(key.spki == bytes, "a public key has a second encoding")
            try checkSame(key)
        }
        if let key = try? PublicKey(pem: String(decoding: bytes, as: UTF8.self)) { try checkSame(key) }
        if let key = try? PublicKey(ed25519: bytes) {
            try hold(key.ed25519Bytes == bytes, "a bare key has a second encoding")
        }
    }

    private static func checkSame(_ key: PublicKey) throws(Flaw) {
        let again = try without("its own PEM is refused") { () throws(KeyError) in try PublicKey(pem: key.pem) }
        try hold(again == key && again.spki == key.spki, "its own PEM is another key")
        let empty = try? key.isValid(signature: [], of: [])
        try hold(empty != true, "no signature is a valid one")
        let zeroes = try? key.isValid(signature: [UInt8](repeating: 0, count: 64), of: [1])
        try hold(zeroes != true, "zeroes are a valid signature")
    }

    static func checkPrivate(_ bytes: [UInt8]) throws(Flaw) {
        let pem = String(decoding: bytes, as: UTF8.self)
        guard let key = try? PrivateKey(pem: pem, passphrase: Passphrase("passphrase")) else { return }
        let message: [UInt8] = [1, 2, 3]
        let (again, isValid) = try without("a key that was read does not work") { () throws(any Error) in
            let again = try PrivateKey(pem: key.pem(passphrase: nil), passphrase: nil)
            return (again, try key.publicKey.isValid(signature: again.sign(message), of: message))
        }
        try hold(again.publicKey == key.publicKey, "its own PEM is another key")
        try hold(isValid, "its halves do not belong together")
    }
}
