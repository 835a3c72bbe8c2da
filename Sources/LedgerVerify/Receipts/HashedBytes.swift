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
        /// The digest of each piece of a first reading; nil where there is to be no second one.
        var firstReading: [SHA256Digest]?
        /// Which piece comes next in the second reading; nil in the first.
        var pieceAgain: Int?
    }

    private let state: Mutex<State>

    init(_ source: consuming sending Source) { state = Mutex(State(source: source)) }

    func next() throws(LedgerReadFailure) -> [UInt8]? {
        try state.withLock { state throws(LedgerReadFailure) in
            guard let piece = try state.source.next() else { return nil }
            try HashedBytes.compareReadings(piece, &state)
            state.digest?.update(piece[...])
            state.byteCount += piece.count
            return piece
        }
    }

    /// Nothing is handed on in the second reading that is not what was compared in the first: whoever changes a file
    /// between the two does not get past signatures that are not checked again.
    private static func compareReadings(_ piece: [UInt8], _ state: inout State) throws(LedgerReadFailure) {
        guard let first = state.firstReading else { return }
        guard let digest = try? SHA256.digest(of: piece) else {
            throw LedgerReadFailure("OpenSSL has no memory for another digest; try again with more")
        }
        guard let number = state.pieceAgain else {
            state.firstReading?.append(digest)
            return
        }
        guard number >= first.count || first[number] == digest else {
            throw LedgerReadFailure(
                "the ledger was changed while it was read; make sure that nobody changes it, and try again")
        }
        state.pieceAgain = number + 1
    }

    /// From here on all bytes are added to a digest that has taken so many already.
    func hash(into digest: RunningDigest, after byteCount: Int = 0) {
        state.withLock {
            $0.digest = digest
            $0.byteCount = byteCount
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

    /// Reads on from an offset, and holds it against no earlier reading.
    func begin(at offset: Int) {
        state.withLock {
            $0.source.begin(at: offset)
            ($0.firstReading, $0.pieceAgain) = (nil, nil)
        }
    }

    /// Remembers what is read from here on, so that it can be read again.
    func rememberForAgain() { state.withLock { $0.firstReading = [] } }

    /// Reads everything once more; reading fails where a piece is not what it was.
    func beginAgain() throws(CryptoError) {
        hash(into: try RunningDigest())
        state.withLock {
            $0.source.begin(at: 0)
            $0.pieceAgain = 0
        }
    }
}
