internal import COpenSSL

/// The passphrase of a private key. Its bytes are used as they are, without any normalisation, and are
/// overwritten when the last reference to it is gone.
///
/// `@unchecked`, with this proof: the memory is filled before the initialiser returns, is only read after,
/// and is freed when nobody can read it any more.
public final class Passphrase: @unchecked Sendable {
    /// The longest passphrase, in bytes: the longest that `openssl -passin file:` takes.
    public static let byteCountMax = 1_023

    private let memory: UnsafeMutableRawBufferPointer

    /// Copies the bytes and overwrites the originals.
    ///
    /// nil for what other programs could not read back from a file or a terminal: nothing at all, more than
    /// ``byteCountMax`` bytes, or a NUL, a line feed or a carriage return. The originals are overwritten then
    /// too.
    public init?(wiping bytes: inout [UInt8]) {
        let isUsable =
            (1...Self.byteCountMax).contains(bytes.count)
            && !bytes.contains { $0 == 0 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        memory = .allocate(byteCount: isUsable ? bytes.count : 0, alignment: 1)
        bytes.withUnsafeMutableBytes { originals in
            if isUsable { memory.copyMemory(from: UnsafeRawBufferPointer(originals)) }
            OPENSSL_cleanse(originals.baseAddress, originals.count)
        }
        guard isUsable else { return nil }
    }

    /// Takes the UTF-8 bytes of a text, under the same conditions. The text itself is not overwritten.
    public convenience init?(_ text: String) {
        var bytes = [UInt8](text.utf8)
        self.init(wiping: &bytes)
    }

    deinit {
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    /// Lends the bytes in the form in which OpenSSL takes a passphrase.
    func withCharacters<Value: ~Copyable>(_ body: (UnsafePointer<CChar>?, Int32) -> Value) -> Value {
        defer { withExtendedLifetime(self) {} }
        return body(memory.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(memory.count))
    }
}
