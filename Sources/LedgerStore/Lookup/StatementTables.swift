internal import LedgerCrypto
internal import LedgerFormat

/// The tables of a ``StatementIndex``: by id, by event hash, by what an entry is about, and by what it refers
/// to. All are bound to the entries that they speak of, and to which of these were withheld.
struct StatementTables {
    let ids: LookupTable
    let events: LookupTable
    /// By subject; of entries without one by type.
    let topics: LookupTable
    /// By the event referred to; and by the key that signed, its first entry.
    let targets: LookupTable

    private var pending: [[LookupRecord]] = [[], [], [], []]
    private var knownSigners: Set<KeyID> = []
    private var typeKeys: [String: LookupKey] = [:]

    /// So many records of a table wait in memory at most.
    static let pendingMax = 1 << 17

    /// The tables in a folder; stale where one is missing, or they do not belong together.
    init(in folder: String) throws(ProofIndexError) {
        var tables: [LookupTable] = []
        for name in StatementTables.names {
            guard let table = LookupTable.open("\(folder)/\(name)", isGrowing: true),
                table.stamp == tables.first?.stamp ?? table.stamp
            else { throw .stale("the table of \(name) is not one of the others") }
            tables.append(table)
        }
        self.init(tables)
    }

    /// Empty tables, in place of what is there.
    static func created(in folder: String) throws(ProofIndexError) -> StatementTables {
        let nothing: SHA256Digest
        do { nothing = try SHA256.digest(of: []) } catch { throw .crypto("\(error)") }
        var tables: [LookupTable] = []
        for name in names {
            tables.append(
                try looking { () throws(LookupFailure) in
                    try LookupTable.create("\(folder)/\(name)", stamp: nothing)
                })
        }
        return StatementTables(tables)
    }

    private static let names = ["ids", "events", "topics", "targets"]

    private init(_ tables: [LookupTable]) {
        (ids, events, topics, targets) = (tables[0], tables[1], tables[2], tables[3])
    }

    /// How many entries the tables speak of.
    var entryCount: Int { events.count }
    /// What these entries are known by.
    var stamp: SHA256Digest { events.stamp }
    var pendingCount: Int { pending.reduce(0) { max($0, $1.count) } }

    // MARK: Growing

    /// - Parameter event: what the entry shows; nil where it is withheld.
    mutating func take(_ event: Event?, _ hash: SHA256Digest, at index: Int) throws(ProofIndexError) {
        let value = UInt64(index)
        pending[1].append(LookupRecord(LookupKey(hash), value))
        guard let event else { return }
        pending[0].append(LookupRecord(LookupKey(event.id), value))
        if let subject = event.subject {
            pending[2].append(LookupRecord(StatementTables.key(of: subject), value))
        } else {
            pending[2].append(LookupRecord(try key(ofKnownType: event.type), value))
        }
        for target in event.referencedEvents {
            pending[3].append(LookupRecord(LookupKey(target), value))
        }
        for signer in event.signing?.signers ?? [] where try isNew(signer) {
            pending[3].append(LookupRecord(LookupKey(signer.digest), value))
        }
    }

    private mutating func key(ofKnownType type: String) throws(ProofIndexError) -> LookupKey {
        if let known = typeKeys[type] { return known }
        let key = try StatementTables.key(ofType: type)
        typeKeys[type] = key
        return key
    }

    private mutating func isNew(_ signer: KeyID) throws(ProofIndexError) -> Bool {
        guard knownSigners.insert(signer).inserted else { return false }
        return try StatementTables.looking { () throws(LookupFailure) in
            try targets.values(for: LookupKey(signer.digest)).isEmpty
        }
    }

    /// The table that counts the entries comes last.
    mutating func flush(stamp: SHA256Digest) throws(ProofIndexError) {
        for (table, place) in [(ids, 0), (topics, 2), (targets, 3), (events, 1)] {
            let records = pending[place]
            try StatementTables.looking { () throws(LookupFailure) in
                try table.append(records, stamp: stamp)
            }
            pending[place].removeAll(keepingCapacity: true)
        }
    }

    func discard() { try? Folder.remove(events.path) }

    // MARK: Keys

    static func key(of subject: Subject) -> LookupKey { LookupKey(subject.reference) }

    static func key(ofType type: String) throws(ProofIndexError) -> LookupKey {
        do { return LookupKey(try SHA256.digest(of: Array(type.utf8))) } catch {
            throw .crypto("\(error)")
        }
    }

    static func looking<Value>(_ body: () throws(LookupFailure) -> Value) throws(ProofIndexError) -> Value {
        do throws(LookupFailure) { return try body() } catch {
            switch error {
            case .damaged(let path): throw .stale("\(path) is damaged")
            case .file(let failure): throw .file(failure)
            }
        }
    }
}
