/// The 32 bytes that SHA-256 gives, stored inline: copying, comparing and hashing allocate nothing.
public struct SHA256Digest: Hashable, Sendable {
    /// The size of every digest, in bytes.
    public static let byteCount = 32

    // The bytes as four big-endian numbers, so that comparing the numbers compares the bytes.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Reads a digest of exactly 32 bytes; nil for any other count.
    public init?(_ span: RawSpan) {
        guard span.byteCount == Self.byteCount else { return nil }
        self.init { index in span.unsafeLoadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
    }

    /// Reads a digest of exactly 32 bytes; nil for any other count.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var rest = bytes.makeIterator()
        self.init { _ in
            var word: UInt64 = 0
            for _ in 0..<8 { word = word << 8 | UInt64(rest.next() ?? 0) }
            return word.bigEndian
        }
    }

    /// 32 bytes that are zero, which is the digest of nothing that anybody knows: it fills places without meaning.
    public static let zero = SHA256Digest { _ in 0 }

    /// Gathers the digest from four words as they lie in memory.
    init(wordInMemory word: (_ index: Int) -> UInt64) {
        first = UInt64(bigEndian: word(0))
        second = UInt64(bigEndian: word(1))
        third = UInt64(bigEndian: word(2))
        fourth = UInt64(bigEndian: word(3))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes { [UInt8]($0) }
    }

    /// Appends the 32 bytes.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// The first 16 bytes as two numbers whose order is theirs.
    package var leadingWords: (high: UInt64, low: UInt64) { (first, second) }

    /// Lends the 32 bytes without allocating.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return Swift.withUnsafeBytes(of: words, body)
    }
}

extension SHA256Digest: Comparable {
    /// Orders by the bytes, which is also the order of the hexadecimal spellings.
    public static func < (left: SHA256Digest, right: SHA256Digest) -> Bool {
        (left.first, left.second, left.third, left.fourth)
            < (right.first, right.second, right.third, right.fourth)
    }
}
