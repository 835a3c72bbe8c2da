/// A running SHA-256 (FIPS 180-4). Make one, and use it for message after message: after ``finish()`` it is
/// ready for the next, and neither message nor digest allocates.
public struct SHA256: ~Copyable {
    private let digest: MessageDigest

    /// Starts the first message.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL has no memory or no SHA-256.
    public init() throws(CryptoError) {
        digest = try MessageDigest(.sha256)
    }

    /// Forgets its message and goes on with what another has taken so far, which goes on by itself: to know the
    /// digest in the middle of a message.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL has no memory.
    public mutating func goOn(from other: borrowing SHA256) throws(CryptoError) {
        try digest.goOn(from: other.digest)
    }

    /// Adds bytes to the message.
    public mutating func update(_ bytes: borrowing RawSpan) {
        bytes.withUnsafeBytes { digest.update($0) }
    }

    /// Adds the 32 bytes of a digest to the message.
    public mutating func update(_ digest: SHA256Digest) {
        digest.withUnsafeBytes { self.digest.update($0) }
    }

    /// Adds a byte and two digests in one piece, as they stand in an inner node of RFC 6962.
    public mutating func update(_ byte: UInt8, _ left: SHA256Digest, _ right: SHA256Digest) {
        let size = SHA256Digest.byteCount
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * size, alignment: 1) { piece in
            piece[0] = byte
            left.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: piece[1..<1 + size]).copyMemory(from: $0)
            }
            right.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: piece[(1 + size)...]).copyMemory(from: $0)
            }
            digest.update(UnsafeRawBufferPointer(piece))
        }
    }

    /// Adds one byte to the message, such as the prefix that RFC 6962 puts before a leaf or a node.
    public mutating func update(_ byte: UInt8) {
        withUnsafeBytes(of: byte) { digest.update($0) }
    }

    /// Ends the message, gives its digest, and starts the next message.
    public mutating func finish() -> SHA256Digest {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SHA256Digest.byteCount) { output in
            if let start = output.baseAddress { digest.finish(into: start) }
            let words = UnsafeRawBufferPointer(output)
            return SHA256Digest { words.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
    }

    /// The digest of one message.
    public static func digest(of bytes: borrowing RawSpan) throws(CryptoError) -> SHA256Digest {
        var sha256 = try SHA256()
        sha256.update(bytes)
        return sha256.finish()
    }

    /// The digest of one message.
    public static func digest(of bytes: [UInt8]) throws(CryptoError) -> SHA256Digest {
        try digest(of: bytes.span.bytes)
    }
}

/// `@unchecked`, with this proof: the context is this value's alone, since neither can be copied; all that
/// changes it is `mutating`, which no second thread can call at the same time; and what only looks at it, to go
/// on from it elsewhere, writes nothing.
extension SHA256: @unchecked Sendable {}
