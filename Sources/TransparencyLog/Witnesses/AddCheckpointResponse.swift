/// What a witness answers when it cosigns: its signature lines (C2SP tlog-witness, status 200).
public struct AddCheckpointResponse: Hashable, Sendable {
    /// At least one; nothing says yet that they hold.
    public let signatures: [NoteSignature]

    /// Nil where there are none.
    public init?(_ signatures: [NoteSignature]) {
        guard !signatures.isEmpty else { return nil }
        self.signatures = signatures
    }

    /// Reads a whole body.
    public init(_ bytes: [UInt8]) throws(LogTextError) {
        guard bytes.count <= SignedNote.bytesMax else {
            throw LogTextError(.tooLong, "a response has at most \(SignedNote.bytesMax) bytes")
        }
        var lines = LogLines(bytes[...])
        var signatures: [NoteSignature] = []
        while let line = try lines.next() {
            guard signatures.count < SignedNote.signaturesMax else {
                throw LogTextError(
                    .tooManySignatures, "a response has at most \(SignedNote.signaturesMax) signatures")
            }
            do { signatures.append(try NoteSignature(line: line)) } catch { throw error.at(line: lines.line) }
        }
        guard !signatures.isEmpty else { throw LogTextError(.noSignatures, "the response is empty") }
        self.signatures = signatures
    }

    /// The body as it is sent.
    public var bytes: [UInt8] { signatures.flatMap(\.line) }
}

extension SignedCheckpoint {
    /// Adds the cosignatures of a response that known witnesses made; those of others are left out.
    ///
    /// - Returns: the witnesses whose cosignatures are there now because of the response; none where the
    ///   response holds nothing by a known witness.
    /// - Throws: ``LogTextError`` where a signature that names a known witness is not valid; then nothing is
    ///   added.
    public mutating func add(
        _ response: AddCheckpointResponse, from witnesses: [NoteVerifierKey]
    ) throws(LogTextError) -> [NoteSigner] {
        let witnesses = witnesses.filter { $0.kind == .cosignatureV1 }
        let known = response.signatures.filter { line in witnesses.contains(where: line.isNamed) }
        guard let first = known.first else { return [] }
        var answered = try SignedNote(note.text, first)
        var added = self
        for line in known {
            try answered.add(line)
            try added.add(line)
        }
        let signers = try answered.signers(among: witnesses)
        self = added
        return signers
    }
}

/// What a witness answers when it is at another size than the request goes on from (C2SP tlog-witness, status
/// 409, media type `text/x.tlog.size`).
public struct AddCheckpointConflict: Hashable, Sendable {
    /// The size that it cosigned last; 0 where it cosigned none.
    public let latestSize: Int

    public init(latestSize: Int) { self.latestSize = latestSize }

    /// Reads a whole body: a number and a line feed.
    public init(_ bytes: [UInt8]) throws(LogTextError) {
        guard bytes.last == UInt8(ascii: "\n"), let size = CanonicalDecimal.read(bytes.dropLast()) else {
            throw LogTextError(.number, line: 1, "expected a size in decimal digits and a line feed")
        }
        latestSize = size
    }

    /// The body as it is sent.
    public var bytes: [UInt8] { Array("\(latestSize)\n".utf8) }
}
