import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// A ledger that a test writes entry by entry: really signed, and replayed only after it was really verified.
struct TestLedger {
    /// A statement as others refer to it.
    struct Place {
        let ledger: SHA256Digest
        let event: SHA256Digest
    }

    let party: PartyID
    let origin: Origin
    private let keys: [PrivateKey]
    private var lines: [[UInt8]] = []
    private(set) var hashes: [SHA256Digest] = []
    private var roster = 0
    /// When the next entry is recorded: one minute after the one before.
    private var clock: Int

    /// Opens the ledger of a party that acts in every role, unless some are given.
    init(
        _ party: String, name: String = "ledger", keys count: Int = 1, signingKeys: [PrivateKey] = [],
        roles: [String] = CodeList.role.codes.map(\.code), opened: String = "2025-08-01T00:00:00Z"
    ) throws {
        self.party = try #require(PartyID(party))
        origin = try #require(Origin("\(party).example/\(name)"))
        keys =
            signingKeys
            + (try (0..<max(0, count - signingKeys.count)).map { _ in try PrivateKey.generate(.ed25519) })
        clock = try #require(Timestamp(opened)).secondsSinceEpoch
        let opening = Opening(
            audience: [self.party],
            keys: keys.map { EnrolledKey($0.publicKey) }.sorted { $0.keyID < $1.keyID },
            origin: origin,
            party: Party(
                partyClass: "ombudsman", id: self.party, name: "Office",
                roles: roles.sorted()))
        try append("ledger.opened", schema: .ledger(version: 1), data: LedgerEvent.opened(opening).data)
    }

    var fingerprint: SHA256Digest { hashes[0] }
    var opening: Place { Place(ledger: fingerprint, event: fingerprint) }
    var lastIndex: Int { hashes.count - 1 }

    /// Records a statement; `data` without `refs`, which are given apart and sorted here.
    @discardableResult
    mutating func record(
        _ type: String, _ subject: Subject? = nil, _ data: [String: JSON] = [:], refs: [(String, Place)] = [],
        signer: Int = 0, vocabulary: Int = 1, time: String? = nil
    ) throws -> Place {
        var data = data
        if !refs.isEmpty {
            let references = refs.map { rel, place -> JSON in
                var members: [String: JSON] = ["event": .string(place.event.prefixed), "rel": .string(rel)]
                if place.ledger != fingerprint { members["ledger"] = .string(place.ledger.prefixed) }
                return .object(members)
            }
            data["refs"] = .array(
                try references.map { (try $0.canonicalBytes(), $0) }.sorted {
                    $0.0.lexicographicallyPrecedes($1.0)
                }.map(\.1))
        }
        if let time { clock = try #require(Timestamp(time)).secondsSinceEpoch - 60 }
        let event = try append(
            type, schema: .vocabulary(version: vocabulary), subject: subject, data: .object(data),
            signer: signer)
        return Place(ledger: fingerprint, event: event)
    }

    /// States that one of the keys was in other hands since an index; another key signs that.
    mutating func compromise(key: Int, since: Int, signer: Int) throws {
        let event = LedgerEvent.keyCompromised(keys[key].publicKey.keyID, since: since, recovery: Recovery())
        try append("key.compromised", schema: .ledger(version: 1), data: event.data, signer: signer)
        roster = lastIndex
    }

    @discardableResult
    private mutating func append(
        _ type: String, schema: Event.Schema, subject: Subject? = nil, data: JSON, signer: Int = 0
    ) throws -> SHA256Digest {
        let index = hashes.count
        let signers = index == 0 ? keys : [keys[signer]]
        clock += 60
        let draft = EventDraft(
            id: try TestLedger.newID(), source: party, type: Event.typePrefix + type, schema: schema,
            subject: subject,
            time: try #require(Timestamp(secondsSinceEpoch: clock)), index: index, previous: hashes.last,
            signers: signers.map(\.publicKey.keyID),
            root: index == 0 ? nil : try TestLedger.root(hashes[...]),
            roster: index == 0 ? nil : roster, data: data)
        let event = try draft.event()
        let message = DSSE.preAuthenticationEncoding(of: event.bytes)
        let ordered = signers.sorted { $0.publicKey.keyID < $1.publicKey.keyID }
        lines.append(Entry.line(event: event.bytes, signatures: try ordered.map { try $0.sign(message) }))
        hashes.append(event.hash)
        return event.hash
    }

    // MARK: Reading

    /// The ledger verified and replayed, every entry and every statement checked; some entries may be
    /// withheld.
    func replay(
        at moment: ReplayMoment? = nil, withholding withheld: Set<Int> = [], verdict: Verdict = .intact,
        rules: (any ContentRules)? = Vocabulary.current
    ) throws -> LedgerReplay {
        var replay = LedgerReplay(at: moment)
        let report = try verify(withholding: withheld, verdict: verdict, rules: rules) { replay.apply($0) }
        replay.finish(with: report)
        return replay
    }

    /// The ledger verified, and read as an audit reads it.
    func audited(
        at moment: ReplayMoment? = nil, withholding withheld: Set<Int> = [], verdict: Verdict = .intact
    ) throws -> AuditedLedger {
        var audited = AuditedLedger(at: moment)
        let report = try verify(withholding: withheld, verdict: verdict) { audited.apply($0) }
        audited.finish(with: report)
        return audited
    }

    /// The same with the report of the verification; what breaks the vocabulary is left out, as in `audit`.
    func forAudit(
        withholding withheld: Set<Int> = [], verdict: Verdict = .intact
    ) throws -> (ledger: AuditedLedger, report: VerificationReport) {
        var (audited, conforming) = (AuditedLedger(), ConformingEntries())
        let report = try verify(withholding: withheld, verdict: verdict) {
            if conforming.include($0) { audited.apply($0) }
        }
        audited.finish(with: report)
        return (audited, report)
    }

    /// Names another ledger's party, with that ledger's fingerprint or another's.
    mutating func note(_ other: TestLedger, fingerprint: SHA256Digest? = nil) throws {
        try record(
            "counterpart.noted", nil,
            [
                "class": "ombudsman", "fingerprint": .string((fingerprint ?? other.fingerprint).prefixed),
                "id": .string(other.party.description), "name": "Office", "roles": ["case_agency"],
            ])
    }

    /// Lets two ledgers note each other.
    static func acquaint(_ one: inout TestLedger, _ other: inout TestLedger) throws {
        try one.note(other)
        try other.note(one)
    }

    func entries() throws -> [VerifiedEntry] {
        var entries: [VerifiedEntry] = []
        _ = try verify { entries.append($0) }
        return entries
    }

    /// The entries with the report, where no statement's content is checked.
    func verified(
        withholding withheld: Set<Int> = []
    ) throws -> (entries: [VerifiedEntry], report: VerificationReport) {
        var entries: [VerifiedEntry] = []
        let report = try verify(withholding: withheld, rules: nil) { entries.append($0) }
        return (entries, report)
    }

    private func verify(
        withholding withheld: Set<Int> = [], verdict: Verdict = .intact,
        rules: (any ContentRules)? = Vocabulary.current, deliver: (VerifiedEntry) -> Void
    ) throws -> VerificationReport {
        let bytes = lines.enumerated().flatMap { withheld.contains($0) ? Entry.withheldLine(hashes[$0]) : $1 }
        let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: rules)
        let report = withoutActuallyEscaping(deliver) { verifier.verify(BytesInMemory(bytes), deliver: $0) }
        try #require(report.verdict == verdict, "\(report.findings)")
        return report
    }

    // MARK: Values

    static func newID() throws -> EventID { try #require(EventID(RandomUUID().description)) }
    static func newCase() throws -> Subject { Subject(kind: "case", reference: try newID()) }
    static func newRequest() throws -> Subject { Subject(kind: "request", reference: try newID()) }

    /// A commitment, as types ask for it that bind a sealed object.
    func sealed(_ label: String) -> JSON {
        [
            [
                "commitment": .string(fingerprint.prefixed), "custodian": .string(party.description),
                "label": .string(label), "scheme": "goodfaith/sealed/1",
            ]
        ]
    }

    /// The RFC 6962 root, by its definition.
    private static func root(_ leaves: ArraySlice<SHA256Digest>) throws -> SHA256Digest {
        if leaves.count == 1, let leaf = leaves.first { return leaf }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        var hasher = try SHA256()
        let left = try root(leaves.prefix(split)), right = try root(leaves.dropFirst(split))
        hasher.update(0x01)
        hasher.update(left)
        hasher.update(right)
        return hasher.finish()
    }
}
