internal import LedgerCrypto
internal import LedgerFormat

/// One signature line of a note: whose it says it is, and the signature.
public struct NoteSignature: Hashable, Sendable {
    public let name: NoteKeyName
    /// Which key of that name it says it is by.
    public let keyID: UInt32
    /// What follows the key id: 64 bytes of Ed25519; in a cosignature 8 bytes of time before them; others in
    /// kinds that are not known here.
    public let bytes: [UInt8]

    /// Em dash and space, with which each line begins.
    static let mark: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

    init(by key: NoteVerifierKey, _ bytes: [UInt8]) {
        name = key.name
        keyID = key.keyID
        self.bytes = bytes
    }

    /// Reads a line without its line feed: `— <name> <base64 of key id and signature>`.
    public init(line: some Collection<UInt8>) throws(LogTextError) {
        let parts = Array(line.dropFirst(NoteSignature.mark.count))
            .split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard line.starts(with: NoteSignature.mark), parts.count == 2 else {
            throw LogTextError(.signatureLine, "expected a signature line: em dash, space, name, space, base64")
        }
        guard let name = NoteKeyName(parts[0]) else {
            throw LogTextError(.keyName, "the key's name is empty, too long, or holds a space or a plus sign")
        }
        guard let decoded = Base64.decode(parts[1]) else {
            throw LogTextError(.base64, "the signature is not padded base64 in its one spelling")
        }
        guard decoded.count > 4 else {
            throw LogTextError(.signatureLine, "the signature is too short to hold a key id and a signature")
        }
        self.name = name
        keyID = decoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(decoded.dropFirst(4))
    }

    /// The line with its line feed.
    public var line: [UInt8] {
        let idBytes = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * $0)) }
        return NoteSignature.mark + name.bytes + [UInt8(ascii: " ")] + Base64.encode(idBytes + bytes).utf8
            + [UInt8(ascii: "\n")]
    }

    /// Whether the line says that it is by this key.
    func isNamed(_ key: NoteVerifierKey) -> Bool { keyID == key.keyID && name == key.name }
}
