internal import COpenSSL

/// Private keys as PKCS#8 (RFC 5958) in PEM, plain or encrypted with PBES2 (RFC 8018).
enum PKCS8 {
    /// The rounds of PBKDF2-HMAC-SHA256 in keys that are written. Keys of others are read with any number.
    static let writtenRounds: Int32 = 600_000
    static let writtenSaltByteCount: Int32 = 16

    /// Reads the private key of a PEM block.
    static func read(_ block: borrowing PEMBlock, passphrase: Passphrase?) throws(KeyError) -> KeyHandle {
        let info =
            switch block.label {
            case .encryptedPrivateKey: try decrypt(block, with: passphrase)
            case .privateKey, .publicKey, .certificate: try parse(block)
            }
        let key = info.withPointer { EVP_PKCS82PKEY($0) }
        guard let key else { throw refusal(of: info) }
        return try KeyError.passingOn { () throws(CryptoError) in try KeyHandle(key, for: .readPrivateKey) }
    }

    /// Writes a private key: encrypted with AES-256-CBC if there is a passphrase, plain if there is none.
    static func write(_ key: KeyHandle, passphrase: Passphrase?) throws(CryptoError) -> String {
        let info = try key.withPointer { key throws(CryptoError) in
            try Handle(EVP_PKEY2PKCS8(key), release: PKCS8_PRIV_KEY_INFO_free, for: .writePrivateKey)
        }
        guard let passphrase else {
            return try info.withPointer { info throws(CryptoError) in
                try PEMBlock.write(for: .writePrivateKey) { PEM_write_bio_PKCS8_PRIV_KEY_INFO($0, info) }
            }
        }
        let sealed = try Handle(
            info.withPointer { info in
                passphrase.withCharacters { characters, count in
                    PKCS8_encrypt(
                        NID_hmacWithSHA256, EVP_aes_256_cbc(), characters, count,
                        nil, writtenSaltByteCount, writtenRounds, info)
                }
            }, release: X509_SIG_free, for: .writePrivateKey)
        return try sealed.withPointer { sealed throws(CryptoError) in
            try PEMBlock.write(for: .writePrivateKey) { PEM_write_bio_PKCS8($0, sealed) }
        }
    }
}

extension PKCS8 {
    private static func parse(_ block: borrowing PEMBlock) throws(KeyError) -> Handle {
        try decodeWhole(block, release: PKCS8_PRIV_KEY_INFO_free) { d2i_PKCS8_PRIV_KEY_INFO(nil, &$0, $1) }
    }

    private static func decrypt(
        _ block: borrowing PEMBlock, with passphrase: Passphrase?
    ) throws(KeyError) -> Handle {
        let sealed = try decodeWhole(block, release: X509_SIG_free) { d2i_X509_SIG(nil, &$0, $1) }
        guard let passphrase else { throw .passphraseNeeded }
        let info = sealed.withPointer { sealed in
            passphrase.withCharacters { characters, count in PKCS8_decrypt(sealed, characters, count) }
        }
        guard let info else { throw decryptionError(ErrorQueue.drain()) }
        return try KeyError.passingOn { () throws(CryptoError) in
            try Handle(info, release: PKCS8_PRIV_KEY_INFO_free, for: .readPrivateKey)
        }
    }

    /// A wrong passphrase shows in the padding after decryption or, about once in 256 times, only in the
    /// bytes before it. Every other failure comes earlier, when the encryption's parameters are read.
    private static func decryptionError(_ entries: [ErrorQueue.Entry]) -> KeyError {
        let isDecrypted = entries.contains {
            $0.libraryCode == ERR_LIB_PKCS12
                && [PKCS12_R_PKCS12_CIPHERFINAL_ERROR, PKCS12_R_DECODE_ERROR].contains($0.reasonCode)
        }
        return isDecrypted ? .wrongPassphrase : .unsupportedEncryption(reasons: entries.map(\.reason))
    }

    /// Decodes one DER structure that fills the whole block.
    private static func decodeWhole(
        _ block: borrowing PEMBlock, release: @escaping Handle.Release,
        _ decode: (inout UnsafePointer<UInt8>?, Int) -> OpaquePointer?
    ) throws(KeyError) -> Handle {
        try block.content.withBytes { bytes throws(KeyError) in
            var cursor = bytes.baseAddress
            guard let object = decode(&cursor, bytes.count) else {
                throw .damaged(reasons: ErrorQueue.drain().map(\.reason))
            }
            guard cursor == bytes.baseAddress?.advanced(by: bytes.count) else {
                release(object)
                throw .damaged(reasons: [])
            }
            return try KeyError.passingOn { () throws(CryptoError) in
                try Handle(object, release: release, for: .readPrivateKey)
            }
        }
    }

    /// Why OpenSSL made no key of well-formed PKCS#8: told by the algorithm that the PKCS#8 names.
    private static func refusal(of info: borrowing Handle) -> KeyError {
        let reasons = ErrorQueue.drain().map(\.reason)
        let identifier = info.withPointer { objectIdentifier(of: $0) }
        let listed = SignatureAlgorithm.allCases.first { $0.row.objectIdentifier == identifier }
        guard let listed else { return .unsupportedAlgorithm(name: identifier) }
        return listed.isAvailable ? .damaged(reasons: reasons) : .unavailableAlgorithm(listed)
    }

    /// The algorithm's object identifier in dotted decimal.
    private static func objectIdentifier(of info: OpaquePointer) -> String {
        var object: OpaquePointer?
        guard PKCS8_pkey_get0(&object, nil, nil, nil, info) == 1 else { return "unknown" }
        return ASN1.objectIdentifier(object)
    }
}
