internal import LedgerCrypto
internal import LedgerFormat

/// A case by its ledger's place among the ledgers, and its own among that ledger's cases.
struct CaseKey: Hashable, Comparable, Sendable {
    let ledger: Int
    let position: Int

    static func < (left: CaseKey, right: CaseKey) -> Bool {
        left.ledger == right.ledger ? left.position < right.position : left.ledger < right.ledger
    }
}

/// Finds which cases of different ledgers are one child's.
///
/// References are random, each party's its own, so only statements link them: a step of one case that rests
/// on, or acknowledges, a step of another's; an attestation that both are one matter; the same reference in
/// two ledgers; a request that leads to no more than one case in each ledger; and the word of a party that
/// one of its cases is a duplicate. Otherwise `concerns` links nothing: a report concerns many.
struct CaseLinking {
    private var joins = Joins<CaseKey>()
    /// The events that rejections of matches name.
    private(set) var ends: [SHA256Digest: Set<SHA256Digest>] = [:]
    /// The handovers that acceptances acknowledge.
    private(set) var acknowledged: [SHA256Digest: Set<SHA256Digest>] = [:]
    /// The cases whose statements lie behind the hashes that were asked for.
    private var cases: [SHA256Digest: CaseKey] = [:]
    private var indexes: [SHA256Digest: Int32] = [:]
    /// Empty where there is only one ledger.
    private var bySubject: [Subject: [CaseKey]] = [:]

    init(_ ledgers: LedgerSet, wanted: Set<SHA256Digest>) {
        for (number, (_, replay)) in ledgers.replays.enumerated() {
            if ledgers.replays.count > 1 {
                for position in replay.cases.indices {
                    let key = CaseKey(ledger: number, position: position)
                    bySubject[replay.cases.subject(of: position), default: []].append(key)
                }
            }
            replay.cases.forEachStep { position, step in
                guard wanted.contains(step.event) else { return }
                cases[step.event] = CaseKey(ledger: number, position: position)
                indexes[step.event] = step.index
            }
        }
        for keys in bySubject.values { joinSameReference(keys, ledgers) }
        linkBySteps(ledgers)
        linkByAttestations(ledgers)
    }

    /// The case that stands for all that are the same child's.
    mutating func root(of key: CaseKey) -> CaseKey { joins.root(of: key) }

    /// The case that a wanted event is about.
    func key(of event: SHA256Digest) -> CaseKey? { cases[event] }

    /// Where a wanted event of a case stands.
    func reference(of event: SHA256Digest, in ledgers: LedgerSet) -> StatementReference? {
        guard let key = cases[event], let index = indexes[event] else { return nil }
        return StatementReference(
            ledger: ledgers.fingerprints[key.ledger], index: Int(index), event: event,
            party: ledgers.owners[key.ledger])
    }

    /// One reference in the ledgers of parties that know each other is one case.
    private mutating func joinSameReference(_ keys: [CaseKey], _ ledgers: LedgerSet) {
        for (place, one) in keys.enumerated() {
            for other in keys.dropFirst(place + 1) where isMutual(one.ledger, other.ledger, ledgers) {
                joins.join(one, other)
            }
        }
    }

    private func isMutual(_ one: Int, _ other: Int, _ ledgers: LedgerSet) -> Bool {
        let (first, second) = (ledgers.fingerprints[one], ledgers.fingerprints[other])
        return ledgers.parties.hears(first, by: second) && ledgers.parties.hears(second, by: first)
    }

    private mutating func linkBySteps(_ ledgers: LedgerSet) {
        var requesters: [CaseKey: Set<CaseKey>] = [:]
        for (number, (ledger, replay)) in ledgers.replays.enumerated() {
            let rejected = rejectedMatches(replay, ledgers.standing)
            for link in replay.links where !ledgers.standing.corrected.contains(link.event) {
                if link.step == .matchRejected || rejected.contains(link.event) { continue }
                if link.step == .received || link.step == .takenOver, link.target.rel == "acknowledges" {
                    acknowledged[link.event, default: []].insert(link.target.event)
                }
                guard let target = cases[link.target.event],
                    ledgers.fingerprints[target.ledger] == link.target.ledger,
                    ledgers.parties.hears(ledger.fingerprint, by: link.target.ledger)
                else { continue }
                let source = CaseKey(ledger: number, position: link.position)
                if ledgers.cases[target.ledger].subject(of: target.position).kind == "request" {
                    requesters[target, default: []].insert(source)
                } else if link.target.ledger != ledger.fingerprint || link.step == .merged {
                    joins.join(source, target)
                }
            }
        }
        for (request, cases) in requesters where Set(cases.map(\.ledger)).count == cases.count {
            joins.join([request] + cases)
        }
    }

    /// The matches that a later statement about the same case rejects: the named ones, or all before it.
    private mutating func rejectedMatches(_ replay: LedgerReplay, _ standing: Standing) -> Set<SHA256Digest> {
        for link in replay.links where link.step == .matchRejected && link.target.rel == "ends" {
            ends[link.event, default: []].insert(link.target.event)
        }
        var rejections: [(position: Int, step: RecordedStep)] = []
        replay.cases.forEachStep { position, step in
            if step.step == .matchRejected, !standing.corrected.contains(step.event) {
                rejections.append((position, step))
            }
        }
        var rejected: Set<SHA256Digest> = []
        for (position, rejection) in rejections {
            let matches = replay.cases.steps(of: position)
                .filter { $0.step == .matched && $0.index < rejection.index }.map(\.event)
            rejected.formUnion(ends[rejection.event] ?? Set(matches))
        }
        return rejected
    }

    /// That two cases of one ledger are one child's only its own party can say.
    private func mayJoin(
        _ targets: [CaseKey], _ attestation: Stated<Attestation>, _ ledgers: LedgerSet
    ) -> Bool {
        Dictionary(grouping: Set(targets), by: \.ledger).allSatisfy { ledger, keys in
            keys.count < 2
                || ledgers.parties[ledgers.fingerprints[ledger]]
                    == ledgers.parties[attestation.reference.ledger]
        }
    }

    private mutating func linkByAttestations(_ ledgers: LedgerSet) {
        for (number, (_, replay)) in ledgers.replays.enumerated() {
            for attestation in replay.statements.attestations
            where ledgers.standing.isSound(attestation.reference) {
                let heard = ledgers.parties.heard(attestation.refs, from: attestation.reference.ledger)
                let targets = heard.filter { $0.rel == "corroborates" }.compactMap { cases[$0.event] }
                if attestation.content.joinsMatters, mayJoin(targets, attestation, ledgers) {
                    joins.join(targets)
                }
                guard let subject = attestation.content.subject,
                    let own = bySubject[subject]?.first(where: { $0.ledger == number })
                else { continue }
                joins.join([own] + targets.filter { $0.ledger != number })
            }
        }
    }
}
