/// Why a key was not read, written or made. Every case names one cause, and its description says what to do.
public enum KeyError: Error, Hashable, Sendable {
    /// There is no PEM block in the text: it is empty, DER, or something else altogether.
    case notPEM
    /// The text is longer than any key of the listed algorithms, in bytes.
    case tooLong(byteCount: Int)
    /// There are more PEM blocks than one, so it is not clear which is meant.
    case severalPEMBlocks
    /// A private key was asked for, and this is a public one.
    case isPublicKey
    /// A public key was asked for, and this is a private one.
    case isPrivateKey
    /// A private key in an older form than PKCS#8, such as `EC PRIVATE KEY`.
    case traditionalPEM(label: String)
    /// A PEM block that is no key, such as `CERTIFICATE`.
    case otherPEM(label: String)
    /// The right kind of PEM block, but what is in it cannot be read.
    case damaged(reasons: [OpenSSLReason])

    /// The private key is encrypted and no passphrase was given.
    case passphraseNeeded
    /// The passphrase does not open the key; or the encrypted bytes were changed, which looks the same.
    case wrongPassphrase
    /// The key is encrypted in a way that the linked OpenSSL does not read.
    case unsupportedEncryption(reasons: [OpenSSLReason])

    /// Not exactly the SPKI encoding of a key of a listed algorithm, to the byte; its size is given.
    case malformedSPKI(byteCount: Int)
    /// Not the 32 bytes that an Ed25519 key is; how many there are.
    case malformedRawKey(byteCount: Int)
    /// A key of an algorithm that is not listed; OpenSSL's name for it, or its object identifier.
    case unsupportedAlgorithm(name: String)
    /// A key of a listed algorithm that the linked OpenSSL does not have.
    case unavailableAlgorithm(SignatureAlgorithm)
    /// The point is not on the algorithm's curve, or the key is not valid for another reason.
    case invalidPoint(SignatureAlgorithm)
    /// An Ed25519 point of small order: its signatures would hold for messages that nobody signed.
    case smallOrderPoint
    /// An Ed25519 point whose encoding is not the canonical one, so that the key would have two names.
    case nonCanonicalPoint
    /// The private key and the public key that is stored with it do not belong together.
    case mismatchedKeyPair

    /// What the URI names holds no private key.
    case noKeyInStore
    /// What the URI names holds more private keys than one.
    case severalKeysInStore
    /// The URI could not be opened, or what it names could not be read.
    case storeFailed(reasons: [OpenSSLReason])

    /// OpenSSL failed for a reason that lies not in the key.
    case failed(CryptoError)
}

extension KeyError {
    /// Runs what may fail inside OpenSSL for reasons that do not lie in the key.
    static func passingOn<Value: ~Copyable>(
        _ body: () throws(CryptoError) -> Value
    ) throws(KeyError) -> Value {
        do throws(CryptoError) {
            return try body()
        } catch { throw .failed(error) }
    }
}
