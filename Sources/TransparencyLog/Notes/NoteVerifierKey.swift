public import LedgerCrypto
internal import LedgerFormat

/// A public key under a name, which verifies one kind of signature in notes (C2SP signed-note, section
/// "Verifier keys").
public struct NoteVerifierKey: Hashable, Sendable {
    /// What its signatures are; the raw value is the signature type of signed-note.
    public enum Kind: UInt8, CaseIterable, Sendable {
        /// Ed25519 over the note's text: how a log signs its checkpoints.
        case ed25519 = 0x01
        /// Ed25519 with a time: how a witness signs a log's checkpoints (C2SP tlog-cosignature).
        case cosignatureV1 = 0x04
    }

    public let name: NoteKeyName
    public let kind: Kind
    /// An Ed25519 key.
    public let publicKey: PublicKey
    /// The first four bytes of SHA-256(name, 0x0A, kind, key), big-endian. Short: it finds a key, and proves
    /// nothing.
    public let keyID: UInt32
}

extension NoteVerifierKey {
    /// - Throws: ``LogTextError`` with the code `keyKind` where the key is not Ed25519.
    public init(name: NoteKeyName, publicKey: PublicKey, kind: Kind) throws(LogTextError) {
        guard let raw = publicKey.ed25519Bytes else {
            throw LogTextError(
                .keyKind,
                "the key is \(publicKey.algorithm.rawValue), but notes are signed with Ed25519 keys alone")
        }
        let digest = try LogTextError.passingOn { () throws(CryptoError) in
            try SHA256.digest(of: name.bytes + [UInt8(ascii: "\n"), kind.rawValue] + raw)
        }
        let keyID = digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        self.init(name: name, kind: kind, publicKey: publicKey, keyID: keyID)
    }

    /// Reads `<name>+<key id in 8 hex digits>+<base64 of type and key>`; the key id must be the one that name,
    /// type and key give.
    public init(vkey: String) throws(LogTextError) {
        try self.init(vkey: Array(vkey.utf8)[...])
    }

    init(vkey: ArraySlice<UInt8>) throws(LogTextError) {
        let parts = vkey.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw LogTextError(.verifierKey, "expected a verifier key: NAME+KEYID+KEY")
        }
        guard let name = NoteKeyName(parts[0]) else {
            throw LogTextError(.keyName, "the verifier key's name is empty, too long or holds a space")
        }
        guard let encoded = Base64.decode(parts[2]), let type = encoded.first else {
            throw LogTextError(.base64, "the key of the verifier key is not padded base64")
        }
        guard let kind = Kind(rawValue: type) else {
            throw LogTextError(.keyKind, "the verifier key is of type \(type); known are 1 and 4")
        }
        let publicKey: PublicKey
        do { publicKey = try PublicKey(ed25519: Array(encoded.dropFirst())) } catch {
            throw LogTextError(.verifierKey, "the verifier key holds no Ed25519 key: \(error)")
        }
        try self.init(name: name, publicKey: publicKey, kind: kind)
        guard parts[1].elementsEqual(keyIDText.utf8) else {
            throw LogTextError(
                .verifierKey, "the verifier key's id is not that of its name and key, \(keyIDText)")
        }
    }

    /// The key as one word, as policies and other people's tools take it.
    public var vkey: String {
        "\(name)+\(keyIDText)+\(Base64.encode([kind.rawValue] + (publicKey.ed25519Bytes ?? [])))"
    }

    /// The key id in 8 lower-case hexadecimal digits.
    public var keyIDText: String {
        let digits = String(keyID, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
