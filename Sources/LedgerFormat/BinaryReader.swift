package import LedgerCrypto

/// Reads what ``BinaryWriter`` wrote, and refuses what it would not have written: numbers have one spelling,
/// every list says its length before it begins, and the digest at the end must fit.
package struct BinaryReader {
    /// The bytes are not what was written.
    package struct Malformed: Error {
        package init() {}
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Where the digest begins.
    private let end: Int

    /// Checks the first words and the digest.
    ///
    /// - Throws: ``Malformed`` where either does not fit.
    package init(_ bytes: [UInt8], beginningWith title: String) throws(Malformed) {
        let end = bytes.count - SHA256Digest.byteCount
        guard end >= 0, let kept = SHA256Digest(bytes[end...]),
            let digest = try? SHA256.digest(of: bytes.span.bytes.extracting(0..<end)), digest == kept
        else { throw Malformed() }
        (self.bytes, self.end) = (bytes, end)
        guard try take(title.utf8.count).elementsEqual(title.utf8) else { throw Malformed() }
    }

    /// Bytes of which no digest is known: for a look at how a file begins.
    package init(unchecked bytes: [UInt8]) { (self.bytes, end) = (bytes, bytes.count) }

    /// How many bytes are left before the digest.
    package var remaining: Int { end - position }

    package mutating func bytes(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> { try take(count) }

    private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
        guard count >= 0, count <= end - position else { throw Malformed() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A whole number from 0 to 2^62, in groups of seven bits, the lowest first, without needless groups.
    package mutating func number() throws(Malformed) -> Int {
        var number = 0
        var shift = 0
        while true {
            let byte = try byte()
            guard shift < 63, byte != 0 || shift == 0 else { throw Malformed() }
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        guard number >= 0, number <= BinaryWriter.numberMax else { throw Malformed() }
        return number
    }

    package mutating func number(in range: ClosedRange<Int>) throws(Malformed) -> Int {
        let number = try number()
        guard range.contains(number) else { throw Malformed() }
        return number
    }

    package mutating func byte() throws(Malformed) -> UInt8 {
        guard position < end else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func flag() throws(Malformed) -> Bool { try number(in: 0...1) == 1 }

    package mutating func word() throws(Malformed) -> UInt64 {
        try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    package mutating func digest() throws(Malformed) -> SHA256Digest {
        let start = position
        guard SHA256Digest.byteCount <= remaining,
            let digest = SHA256Digest(bytes.span.bytes.extracting(start..<start + SHA256Digest.byteCount))
        else { throw Malformed() }
        position += SHA256Digest.byteCount
        return digest
    }

    package mutating func keyID() throws(Malformed) -> KeyID { KeyID(digest: try digest()) }

    package mutating func data() throws(Malformed) -> [UInt8] { Array(try take(number())) }

    package mutating func text() throws(Malformed) -> String {
        let data = try data()
        let text = String(decoding: data, as: UTF8.self)
        guard text.utf8.elementsEqual(data) else { throw Malformed() }
        return text
    }

    package mutating func optional<Value>(
        _ value: (inout BinaryReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? {
        try flag() ? try value(&self) : nil
    }

    /// A list whose elements take a byte each at least: a length that no bytes stand behind is refused before
    /// any memory is taken for it.
    package mutating func list<Element>(
        _ element: (inout BinaryReader) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        let count = try number(in: 0...end - position)
        var list: [Element] = []
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    /// - Throws: ``Malformed`` where bytes are left.
    package func finish() throws(Malformed) {
        guard position == end else { throw Malformed() }
    }
}
