internal import LedgerCrypto
internal import Synchronization

/// A digest under way that goes from hand to hand, and may be looked at in the middle of the message.
final class RunningDigest: Sendable {
    private let digest: Mutex<SHA256>

    /// - Throws: ``CryptoError`` when OpenSSL has no memory.
    init() throws(CryptoError) { digest = Mutex(try SHA256()) }

    func update(_ piece: ArraySlice<UInt8>) { digest.withLock { $0.update(piece.span.bytes) } }

    /// A second digest of the same message so far.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL has no memory.
    func copy() throws(CryptoError) -> RunningDigest {
        let copy = try RunningDigest()
        try digest.withLock { digest throws(CryptoError) in
            try copy.digest.withLock { twin throws(CryptoError) in try twin.goOn(from: digest) }
        }
        return copy
    }

    /// Ends the message.
    func finish() -> SHA256Digest { digest.withLock { $0.finish() } }
}
