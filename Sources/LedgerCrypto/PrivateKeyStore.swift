internal import COpenSSL

// Private keys that a key store of the machine holds and perhaps never shows: in a token (PKCS#11), a TPM, or
// whatever else OpenSSL's providers know, each addressed by a URI.

extension PrivateKey {
    /// The key that a URI names, through OpenSSL's store.
    ///
    /// There must be exactly one private key, of a listed algorithm. Its two halves are tried by a signature,
    /// since the private half may not leave its store to be compared.
    ///
    /// - Parameters:
    ///   - storeURI: what names the key; it may hold secrets and is never part of an error.
    ///   - passphrase: the PIN or passphrase, if the store asks for one. Ask for it only after
    ///     ``KeyError/passphraseNeeded``.
    /// - Throws: ``KeyError``.
    public convenience init(storeURI: String, passphrase: Passphrase?) throws(KeyError) {
        defer { ErrorQueue.clear() }
        let answer = StoreAnswer(passphrase)
        let handle = try KeyStore.onlyPrivateKey(of: storeURI, answer)
        try self.init(storeKey: handle)
    }
}

/// What is said when a store asks for a passphrase, and whether it asked.
private final class StoreAnswer {
    let passphrase: Passphrase?
    var wasAsked = false

    init(_ passphrase: Passphrase?) { self.passphrase = passphrase }

    /// Writes the passphrase to the store's buffer; how many bytes, or -1 when there is none.
    func give(to buffer: UnsafeMutablePointer<CChar>?, bytesMax: Int32) -> Int32 {
        wasAsked = true
        guard let passphrase, let buffer else { return -1 }
        return passphrase.withCharacters { characters, count in
            guard let characters, count <= bytesMax else { return -1 }
            buffer.update(from: characters, count: Int(count))
            return count
        }
    }
}

/// OpenSSL's `OSSL_STORE`.
private enum KeyStore {
    static func onlyPrivateKey(of uri: String, _ answer: StoreAnswer) throws(KeyError) -> KeyHandle {
        let method = try KeyError.passingOn { () throws(CryptoError) in
            try Handle(
                UI_UTIL_wrap_read_pem_callback(
                    { buffer, bytesMax, _, answer in
                        guard let answer else { return -1 }
                        return Unmanaged<StoreAnswer>.fromOpaque(answer).takeUnretainedValue()
                            .give(to: buffer, bytesMax: bytesMax)
                    }, 0),
                release: UI_destroy_method, for: .openKeyStore)
        }
        return try withExtendedLifetime(answer) { () throws(KeyError) in
            try method.withPointer { method throws(KeyError) in
                let store = OSSL_STORE_open_ex(
                    uri, nil, nil, method, Unmanaged.passUnretained(answer).toOpaque(), nil, nil, nil)
                guard let store else { throw refusal(answer) }
                defer { OSSL_STORE_close(store) }
                return try onlyPrivateKey(in: store, answer)
            }
        }
    }

    private static func onlyPrivateKey(
        in store: OpaquePointer, _ answer: StoreAnswer
    ) throws(KeyError) -> KeyHandle {
        guard OSSL_STORE_expect(store, OSSL_STORE_INFO_PKEY) == 1 else { throw refusal(answer) }
        var only: KeyHandle?
        while OSSL_STORE_eof(store) == 0 {
            guard let info = OSSL_STORE_load(store) else {
                // Nothing to load: an error, or the end, which shows only now.
                guard OSSL_STORE_eof(store) == 1 else { throw refusal(answer) }
                break
            }
            defer { OSSL_STORE_INFO_free(info) }
            guard OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY else { throw .noKeyInStore }
            guard only == nil else { throw .severalKeysInStore }
            only = try KeyError.passingOn { () throws(CryptoError) in
                try KeyHandle(OSSL_STORE_INFO_get1_PKEY(info), for: .openKeyStore)
            }
        }
        guard let only else { throw .noKeyInStore }
        return only
    }

    /// Why a store gave no key. What OpenSSL adds to its reasons is left out: it repeats the URI.
    private static func refusal(_ answer: StoreAnswer) -> KeyError {
        let entries = ErrorQueue.drain()
        if answer.wasAsked && answer.passphrase == nil { return .passphraseNeeded }
        let isWrongPassphrase = entries.contains { entry in
            entry.libraryCode == ERR_LIB_PKCS12 && entry.reasonCode == PKCS12_R_PKCS12_CIPHERFINAL_ERROR
                || entry.libraryCode == ERR_LIB_OSSL_STORE
                    && entry.reasonCode == OSSL_STORE_R_ERROR_VERIFYING_PKCS12_MAC
        }
        if answer.wasAsked && isWrongPassphrase { return .wrongPassphrase }
        return .storeFailed(
            reasons: entries.map { entry in
                OpenSSLReason(library: entry.reason.library, reason: entry.reason.reason, detail: "")
            })
    }
}
