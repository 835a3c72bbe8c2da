internal import Dispatch
internal import Synchronization

extension RandomAccessCollection where Self: Sendable {
    /// What `transform` makes of consecutive pieces of the collection, one after the other in their order; the
    /// pieces are worked on by all cores.
    ///
    /// - Parameter length: how many elements a piece has; the last may have fewer.
    /// - Throws: what `transform` throws for the first piece for which it does.
    package func mapPiecesConcurrently<Mapped: Sendable, Failure: Error>(
        of length: Int, _ transform: @Sendable (SubSequence) throws(Failure) -> [Mapped]
    ) throws(Failure) -> [Mapped] {
        let pieceCount = (count + length - 1) / length
        let results = Mutex<[Result<[Mapped], Failure>]>(Array(repeating: .success([]), count: pieceCount))
        DispatchQueue.concurrentPerform(iterations: pieceCount) { piece in
            let result = Result { () throws(Failure) in
                try transform(dropFirst(piece * length).prefix(length))
            }
            results.withLock { $0[piece] = result }
        }
        var mapped: [Mapped] = []
        for result in results.withLock({ $0 }) { mapped += try result.get() }
        return mapped
    }
}
