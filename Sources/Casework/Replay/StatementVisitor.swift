/// Does one thing with the statements of every kind.
protocol StatementVisitor {
    associatedtype Failure: Error = Never

    mutating func visit<Content: StatementContent & SnapshotField>(
        _ stated: inout [Stated<Content>]
    ) throws(Failure)
}

extension LedgerStatements {
    /// Shows a visitor the statements of each kind, in one order: the only list of the kinds besides their
    /// declaration.
    mutating func show<Visitor: StatementVisitor>(to visitor: inout Visitor) throws(Visitor.Failure) {
        try visitor.visit(&counterparts)
        try visitor.visit(&mandates)
        try visitor.visit(&mandateEnds)
        try visitor.visit(&letters)
        try visitor.visit(&conveyances)
        try visitor.visit(&receipts)
        try visitor.visit(&channels)
        try visitor.visit(&channelChanges)
        try visitor.visit(&contacts)
        try visitor.visit(&undertakings)
        try visitor.visit(&fulfilments)
        try visitor.visit(&positions)
        try visitor.visit(&requests)
        try visitor.visit(&withholdings)
        try visitor.visit(&shares)
        try visitor.visit(&shareReceipts)
        try visitor.visit(&reports)
        try visitor.visit(&claims)
        try visitor.visit(&claimAmendments)
        try visitor.visit(&claimWithdrawals)
        try visitor.visit(&claimEvaluations)
        try visitor.visit(&attestations)
        try visitor.visit(&disputes)
        try visitor.visit(&disputeAnswers)
        try visitor.visit(&disputeSettlements)
        try visitor.visit(&corrections)
        try visitor.visit(&reaffirmations)
        try visitor.visit(&exports)
        try visitor.visit(&imports)
        try visitor.visit(&headNotes)
        try visitor.visit(&retentions)
        try visitor.visit(&erasureRequests)
        try visitor.visit(&holds)
        try visitor.visit(&holdLiftings)
        try visitor.visit(&erasures)
        try visitor.visit(&accesses)
        try visitor.visit(&breaches)
    }
}
