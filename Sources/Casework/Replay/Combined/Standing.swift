internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// What statements say about statements, in all ledgers at hand: which are taken back, contested, supported,
/// disowned.
struct Standing: Sendable {
    /// Named as wrong by their authors, or replaced. Only what the author's own ledger says counts.
    private(set) var corrected: Set<SHA256Digest> = []
    private var disputed: Set<SHA256Digest> = []
    private var disputedSubjects: Set<Subject> = []
    private var attested: Set<SHA256Digest> = []
    private var reaffirmed: Set<SHA256Digest> = []
    private var disowned: [SHA256Digest: IndexRanges] = [:]

    init(_ replays: [LedgerReplay], _ parties: LedgerParties) {
        for replay in replays {
            guard let ledger = replay.ledger?.fingerprint else { continue }
            disowned[ledger] = replay.disowned
            for stated in replay.statements.reaffirmations
            where !replay.disowned.contains(stated.reference.index) {
                for target in stated.refs where target.rel == "reaffirms" && target.ledger == ledger {
                    reaffirmed.insert(target.event)
                }
            }
            // From the last to the first, so that what takes back a correction is known before the correction
            // counts.
            for reference in replay.corrects.reversed() where reference.target.ledger == ledger {
                guard !isDisowned(reference.source), !corrected.contains(reference.source.event) else {
                    continue
                }
                corrected.insert(reference.target.event)
            }
        }
        for replay in replays { takeWords(of: replay, parties) }
    }

    private mutating func takeWords(of replay: LedgerReplay, _ parties: LedgerParties) {
        for dispute in replay.statements.disputes where !corrected.contains(dispute.reference.event) {
            let heard = parties.heard(dispute.refs, from: dispute.reference.ledger)
            let contested = heard.filter { $0.rel == "disputes" }
            if contested.isEmpty { continue }
            disputed.formUnion(contested.map(\.event))
            if let subject = dispute.content.subject { disputedSubjects.insert(subject) }
        }
        for attestation in replay.statements.attestations where isSound(attestation.reference) {
            for target in parties.heard(attestation.refs, from: attestation.reference.ledger)
            where target.rel == "corroborates" && target.ledger != attestation.reference.ledger {
                attested.insert(target.event)
            }
        }
    }

    /// Neither taken back nor disowned.
    func isSound(_ reference: StatementReference) -> Bool {
        !corrected.contains(reference.event) && !isDisowned(reference)
    }

    func isDisputed(_ subject: Subject) -> Bool { disputedSubjects.contains(subject) }

    func marks(_ reference: StatementReference, _ knowledge: Knowledge) -> Marks {
        marks(reference.event, isDisowned: isDisowned(reference), knowledge)
    }

    /// The same for a statement that is kept without its reference.
    func marks(_ event: SHA256Digest, in ledger: SHA256Digest, at index: Int, _ knowledge: Knowledge) -> Marks {
        marks(event, isDisowned: isDisowned(event, in: ledger, at: index), knowledge)
    }

    private func marks(_ event: SHA256Digest, isDisowned: Bool, _ knowledge: Knowledge) -> Marks {
        var marks = Marks(knowledge)
        if corrected.contains(event) { marks.insert(.corrected) }
        if disputed.contains(event) { marks.insert(.disputed) }
        if attested.contains(event) { marks.insert(.attested) }
        if isDisowned { marks.insert(.disowned) }
        return marks
    }

    private func isDisowned(_ reference: StatementReference) -> Bool {
        isDisowned(reference.event, in: reference.ledger, at: reference.index)
    }

    private func isDisowned(_ event: SHA256Digest, in ledger: SHA256Digest, at index: Int) -> Bool {
        (disowned[ledger]?.contains(index) ?? false) && !reaffirmed.contains(event)
    }
}
