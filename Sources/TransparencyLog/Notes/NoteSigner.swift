internal import LedgerCrypto

/// A key whose signature of a note is valid.
public struct NoteSigner: Hashable, Sendable {
    public let key: NoteVerifierKey
    /// When it says it signed, in seconds since 1970: of a cosignature alone.
    public let time: Int?
}

extension SignedNote {
    /// Which of the known keys signed, in their order, each once. Empty where none did: then nobody whom the
    /// caller knows stands for the text.
    ///
    /// Signatures by unknown keys are ignored. Where a key signed several times, its earliest time counts.
    ///
    /// - Throws: ``LogTextError`` where a signature that names a known key is not valid, which rejects the
    ///   whole note, and where two of the keys have one name and one id.
    public func signers(among keys: [NoteVerifierKey]) throws(LogTextError) -> [NoteSigner] {
        try SignedNote.requireDistinct(keys)
        let textLines = text.count { $0 == SignedNote.lineFeed }
        var signers: [NoteSigner] = []
        for key in keys where !signers.contains(where: { $0.key == key }) {
            var times: [Int?] = []
            for (position, signature) in signatures.enumerated() where signature.isNamed(key) {
                do { times.append(try key.time(ofValid: signature, over: text)) } catch {
                    throw error.at(line: textLines + 2 + position)
                }
            }
            guard let first = times.first else { continue }
            signers.append(NoteSigner(key: key, time: times.compactMap(\.self).min() ?? first))
        }
        return signers
    }

    private static func requireDistinct(_ keys: [NoteVerifierKey]) throws(LogTextError) {
        let names = Dictionary(grouping: Set(keys)) { "\($0.keyIDText) \($0.name)" }
        guard let ambiguous = names.values.first(where: { $0.count > 1 })?.first else { return }
        throw LogTextError(
            .keysAmbiguous,
            "two different keys are given as \(ambiguous.name) with the id \(ambiguous.keyIDText)")
    }
}

extension NoteVerifierKey {
    /// The time that a valid signature states; nil where its kind states none.
    fileprivate func time(
        ofValid signature: NoteSignature, over text: [UInt8]
    ) throws(LogTextError) -> Int? {
        let (message, bytes, time) = try signed(by: signature, over: text)
        let isValid = try LogTextError.passingOn { () throws(CryptoError) in
            try publicKey.isValid(signature: bytes, of: message)
        }
        guard isValid else {
            throw LogTextError(.signatureInvalid, "the signature by \(name) (\(keyIDText)) is not valid")
        }
        return time
    }

    private func signed(
        by signature: NoteSignature, over text: [UInt8]
    ) throws(LogTextError) -> (message: [UInt8], signature: [UInt8], time: Int?) {
        switch kind {
        case .ed25519: return (text, signature.bytes, nil)
        case .cosignatureV1:
            let cosignature = try Cosignature(signature)
            return (
                Cosignature.message(over: text, at: cosignature.time), cosignature.signature, cosignature.time
            )
        }
    }
}
