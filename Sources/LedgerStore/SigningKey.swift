public import LedgerCrypto

/// A private key together with the file that it was read from, beside which its signed heads are kept.
public struct SigningKey: Sendable {
    public let key: PrivateKey
    public let path: String
    public var keyID: KeyID { key.publicKey.keyID }

    public init(_ key: PrivateKey, path: String) {
        self.key = key
        self.path = path
    }
}
