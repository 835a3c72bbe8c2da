internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// The ledgers at hand in an order of their own, each once, with what they say about each other's statements.
struct LedgerSet: Sendable {
    /// By party, then fingerprint.
    let replays: [(ledger: ReplayedLedger, replay: LedgerReplay)]
    /// What is asked for each of many cases or steps, by the places of ``replays``: a whole replay is not
    /// copied for it.
    let fingerprints: [SHA256Digest]
    let owners: [PartyID]
    let cases: [CaseLog]
    /// Copies of a ledger that is there in a fuller copy; the same copy twice is one.
    let setAside: Int
    let standing: Standing
    let parties: LedgerParties
    /// Which statements speak of one matter: what attestations join, and a statement and the one that
    /// replaces it.
    private(set) var matters = Joins<SHA256Digest>()

    /// - Parameter isOpen: whether every ledger is taken as known to every other.
    init(_ given: [LedgerReplay], isOpen: Bool = false) {
        var kept: [SHA256Digest: (ledger: ReplayedLedger, replay: LedgerReplay)] = [:]
        for replay in given {
            guard let ledger = replay.ledger else { continue }
            if let other = kept[ledger.fingerprint], !LedgerSet.says(replay, moreThan: other.replay) {
                continue
            }
            kept[ledger.fingerprint] = (ledger, replay)
        }
        replays = kept.values.sorted {
            $0.ledger.party.id == $1.ledger.party.id
                ? $0.ledger.fingerprint < $1.ledger.fingerprint : $0.ledger.party.id < $1.ledger.party.id
        }
        fingerprints = replays.map(\.ledger.fingerprint)
        owners = replays.map(\.ledger.party.id)
        cases = replays.map(\.replay.cases)
        let copies = given.filter { $0.ledger != nil }
        setAside = given.count - copies.count + Set(copies.map(Copy.init)).count - kept.count
        let parties = LedgerParties(replays.map(\.replay), isOpen: isOpen)
        self.parties = parties
        standing = Standing(replays.map(\.replay), parties)
        for (ledger, replay) in replays {
            for attestation in replay.statements.attestations
            where attestation.content.joinsMatters && standing.isSound(attestation.reference) {
                let heard = parties.heard(attestation.refs, from: ledger.fingerprint)
                matters.join(heard.filter { $0.rel == "corroborates" }.map(\.event))
            }
            for reference in replay.corrects
            where reference.target.ledger == ledger.fingerprint && standing.isSound(reference.source) {
                matters.join(reference.target.event, reference.source.event)
            }
        }
    }

    /// What tells two copies of one ledger apart.
    private struct Copy: Hashable {
        let fingerprint: SHA256Digest?
        let head: Head?
        let coverage: ReplayCoverage

        init(_ replay: LedgerReplay) {
            (fingerprint, head, coverage) = (replay.ledger?.fingerprint, replay.head, replay.coverage)
        }
    }

    /// Of two copies of one ledger the one that goes further counts, then the one that withholds less. Copies
    /// that are alike up to the moment differ in their heads; then the longer one counts, and of two histories
    /// of one length the one whose root is less.
    static func says(_ one: LedgerReplay, moreThan other: LedgerReplay) -> Bool {
        let (mine, theirs) = (one.coverage, other.coverage)
        if mine.entryCount != theirs.entryCount { return mine.entryCount > theirs.entryCount }
        if mine.withheldCount != theirs.withheldCount { return mine.withheldCount < theirs.withheldCount }
        if mine.withheld != theirs.withheld {
            return mine.withheld.lexicographicallyPrecedes(theirs.withheld) {
                ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
            }
        }
        guard let head = one.head, let otherHead = other.head else { return one.head != nil }
        return head.size != otherHead.size ? head.size > otherHead.size : head.root < otherHead.root
    }

    /// All statements of one kind, with their marks, by when they happened.
    func all<Content>(_ kind: KeyPath<LedgerStatements, [Stated<Content>]>) -> [Stated<Content>] {
        replays.flatMap { _, replay in
            replay.statements[keyPath: kind].map { stated in
                var stated = stated
                stated.marks = standing.marks(stated.reference, stated.knowledge)
                return stated
            }
        }.sorted(by: Stated.precedes)
    }

    /// The statements of one kind, those of one matter together, by when the first of them happened.
    mutating func allMatters<Content>(_ kind: KeyPath<LedgerStatements, [Stated<Content>]>) -> [Matter<
        Content
    >] {
        var groups: [SHA256Digest: [Stated<Content>]] = [:]
        for stated in all(kind) {
            groups[matters.root(of: stated.reference.event), default: []].append(stated)
        }
        return groups.values.compactMap { Matter($0) }.sorted { Stated.precedes($0.principal, $1.principal) }
    }

    /// The statements that fulfil others, by what they fulfil.
    func fulfilments() -> [SHA256Digest: [StatementReference]] {
        var fulfilments: [SHA256Digest: [StatementReference]] = [:]
        for (_, replay) in replays {
            for reference in replay.fulfils
            where !standing.corrected.contains(reference.source.event)
                && parties.hears(reference.source.ledger, by: reference.target.ledger)
            {
                fulfilments[reference.target.event, default: []].append(reference.source)
            }
        }
        return fulfilments.mapValues { $0.sorted() }
    }
}
