/// What became of public claims, by when it happened.
public struct ClaimChanges: Sendable {
    public let amendments: [Stated<ClaimAmendment>]
    public let withdrawals: [Stated<ClaimWithdrawal>]
    public let evaluations: [Stated<ClaimEvaluation>]

    init(_ ledgers: LedgerSet) {
        amendments = ledgers.all(\.claimAmendments)
        withdrawals = ledgers.all(\.claimWithdrawals)
        evaluations = ledgers.all(\.claimEvaluations)
    }

    var count: Int { amendments.count + withdrawals.count + evaluations.count }
}

/// Which files went from whom to whom, and which heads were noted, by when it happened.
public struct ExchangeLog: Sendable {
    public let exports: [Stated<FileExport>]
    public let imports: [Stated<FileImport>]
    public let headNotes: [Stated<HeadNote>]

    init(_ ledgers: LedgerSet) {
        exports = ledgers.all(\.exports)
        imports = ledgers.all(\.imports)
        headNotes = ledgers.all(\.headNotes)
    }

    var count: Int { exports.count + imports.count + headNotes.count }
}

/// What custodians say of the sealed objects that they hold, by when it happened.
public struct ProtectionLog: Sendable {
    public let retentions: [Stated<Retention>]
    public let erasureRequests: [Stated<ErasureRequest>]
    public let holds: [Stated<Hold>]
    public let holdLiftings: [Stated<HoldLifting>]
    public let erasures: [Stated<Erasure>]
    public let accesses: [Stated<Access>]
    public let breaches: [Stated<Breach>]

    init(_ ledgers: LedgerSet) {
        retentions = ledgers.all(\.retentions)
        erasureRequests = ledgers.all(\.erasureRequests)
        holds = ledgers.all(\.holds)
        holdLiftings = ledgers.all(\.holdLiftings)
        erasures = ledgers.all(\.erasures)
        accesses = ledgers.all(\.accesses)
        breaches = ledgers.all(\.breaches)
    }

    var count: Int {
        retentions.count + erasureRequests.count + holds.count + holdLiftings.count + erasures.count
            + accesses.count + breaches.count
    }
}
