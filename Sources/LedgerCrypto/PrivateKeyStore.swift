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

    /// Writes the passphrase to the store's buffer, and gives how many bytes. Without one the answer is an
    /// empty passphrase: where there is none at all, some providers ask on the terminal themselves.
    func give(to buffer: UnsafeMutablePointer<CChar>?, bytesMax: Int32) -> Int32 {
        wasAsked = true
        guard let passphrase, let buffer else { return 0 }
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
            // Nothing to load is an error, or the end, which some stores show only now.
            guard let info = OSSL_STORE_load(store) else {
                guard OSSL_STORE_eof(store) == 1, ErrorQueue.isEmpty else { throw refusal(answer) }
                break
            }
            // What a provider tried in vain before it found this is no error.
            ErrorQueue.clear()
            defer { OSSL_STORE_INFO_free(info) }
            guard OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY else { throw .noKeyInStore }
            guard only == nil else { throw .severalKeysInStore }
            only = try KeyError.passingOn { () throws(CryptoError) in
                try KeyHandle(OSSL_STORE_INFO_get1_PKEY(info), for: .openKeyStore)
            }
        }
        if let only { return only }
        throw answer.wasAsked && answer.passphrase == nil ? .passphraseNeeded : .noKeyInStore
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
        var reasons: [OpenSSLReason] = []
        for reason in entries.map(\.reason) {
            let bare = OpenSSLReason(library: reason.library, reason: reason.reason, detail: "")
            if !reasons.contains(bare) { reasons.append(bare) }
        }
        return .storeFailed(reasons: reasons)
    }
}

extension KeyHandle {
    /// The public half of a key in a store, from its bare bytes: a provider may write an SPKI of its own kind,
    /// with the curve's parameters spelled out.
    func publicKeyFromParameters() throws(KeyError) -> PublicKey {
        defer { ErrorQueue.clear() }
        let bytes = try exportedPublicBytes()
        let algorithm = SignatureAlgorithm.allCases.first { isKey(of: $0.row) }
        guard let row = algorithm?.row, (1...row.spkiByteCount).contains(bytes.count) else {
            throw .unsupportedAlgorithm(name: nameInOpenSSL)
        }
        return try PublicKey(spki: row.spkiPrefix.prefix(row.spkiByteCount - bytes.count) + bytes)
    }

    /// The point of an EC key, or the public key of another algorithm as its own standard writes it.
    private func exportedPublicBytes() throws(KeyError) -> [UInt8] {
        try withPointer { key throws(KeyError) in
            var parameters: UnsafeMutablePointer<OSSL_PARAM>?
            guard EVP_PKEY_todata(key, COpenSSL_EVP_PKEY_PUBLIC_KEY(), &parameters) == 1 else {
                throw .failed(.drainingQueue(during: .readPublicKey))
            }
            defer { OSSL_PARAM_free(parameters) }
            var start: UnsafeRawPointer?
            var count = 0
            let bytes = OSSL_PARAM_locate_const(parameters, OSSL_PKEY_PARAM_PUB_KEY)
            guard OSSL_PARAM_get_octet_string_ptr(bytes, &start, &count) == 1, let start else { return [] }
            return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
        }
    }

    /// Whether OpenSSL's name for this key, or for its curve, is this algorithm's.
    private func isKey(of row: SignatureAlgorithm.Row) -> Bool {
        guard withPointer({ EVP_PKEY_is_a($0, row.keyType) == 1 }) else { return false }
        guard let group = row.group else { return true }
        let name = nameInOpenSSL
        return name == group || EC_curve_nist2nid(group) == OBJ_sn2nid(name)
    }
}
