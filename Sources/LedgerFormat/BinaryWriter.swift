package import LedgerCrypto

/// Writes values that this machine keeps for itself, one after the other, and a digest of all of them at the
/// end: a file that was cut or rotted is noticed. It keeps nobody from writing another; that is for the
/// folder's permissions.
package struct BinaryWriter {
    /// The largest number: a size of anything, with room to add two of them.
    package static let numberMax = 1 << 62 - 1

    private var bytes: [UInt8]

    /// - Parameter title: words that tell this kind of file, and its version, from any other.
    package init(title: String) { bytes = Array(title.utf8) }

    /// A whole number from 0 to ``numberMax``, in groups of seven bits, the lowest first.
    package mutating func add(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    package mutating func add(byte: UInt8) { bytes.append(byte) }

    package mutating func add(word: UInt64) {
        for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * place))) }
    }

    package mutating func add(_ digest: SHA256Digest) { digest.append(to: &bytes) }

    package mutating func add(_ keyID: KeyID) { keyID.digest.append(to: &bytes) }

    package mutating func add(data: [UInt8]) {
        add(data.count)
        bytes.append(contentsOf: data)
    }

    package mutating func add(_ text: String) { add(data: Array(text.utf8)) }

    package mutating func add<Value>(_ value: Value?, _ write: (inout BinaryWriter, Value) -> Void) {
        add(value != nil)
        if let value { write(&self, value) }
    }

    package mutating func add<Elements: Collection>(
        list: Elements, _ write: (inout BinaryWriter, Elements.Element) -> Void
    ) {
        add(list.count)
        for element in list { write(&self, element) }
    }

    /// All that was written, and its digest.
    package consuming func finish() throws(CryptoError) -> [UInt8] {
        var whole = bytes
        try SHA256.digest(of: whole).append(to: &whole)
        return whole
    }
}
