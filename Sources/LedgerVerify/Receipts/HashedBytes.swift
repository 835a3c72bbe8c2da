internal import LedgerCrypto
internal import Synchronization

/// A ledger's bytes as they go by, hashed: what is verified and what the receipt names are the same bytes.
///
/// A class, because one reading goes first to the comparison with what was verified before, then to the
/// conveyor, and in the end tells the digest.
final class HashedBytes<Source: LedgerBytes & ~Copyable>: LedgerBytes, Sendable {
    private struct State: ~Copyable {
        var source: Source
        /// Nil as long as nobody asks for the digest.
        var digest: RunningDigest?
        /// How many bytes ``digest`` has taken.
        var byteCount = 0
        /// What the beginning of the bytes must turn out to be.
        var expected: VerificationReceipt.Piece?
    }

    private let state: Mutex<State>

    init(_ source: consuming sending Source) { state = Mutex(State(source: source)) }

    func next() throws(LedgerReadFailure) -> [UInt8]? {
        try state.withLock { state throws(LedgerReadFailure) in
            guard let piece = try state.source.next() else { return nil }
            try HashedBytes.hash(piece, &state)
            return piece
        }
    }

    private static func hash(_ piece: [UInt8], _ state: inout State) throws(LedgerReadFailure) {
        guard let digest = state.digest else { return }
        var rest = piece[...]
        if let expected = state.expected, state.byteCount + piece.count >= expected.byteCount {
            let end = expected.byteCount - state.byteCount
            digest.update(rest[..<end])
            rest = rest[end...]
            guard let copy = try? digest.copy(), copy.finish() == expected.digest else {
                throw LedgerReadFailure(
                    "the ledger was changed while it was read; make sure that nobody changes it, and try again")
            }
            state.expected = nil
        }
        digest.update(rest)
        state.byteCount += piece.count
    }

    /// From here on all bytes are added to a digest that has taken so many already.
    func hash(into digest: RunningDigest, after byteCount: Int = 0) {
        state.withLock {
            $0.digest = digest
            $0.byteCount = byteCount
            $0.expected = nil
        }
    }

    /// The bytes of which ``hash(into:after:)`` asked for the digest, once all were read; nil where nobody did.
    func hashed() -> VerificationReceipt.Piece? {
        state.withLock { state in
            state.digest.map {
                VerificationReceipt.Piece(byteCount: state.byteCount, digest: $0.finish())
            }
        }
    }
}

extension HashedBytes where Source: RepeatableLedgerBytes & ~Copyable {
    var byteCount: Int { state.withLock { $0.source.byteCount } }

    /// Reads on from an offset.
    func begin(at offset: Int) { state.withLock { $0.source.begin(at: offset) } }

    /// Reads everything once more; reading fails where its beginning is not what it was.
    func beginAgain(expecting beginning: VerificationReceipt.Piece) throws(CryptoError) {
        begin(at: 0)
        hash(into: try RunningDigest())
        state.withLock { $0.expected = beginning }
    }
}
