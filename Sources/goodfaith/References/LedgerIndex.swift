internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

/// The entries of one verified ledger by index and by hash: what a reference on the command line is looked up
/// in.
struct LedgerIndex {
    let path: String
    private(set) var fingerprint: SHA256Digest?
    private(set) var party: Party?
    private var entries = Entries.listed([])
    /// The parties that this ledger names with `counterpart.noted`, and the one that keeps it.
    private var notedParties: Set<PartyID> = []
    /// What the ledger says of cases, where the guards will ask and all of it was read; nil otherwise.
    private(set) var replay: LedgerReplay?
    private var report: VerificationReport?

    /// The indexes of the entries of ``Entries/listed(_:)``, by hash.
    private var indexes: [SHA256Digest: Int] = [:]

    /// Where the entries are found.
    private enum Entries {
        case listed([Place])
        case remembered(StatementIndex)
    }

    init(_ path: String, replaying: Bool = false) {
        self.path = path
        if replaying { replay = LedgerReplay() }
    }

    /// A ledger of which single entries are looked up, and nothing was read.
    init(_ path: String, _ statements: StatementIndex) throws(Refusal) {
        self.init(path)
        take(try lookingUp { () throws(ProofIndexError) in try statements.entry(at: 0) })
        entries = .remembered(statements)
        let noted = try lookingUp { () throws(ProofIndexError) in
            try statements.entries(ofType: Vocabulary.typePrefix + Vocabulary.counterpartNoted)
        }
        for entry in noted { note(partyIn: entry) }
    }

    /// Takes what only the end of the verification knows.
    mutating func finish(with report: VerificationReport) {
        self.report = report
        replay?.finish(with: report)
    }

    mutating func take(_ entry: VerifiedEntry) {
        replay?.apply(entry)
        if entry.index == 0, let event = entry.event, case .opened(let opening)? = try? LedgerEvent(event) {
            fingerprint = event.hash
            party = opening.party
            notedParties.insert(opening.party.id)
        }
        note(partyIn: entry)
        guard case .listed(var places) = entries else { return }
        entries = .listed([])
        indexes[entry.hash] = places.count
        places.append(Place(entry))
        entries = .listed(places)
    }

    private mutating func note(partyIn entry: VerifiedEntry) {
        if let event = entry.event, event.name == Vocabulary.counterpartNoted,
            let id = event.data["id"]?.string.flatMap({ PartyID($0) })
        {
            notedParties.insert(id)
        }
    }

    func hasNoted(_ party: PartyID) -> Bool { notedParties.contains(party) }

    /// What the guards can ask about the cases of some drafts.
    func replay(around drafts: [Event], beside: [LedgerReplay]) throws(Refusal) -> LedgerReplay? {
        guard case .remembered(let statements) = entries, let report else { return replay }
        let part = try lookingUp { () throws(ProofIndexError) in
            var signers: Set<KeyID> = []
            for key in report.enrolledKeys where try statements.hasSigned(key) { signers.insert(key) }
            return try LedgerReplay(
                around: drafts, in: RememberedStatements(index: statements), beside: beside, signers: signers,
                report: report)
        }
        if let part { return part }
        return try LedgerIndex.verified(path, replaying: true, otherwise: "nothing is recorded").index.replay
    }

    /// A ledger that verifies, with its report.
    ///
    /// - Parameter otherwise: what is not done where it does not verify, such as "nothing is copied".
    static func verified(
        _ path: String, replaying: Bool = false, otherwise: String
    ) throws(Refusal) -> (index: LedgerIndex, report: VerificationReport) {
        var index = LedgerIndex(path, replaying: replaying)
        let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        let report = LedgerFile.verify(path, with: verifier, deliver: { index.take($0) })
        guard report.verdict.leavesChainWhole else {
            throw Refusal(
                "\(Terminal.printable(path)) does not verify (\(report.verdict.rawValue)), so \(otherwise)",
                hint: "goodfaith verify --self-declared \(Terminal.printable(path)) lists what is wrong",
                exitCode: report.verdict.exitCode)
        }
        index.finish(with: report)
        return (index, report)
    }

    // MARK: Looking up

    /// An entry that was found.
    struct Place {
        let index: Int
        let hash: SHA256Digest
        /// Nil where the entry is withheld.
        let type: String?

        fileprivate init(_ entry: VerifiedEntry) {
            (index, hash, type) = (entry.index, entry.hash, entry.event?.name)
        }
    }

    /// The entry that a word names: an index, `sha256:` and a beginning of its hash, or 6 or more hex digits
    /// of one.
    func entry(_ word: String) throws(Refusal) -> Place {
        if !word.isEmpty, word.utf8.count <= 10, word.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(word)
        {
            guard number < count else {
                throw Refusal(
                    "\(Terminal.printable(path)) has no entry \(number)",
                    hint: "it has \(count); goodfaith log \(Terminal.printable(path)) lists them")
            }
            return try place(number)
        }
        let digits =
            word.hasPrefix(EventHash.textPrefix) ? String(word.dropFirst(EventHash.textPrefix.count)) : word
        guard digits.utf8.count >= 6,
            digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else {
            throw Refusal(
                "\(Terminal.printable(word)) is no reference",
                hint:
                    "give an index, at least 6 digits of an event hash, FILE#INDEX, or sha256:HASH@sha256:FINGERPRINT"
            )
        }
        let fitting =
            if let hash = SHA256Digest(prefixed: EventHash.textPrefix + digits) {
                try entry(of: hash).map { [$0] } ?? []
            } else {
                try places(named: digits)
            }
        guard let only = fitting.first, fitting.count == 1 else {
            throw Refusal(
                fitting.isEmpty
                    ? "no entry of \(Terminal.printable(path)) has the hash \(digits)…"
                    : "\(fitting.count) entries of \(Terminal.printable(path)) begin with \(digits)",
                hint: fitting.isEmpty
                    ? "goodfaith log lists the entries; another ledger's is FILE#INDEX" : "give more digits")
        }
        return only
    }

    /// The entry of that hash; nil where there is none.
    func entry(of hash: SHA256Digest) throws(Refusal) -> Place? {
        switch entries {
        case .listed(let places): return indexes[hash].map { places[$0] }
        case .remembered(let statements):
            return try lookingUp { () throws(ProofIndexError) in try statements.entry(of: hash) }.map(
                Place.init)
        }
    }

    private var count: Int {
        switch entries {
        case .listed(let places): places.count
        case .remembered(let statements): statements.leafCount
        }
    }

    private func place(_ index: Int) throws(Refusal) -> Place {
        switch entries {
        case .listed(let places): return places[index]
        case .remembered(let statements):
            return Place(try lookingUp { () throws(ProofIndexError) in try statements.entry(at: index) })
        }
    }

    private func places(named digits: String) throws(Refusal) -> [Place] {
        switch entries {
        case .listed(let places): return places.filter { $0.hash.hex.hasPrefix(digits) }
        case .remembered(let statements):
            return try lookingUp { () throws(ProofIndexError) in try statements.entries(named: digits) }
                .map(Place.init)
        }
    }
}

/// The index of a ledger's statements, as the guards ask it.
private struct RememberedStatements: EntryLookup {
    let index: StatementIndex

    func opening() throws(ProofIndexError) -> VerifiedEntry { try index.entry(at: 0) }

    func entries(about subject: Subject) throws(ProofIndexError) -> [VerifiedEntry] {
        try index.entries(about: subject)
    }

    func entries(referringTo event: SHA256Digest) throws(ProofIndexError) -> [VerifiedEntry] {
        try index.entries(referringTo: event)
    }

    func entry(of event: SHA256Digest) throws(ProofIndexError) -> VerifiedEntry? { try index.entry(of: event) }
}
