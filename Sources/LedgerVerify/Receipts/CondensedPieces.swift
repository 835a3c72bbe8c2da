internal import LedgerCrypto

extension VerificationReceipt {
    /// So many pieces are left as they are.
    private static let piecesKept = 64
    private static let bytesPerRead = 1 << 20

    /// Whether it is time for ``condensed(reading:)``: each verification of what was appended adds a piece.
    public var hasManyPieces: Bool { pieces.count >= VerificationReceipt.piecesKept }

    /// The receipt with its last pieces hashed again as one: those that are not much longer than all after them, so
    /// that a byte is hashed again a few times in all, however often something is appended.
    ///
    /// - Parameter read: gives so many bytes of the file, at an offset.
    /// - Returns: nil where the bytes are not those that were verified, or cannot be read.
    public func condensed(reading read: (_ count: Int, _ offset: Int) -> [UInt8]?) -> VerificationReceipt? {
        var first = pieces.count
        var sum = 0
        while first > 0, sum == 0 || pieces[first - 1].byteCount <= 2 * sum {
            first -= 1
            sum += pieces[first].byteCount
        }
        guard var whole = try? SHA256(), var part = try? SHA256() else { return nil }
        var offset = byteCount - sum
        for piece in pieces[first...] {
            let end = offset + piece.byteCount
            while offset < end {
                let count = min(VerificationReceipt.bytesPerRead, end - offset)
                guard let bytes = read(count, offset), bytes.count == count else { return nil }
                whole.update(bytes.span.bytes)
                part.update(bytes.span.bytes)
                offset += count
            }
            guard part.finish() == piece.digest else { return nil }
        }
        var condensed = self
        condensed.pieces = pieces[..<first] + [Piece(byteCount: sum, digest: whole.finish())]
        return condensed
    }
}
