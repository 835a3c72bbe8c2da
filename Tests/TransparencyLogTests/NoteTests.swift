import LedgerCrypto
import Testing

@testable import TransparencyLog

struct NoteTests {
    static func keys(_ vkeys: String...) throws -> [NoteVerifierKey] {
        try vkeys.map { try NoteVerifierKey(vkey: $0) }
    }

    @Test("a published note is read, written and verified")
    func published() throws {
        let note = try SignedNote(Vectors.example.bytes)
        #expect(note.bytes == Vectors.example.bytes)
        #expect(note.text == "This is an example message.\n".bytes)
        let keys = try Self.keys(Vectors.exampleKey)
        #expect(try note.signers(among: keys) == [NoteSigner(key: keys[0], time: nil)])
    }

    @Test("a note with two signatures is read, written and verified")
    func twoSignatures() throws {
        let note = try SignedNote(Vectors.cryptography.bytes)
        #expect(note.bytes == Vectors.cryptography.bytes)
        let keys = try Self.keys(Vectors.enochKey, Vectors.peterKey)
        #expect(try note.signers(among: keys).map(\.key) == keys)
        #expect(try note.signers(among: [keys[0]]).map(\.key) == [keys[0]])
    }

    @Test("signatures come out as published, byte for byte")
    func signing() throws {
        let text = Vectors.cryptographyText.bytes
        let (peter, enoch) = (
            try NoteVerifierKey(vkey: Vectors.peterKey), try NoteVerifierKey(vkey: Vectors.enochKey)
        )
        let peterKey = try PrivateKey.ed25519(seed: Vectors.peterSeed)
        let enochKey = try PrivateKey.ed25519(seed: Array(repeating: 0, count: 32))
        var note = try SignedNote(text, NoteSignature(by: peter, try peterKey.sign(text)))
        try note.add(NoteSignature(by: enoch, try enochKey.sign(text)))
        #expect(note.bytes == Vectors.cryptography.bytes)
    }

    @Test("signatures by unknown keys are ignored, also where name or id alone are known")
    func unknown() throws {
        let note = try SignedNote(Vectors.cryptography.bytes)
        #expect(try note.signers(among: Self.keys(Vectors.exampleKey)).isEmpty)
        #expect(try note.signers(among: []).isEmpty)
        let other = try NoteVerifierKey(
            name: try #require(NoteKeyName("PeterNeumann")), publicKey: try TestLog.key(9).publicKey,
            kind: .ed25519)
        #expect(try note.signers(among: [other]).isEmpty)
    }

    @Test("a key that signed twice counts once")
    func duplicates() throws {
        let text = Vectors.cryptographyText + "\n" + Vectors.peterLine
        let note = try SignedNote((text + Vectors.peterLine + Vectors.enochLine).bytes)
        #expect(try note.signers(among: Self.keys(Vectors.peterKey, Vectors.peterKey)).count == 1)
        var added = try SignedNote(text.bytes)
        try added.add(try #require(added.signatures.first))
        #expect(added.signatures.count == 1)
    }

    @Test("a known signature that is not valid rejects the note, however many others are")
    func invalid() throws {
        let keys = try Self.keys(Vectors.peterKey, Vectors.enochKey)
        let altered = Vectors.cryptographyText.replacing("answer", with: "Answer")
        let note = try SignedNote((altered + "\n" + Vectors.peterLine).bytes)
        #expect(refusal { () throws(LogTextError) in try note.signers(among: keys) } == .signatureInvalid)
        // The first line of a key holds, its second does not.
        let wrong = Vectors.peterLine.replacing("x08go/ZJ", with: "x08go/ZK")
        let mixed = try SignedNote(
            (Vectors.cryptographyText + "\n" + Vectors.peterLine + Vectors.enochLine + wrong).bytes)
        #expect(refusal { () throws(LogTextError) in try mixed.signers(among: keys) } == .signatureInvalid)
        #expect(
            throws: LogTextError(
                .signatureInvalid, line: 6, "the signature by PeterNeumann (c74f20a3) is not valid")
        ) {
            try mixed.signers(among: keys)
        }
        #expect(try mixed.signers(among: [keys[1]]).count == 1)
    }

    @Test("two keys with one name and one id are ambiguous")
    func ambiguous() throws {
        let peter = try NoteVerifierKey(vkey: Vectors.peterKey)
        let twin = NoteVerifierKey(
            name: peter.name, kind: .ed25519, publicKey: try TestLog.key(9).publicKey, keyID: peter.keyID)
        let note = try SignedNote(Vectors.cryptography.bytes)
        #expect(
            refusal { () throws(LogTextError) in try note.signers(among: [peter, twin]) } == .keysAmbiguous)
    }

    @Test("a signature that is too short for its kind is not valid")
    func shortSignature() throws {
        let peter = try NoteVerifierKey(vkey: Vectors.peterKey)
        for count in [1, 63, 65, 72] {
            let note = try SignedNote(
                "text\n".bytes, NoteSignature(by: peter, Array(repeating: 7, count: count)))
            #expect(
                refusal { () throws(LogTextError) in try note.signers(among: [peter]) } == .signatureInvalid)
        }
    }

    private static let sig = Vectors.peterLine

    @Test(
        "what is no note is refused",
        arguments: [
            ("", .lineFeedMissing), ("\n", .noSignatures), ("\n\n", .noSignatures), ("text\n", .noSignatures),
            ("text\n\n", .noSignatures), ("text\n\(sig)", .noSignatures), (sig, .noSignatures),
            ("text", .lineFeedMissing), ("text\n\n\(sig.dropLast())", .lineFeedMissing),
            ("text\n\n\(sig)more\n", .signatureLine), ("text\n\n\(sig)\n", .noSignatures),
            ("text\n\n\(sig)\n\(sig)\n", .noSignatures),
            ("text\r\n\r\n\(sig)", .characters), ("text\n\n\(sig.dropLast())\r\n", .characters),
            ("te\u{1}xt\n\n\(sig)", .characters), ("te\txt\n\n\(sig)", .characters),
            ("te\0xt\n\n\(sig)", .characters),
            ("text\n\n- PeterNeumann x08gAAAA\n", .signatureLine),
            ("text\n\n—PeterNeumann x08gAAAA\n", .signatureLine),
            ("text\n\n—  x08gAAAA\n", .keyName), ("text\n\n— PeterNeumann\n", .signatureLine),
            ("text\n\n— Peter Neumann x08gAAAA\n", .base64), ("text\n\n— Peter+ x08gAAAA\n", .keyName),
            ("text\n\n— Peter\u{A0}N x08gAAAA\n", .keyName),
            ("text\n\n— PeterNeumann  x08gAAAA\n", .base64), ("text\n\n— PeterNeumann x08gAAAA \n", .base64),
            ("text\n\n— PeterNeumann x08gow==\n", .signatureLine),
            ("text\n\n— PeterNeumann \n", .signatureLine),
            ("text\n\n— PeterNeumann x08goAB\n", .base64), ("text\n\n— PeterNeumann x08goAB=\n", .base64),
            ("text\n\n— PeterNeumann x08goA\n", .base64), ("text\n\n— PeterNeumann x08go_-A\n", .base64),
        ] as [(String, LogTextError.Code)])
    func refused(note: String, code: LogTextError.Code) {
        #expect(refusal { () throws(LogTextError) in try SignedNote(note.bytes) } == code)
    }

    @Test("bytes that are not UTF-8 are refused")
    func notUTF8() {
        for byte: UInt8 in [0xFF, 0xC0, 0x80] {
            let note = [byte] + "text\n\n\(Vectors.peterLine)".bytes
            #expect(refusal { () throws(LogTextError) in try SignedNote(note) } == .characters)
        }
        // Half a character is none, also where the other half would follow.
        let surrogate = [0xED, 0xA0, 0x80] + "\n\n\(Vectors.peterLine)".bytes
        #expect(refusal { () throws(LogTextError) in try SignedNote(surrogate) } == .characters)
    }

    @Test("a text may hold empty lines: the last one separates the signatures")
    func emptyLines() throws {
        let note = try SignedNote("a\n\nb\n\n\n\(Vectors.peterLine)".bytes)
        #expect(note.text == "a\n\nb\n\n".bytes)
        // What looks like a signature stands in the text.
        let deceiving = try SignedNote("a\n\n\(Vectors.enochLine)\n\(Vectors.peterLine)".bytes)
        #expect(deceiving.signatures.count == 1)
    }

    @Test("a hundred signatures are read, one more is not, and none is added to a hundred")
    func signatureLimit() throws {
        let lines = String(repeating: Vectors.peterLine, count: 100)
        var note = try SignedNote("text\n\n\(lines)".bytes)
        #expect(note.signatures.count == SignedNote.signaturesMax)
        let other = try NoteSignature(line: Vectors.enochLine.bytes.dropLast())
        #expect(refusal { () throws(LogTextError) in try note.add(other) } == .tooManySignatures)
        for more in [Vectors.peterLine, String(repeating: lines, count: 9)] {
            let long = "text\n\n\(lines)\(more)".bytes
            #expect(refusal { () throws(LogTextError) in try SignedNote(long) } == .tooManySignatures)
        }
    }

    @Test("a note of a million bytes is read, a longer one is not")
    func sizeLimit() throws {
        let tail = "\n\n\(Vectors.peterLine)".bytes
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: SignedNote.bytesMax - tail.count)
        #expect(try SignedNote(text + tail).bytes.count == SignedNote.bytesMax)
        #expect(refusal { () throws(LogTextError) in try SignedNote([0x61] + text + tail) } == .tooLong)
    }

    @Test("unused bits of base64 are no second spelling of a signature")
    func malleability() throws {
        // Enoch's signature ends in "…QQ=": two bits of its last digit are not used.
        let respelled = Vectors.enochLine.replacing("+QQ=", with: "+QR=")
        #expect(respelled != Vectors.enochLine)
        let note = Vectors.cryptographyText + "\n" + respelled
        #expect(refusal { () throws(LogTextError) in try SignedNote(note.bytes) } == .base64)
    }

    @Test("no signature of a note with one changed bit holds", arguments: [Vectors.example, Vectors.sigsum])
    func bits(note: String) throws {
        let sigsum = try NoteVerifierKey(
            name: try #require(NoteKeyName(Vectors.sigsumOrigin)),
            publicKey: try PublicKey(ed25519: Vectors.sigsumPublic), kind: .ed25519)
        let keys = try Self.keys(Vectors.exampleKey) + [sigsum]
        #expect(try SignedNote(note.bytes).signers(among: keys).count == 1)
        for flip in note.bytes.flips {
            let signers = try? SignedNote(flip).signers(among: keys)
            #expect(signers?.isEmpty != false)
        }
    }
}
