extension KeyError: CustomStringConvertible {
    /// What is wrong and what to do about it, in one sentence without a full stop.
    public var description: String {
        switch self {
        case .notPEM:
            "no key found; a key file is PEM text that begins with a line like `-----BEGIN PUBLIC KEY-----`"
        case .tooLong(let byteCount):
            "\(byteCount) bytes are more than a key file can have (\(PEMBlock.textBytesMax));"
                + " give the key file"
        case .severalPEMBlocks:
            "the file holds more than one PEM block; give a file that holds the one key alone"
        case .isPublicKey:
            "this is a public key where the private key is needed; give the private key file"
        case .isPrivateKey:
            "this is a private key where a public key is needed; make the public key with"
                + " `openssl pkey -pubout`, and show the private key to nobody"
        case .traditionalPEM(let label):
            "the key is in an older form (\(label)); convert it with `openssl pkcs8 -topk8`"
        case .otherPEM(let label):
            "the file holds a PEM block \(label) where a key is needed; give the key file"
        case .damaged(let reasons):
            "the key file is damaged\(Self.list(reasons)); fetch it again from where it was kept"
        case .passphraseNeeded:
            "the private key is locked; give its passphrase or PIN"
        case .wrongPassphrase:
            "the passphrase does not open the private key; check it, and that the file was not changed"
        case .unsupportedEncryption(let reasons):
            "\(OpenSSL.version) does not read how the private key is encrypted\(Self.list(reasons));"
                + " encrypt it anew with `openssl pkcs8 -topk8 -v2 aes-256-cbc`"
        case .malformedSPKI(let byteCount):
            "these \(byteCount) bytes are not exactly one public key (\(Self.listed)); give the key as"
                + " `openssl pkey -pubout` writes it"
        case .malformedRawKey(let byteCount):
            "\(byteCount) bytes are not an Ed25519 key, which has 32; copy the whole key"
        case .unsupportedAlgorithm(let name):
            "a key of the kind \(name) cannot sign here; make one of \(Self.listed)"
        case .unavailableAlgorithm(let algorithm):
            CryptoError.unavailable(algorithm).description
        case .invalidPoint(let algorithm):
            "the public key is not a valid point for \(algorithm.rawValue); ask its owner for it again"
        case .smallOrderPoint:
            "the Ed25519 public key has small order, so that anybody can sign with it; do not accept it"
        case .nonCanonicalPoint:
            "the Ed25519 public key is not in its canonical encoding; do not accept it"
        case .mismatchedKeyPair:
            "the private key and the public key stored with it do not belong together; use another key"
        case .noKeyInStore:
            "there is no private key within reach; check what the URI names, and the PIN"
        case .severalKeysInStore:
            "there is more than one private key; name the one in the URI"
        case .storeFailed(let reasons):
            "\(OpenSSL.version) cannot open it\(Self.list(reasons)); check the URI, and that the provider for"
                + " its scheme is set up"
        case .failed(let error):
            error.description
        }
    }

    private static let listed = SignatureAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")

    private static func list(_ reasons: [OpenSSLReason]) -> String {
        reasons.isEmpty ? "" : " (" + reasons.map(\.description).joined(separator: "; ") + ")"
    }
}
