/// The name of a key in signed notes (C2SP signed-note): not empty, no Unicode space, no `+`, no control
/// character, at most 255 bytes of UTF-8. The name of a ledger's key is the ledger's origin.
public struct NoteKeyName: Hashable, Sendable, CustomStringConvertible {
    /// The longest name, in bytes.
    public static let bytesMax = 255

    public let description: String

    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= NoteKeyName.bytesMax,
            text.unicodeScalars.allSatisfy({ scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.value >= 0x20
            })
        else { return nil }
        description = text
    }
}
