/// The name of a key in signed notes (C2SP signed-note): not empty, no Unicode space, no `+`, no control
/// character, at most 255 bytes of UTF-8. The name of a ledger's key is the ledger's origin.
///
/// Names are compared byte by byte: two spellings of one character are two names.
public struct NoteKeyName: Hashable, Sendable, CustomStringConvertible {
    /// The longest name, in bytes.
    public static let bytesMax = 255

    /// The name in UTF-8.
    public let bytes: [UInt8]

    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= NoteKeyName.bytesMax,
            text.unicodeScalars.allSatisfy({ scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.value >= 0x20
            })
        else { return nil }
        bytes = Array(text.utf8)
    }

    init?(_ bytes: ArraySlice<UInt8>) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self.init(text)
    }

    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
