/// A text with signature lines under it (C2SP signed-note, version 1.0.0).
///
/// A value of this type has the form of a note; whose signatures hold, ``signers(among:)`` says.
public struct SignedNote: Hashable, Sendable {
    /// The longest note, in bytes.
    public static let bytesMax = 1_000_000
    /// The most signatures of one note, those by unknown keys counted.
    public static let signaturesMax = 100

    /// What is signed: UTF-8, ends with a line feed.
    public let text: [UInt8]
    /// At least one.
    public private(set) var signatures: [NoteSignature]

    /// Reads a whole note, which the bytes are to the last.
    public init(_ bytes: [UInt8]) throws(LogTextError) { try self.init(bytes[...], before: 0) }

    /// - Parameter before: how many lines stand before the note in the text that it is a part of.
    init(_ bytes: ArraySlice<UInt8>, before: Int) throws(LogTextError) {
        try SignedNote.requireCharacters(bytes, before: before)
        guard let split = SignedNote.lastEmptyLine(of: bytes) else {
            throw LogTextError(.noSignatures, "no empty line separates a text from its signatures")
        }
        text = Array(bytes[..<split])
        var lines = LogLines(
            bytes[(split + 1)...], before: before + text.count { $0 == SignedNote.lineFeed } + 1)
        var signatures: [NoteSignature] = []
        while let line = try lines.next() {
            guard signatures.count < SignedNote.signaturesMax else {
                throw SignedNote.tooManySignatures
            }
            do { signatures.append(try NoteSignature(line: line)) } catch { throw error.at(line: lines.line) }
        }
        guard !signatures.isEmpty else {
            throw LogTextError(.noSignatures, "no signature follows the text")
        }
        self.signatures = signatures
    }

    /// A text and its first signature.
    init(_ text: [UInt8], _ signature: NoteSignature) throws(LogTextError) {
        self.text = text
        signatures = [signature]
        // What is written can be read: the text may hold what a note cannot.
        guard try SignedNote(bytes[...], before: 0) == self else {
            throw LogTextError(.characters, "the text does not end with a line feed")
        }
    }

    /// The note as it is written.
    public var bytes: [UInt8] {
        text + [SignedNote.lineFeed] + signatures.flatMap(\.line)
    }

    /// Adds a signature line, unless this very line is there already. Nothing is verified.
    public mutating func add(_ signature: NoteSignature) throws(LogTextError) {
        if signatures.contains(signature) { return }
        guard signatures.count < SignedNote.signaturesMax else { throw SignedNote.tooManySignatures }
        guard bytes.count + signature.line.count <= SignedNote.bytesMax else { throw SignedNote.tooLong }
        signatures.append(signature)
    }
}

extension SignedNote {
    static let lineFeed = UInt8(ascii: "\n")

    private static let tooLong = LogTextError(.tooLong, "a note has at most \(bytesMax) bytes")
    private static let tooManySignatures = LogTextError(
        .tooManySignatures, "a note has at most \(signaturesMax) signatures")

    /// At most so many bytes, of UTF-8, without control characters but line feeds, the last one too.
    private static func requireCharacters(
        _ bytes: ArraySlice<UInt8>, before: Int
    ) throws(LogTextError) {
        guard bytes.count <= bytesMax else { throw tooLong }
        var line = before + 1
        for byte in bytes {
            if byte == lineFeed {
                line += 1
            } else if byte < 0x20 {
                throw LogTextError(.characters, line: line, "a control character (\(byte)) stands in the note")
            }
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw LogTextError(.characters, "the note is not UTF-8")
        }
        guard bytes.last == lineFeed else {
            throw LogTextError(.lineFeedMissing, line: line, "the last line does not end with a line feed")
        }
    }

    /// The place of the line feed that is a line of its own, the last such; nil where there is none.
    private static func lastEmptyLine(of bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.dropFirst().last { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed }
    }
}
