package import LedgerVerify

/// The first bytes of one ledger file and then another file: the ledger that the two make together.
package struct LedgerBeginning: LedgerBytes, ~Copyable {
    private var beginning: LedgerFile
    private var left: Int
    private var rest: LedgerFile?

    /// - Parameters:
    ///   - byteCount: how many bytes of `beginning` count.
    ///   - rest: what follows them; nil for nothing.
    package init(_ beginning: consuming LedgerFile, byteCount: Int, then rest: consuming LedgerFile? = nil) {
        self.beginning = beginning
        left = byteCount
        self.rest = rest
    }

    package mutating func next() throws(LedgerReadFailure) -> [UInt8]? {
        if left > 0 {
            guard let piece = try beginning.next() else {
                throw LedgerReadFailure(
                    "the file became shorter while it was read; make sure that nobody changes it, and try again"
                )
            }
            let taken = piece.count <= left ? piece : Array(piece[..<left])
            left -= taken.count
            return taken
        }
        return try rest?.next()
    }
}
