public import LedgerCrypto

/// A note whose text is a checkpoint.
///
/// A value of this type has the form of one; whose signatures hold, ``logSigners(among:)`` and
/// ``SignedNote/signers(among:)`` say.
public struct SignedCheckpoint: Hashable, Sendable {
    public let checkpoint: Checkpoint
    public private(set) var note: SignedNote

    /// Reads a whole note.
    public init(_ bytes: [UInt8]) throws(LogTextError) { try self.init(bytes[...], before: 0) }

    /// - Parameter before: how many lines stand before the note in the text that it is a part of.
    init(_ bytes: ArraySlice<UInt8>, before: Int) throws(LogTextError) {
        note = try SignedNote(bytes, before: before)
        checkpoint = try Checkpoint(note.text[...], before: before)
    }

    private init(_ checkpoint: Checkpoint, _ note: SignedNote) {
        self.checkpoint = checkpoint
        self.note = note
    }

    /// The note as it is written.
    public var bytes: [UInt8] { note.bytes }

    /// Signs as the log: with an Ed25519 key, under the origin as its name.
    public static func sign(_ checkpoint: Checkpoint, with key: PrivateKey) throws(LogTextError)
        -> SignedCheckpoint
    {
        let verifierKey = try logKey(of: checkpoint.origin, key.publicKey)
        let signature = try LogTextError.passingOn { () throws(CryptoError) in try key.sign(checkpoint.text) }
        return SignedCheckpoint(
            checkpoint, try SignedNote(checkpoint.text, NoteSignature(by: verifierKey, signature)))
    }

    /// Adds a signature line, unless this very line is there already. Nothing is verified.
    public mutating func add(_ signature: NoteSignature) throws(LogTextError) { try note.add(signature) }

    /// The same checkpoint with the lines of these keys alone, each line once; nil where none of them signed.
    ///
    /// - Throws: ``LogTextError`` where one of those lines is not valid.
    public func restricted(to keys: [NoteVerifierKey]) throws(LogTextError) -> SignedCheckpoint? {
        guard try !note.signers(among: keys).isEmpty else { return nil }
        let lines = note.signatures.filter { line in keys.contains(where: line.isNamed) }
        guard let first = lines.first else { return nil }
        var restricted = SignedCheckpoint(checkpoint, try SignedNote(note.text, first))
        for line in lines { try restricted.add(line) }
        return restricted
    }

    /// Which of a ledger's keys signed as the log. Keys that are not Ed25519 sign no notes and are passed over.
    ///
    /// - Throws: ``LogTextError`` where a signature that names one of the keys is not valid.
    public func logSigners(among keys: [PublicKey]) throws(LogTextError) -> [PublicKey] {
        var logKeys: [NoteVerifierKey] = []
        for key in keys where key.algorithm == .ed25519 {
            logKeys.append(try SignedCheckpoint.logKey(of: checkpoint.origin, key))
        }
        return try note.signers(among: logKeys).map(\.key.publicKey)
    }

    /// The verifier key of a log: its name is the origin.
    public static func logKey(of origin: LogOrigin, _ key: PublicKey) throws(LogTextError) -> NoteVerifierKey {
        guard let name = NoteKeyName(origin.bytes[...]) else {
            throw LogTextError(
                .keyName, "the origin \(origin) holds a space or a plus sign and can name no key")
        }
        return try NoteVerifierKey(name: name, publicKey: key, kind: .ed25519)
    }
}
