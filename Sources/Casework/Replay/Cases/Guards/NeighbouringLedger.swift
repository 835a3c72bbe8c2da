internal import LedgerCrypto
internal import LedgerFormat

/// A ledger that lies beside, by what its statements are about and refer to.
struct NeighbouringLedger {
    let fingerprint: SHA256Digest
    private var subjects: [SHA256Digest: Subject] = [:]
    private var bySubject: [Subject: [SHA256Digest]] = [:]
    private var joined: [SHA256Digest: [EventReference]] = [:]
    private var referring: [SHA256Digest: [SHA256Digest]] = [:]
    private var judgements: Set<SHA256Digest> = []

    init?(_ replay: LedgerReplay) {
        guard let ledger = replay.ledger else { return nil }
        fingerprint = ledger.fingerprint
        replay.cases.forEachStep { position, step in
            let subject = replay.cases.subject(of: position)
            if subjects.updateValue(subject, forKey: step.event) == nil {
                bySubject[subject, default: []].append(step.event)
            }
        }
        for link in replay.links { add(link.event, link.target) }
        for reference in replay.corrects { add(reference.source.event, reference.target) }
        for stated in replay.statements.attestations {
            judge(stated.reference.event, stated.content.subject, stated.refs)
            if let subject = stated.content.subject { subjects[stated.reference.event] = subject }
            for target in stated.refs { add(stated.reference.event, target) }
        }
        for stated in replay.statements.disputes {
            judge(stated.reference.event, stated.content.subject, stated.refs)
        }
        for stated in replay.statements.disputeSettlements {
            judge(stated.reference.event, stated.content.subject, stated.refs)
        }
    }

    private mutating func add(_ source: SHA256Digest, _ target: EventReference) {
        joined[source, default: []].append(target)
        referring[target.event, default: []].append(source)
    }

    private mutating func judge(_ event: SHA256Digest, _ subject: Subject?, _ refs: [EventReference]) {
        judgements.insert(event)
        if let subject { bySubject[subject, default: []].append(event) }
        for target in refs { referring[target.event, default: []].append(event) }
    }

    func isGuarded(_ event: SHA256Digest) -> Bool {
        subjects[event] != nil || judgements.contains(event) || joined[event] != nil
    }

    func events(about subject: Subject) -> [SHA256Digest] { bySubject[subject] ?? [] }

    func events(referringTo event: SHA256Digest) -> [SHA256Digest] { referring[event] ?? [] }

    /// The case that a statement is a step of, or puts together with others.
    func subject(of event: SHA256Digest) -> Subject? { subjects[event] }

    /// What a statement may put together with itself, and what it corrects.
    func joined(by event: SHA256Digest) -> [EventReference] { joined[event] ?? [] }
}
