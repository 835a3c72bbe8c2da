internal import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree

/// Replays one ledger: folds its verified entries, in their order, into what the party states at one moment.
///
/// Replay never refuses; what it cannot read it counts. It keeps a few fields of each statement and never an
/// event, so its memory grows with the cases. One replay takes one ledger; ``CombinedState`` lays several side
/// by side.
///
/// Only what is applied here and what is read from a snapshot of it (``snapshot(madeBy:)``) changes it;
/// whatever is added to it belongs into the snapshot.
public struct LedgerReplay: Sendable {
    /// The moment up to which the ledger is replayed; nil for all of it.
    public let moment: ReplayMoment?
    /// Whose ledger it is; nil until entry 0 was applied.
    public internal(set) var ledger: ReplayedLedger?
    /// What was replayed, and what could not be.
    public internal(set) var coverage = ReplayCoverage()
    /// The keys that signed, in the whole file.
    var signers: Set<KeyID> = []
    var lastVoucher: [KeyID] = []
    /// The ledger that this one says it goes on from, and the one that it was closed in favour of.
    var predecessor: SHA256Digest?
    var successor: SHA256Digest?
    /// The head of the whole file and what a compromised key alone signed, once ``finish(with:)`` was called.
    public internal(set) var head: Head?
    public internal(set) var disowned = IndexRanges()

    var statements = LedgerStatements()
    var cases = CaseLog()
    var links: [CaseLink] = []
    /// Every reference `corrects` and `fulfils`, whatever the type of its event.
    var corrects: [RecordedReference] = []
    var fulfils: [RecordedReference] = []
    var withheld: [SHA256Digest: Int] = [:]
    /// The version of the vocabulary that was met last and is known.
    var knownVersion: Int?
    /// Withheld entries that may lie after the moment: an entry with a time decides.
    var undecidedWithheld: [(SHA256Digest, Int)] = []

    struct RecordedReference: Sendable {
        let source: StatementReference
        let target: EventReference
    }

    /// A replay of everything up to `moment`, or of the whole ledger.
    public init(at moment: ReplayMoment? = nil) { self.moment = moment }

    /// Takes the next entry of the ledger.
    public mutating func apply(_ entry: VerifiedEntry) {
        guard let event = entry.event else {
            take(withheld: entry.hash, entry.index)
            return
        }
        note(signersOf: entry)
        if event.isLedgerEvent { take(event, of: entry) }
        guard let fingerprint = ledger?.fingerprint, let party = ledger?.party.id,
            moment?.includes(entry.index, event.time) ?? true
        else { return }
        settleWithheld()
        coverage.entryCount += 1
        coverage.lastIndex = max(coverage.lastIndex ?? 0, entry.index)
        coverage.lastTime = max(coverage.lastTime ?? event.time, event.time)
        switch event.schema {
        case .ledger: break
        case .vocabulary(let version) where !isKnown(version):
            coverage.unknownVocabularies[version, default: 0] += 1
        case .vocabulary:
            let reference = StatementReference(
                ledger: fingerprint, index: entry.index, event: entry.hash, party: party)
            if !take(event, reference) {
                coverage.unreadable.extend(by: entry.index)
            }
        }
    }

    /// Takes what only the end of the verification knows: the head, and which statements rest on a
    /// compromised key.
    ///
    /// A statement that a thief may have made was no sounder in the past, so this holds for every moment.
    public mutating func finish(with report: VerificationReport) {
        head = report.head
        disowned = report.disowned
        if moment == nil { settleWithheld() }
    }

    /// Lays a statement that is not signed yet where it will stand. Only the guards before recording do that
    /// (``RecordGuard``): no state is ever shown from it.
    mutating func lay(_ draft: Event) {
        guard let ledger else { return }
        let reference = StatementReference(
            ledger: ledger.fingerprint, index: draft.index, event: draft.hash, party: ledger.party.id)
        _ = take(draft, reference)
    }

    /// Takes the keys that signed entries which are not applied.
    mutating func note(_ signers: Set<KeyID>) { self.signers.formUnion(signers) }

    // MARK: One entry

    private mutating func note(signersOf entry: VerifiedEntry) {
        guard entry.voucher != lastVoucher else { return }
        lastVoucher = entry.voucher
        signers.formUnion(entry.voucher)
    }

    private mutating func take(_ event: Event, of entry: VerifiedEntry) {
        switch try? LedgerEvent(event) {
        case .opened(let opening)? where entry.index == 0:
            ledger = ReplayedLedger(fingerprint: entry.hash, origin: opening.origin, party: opening.party)
            predecessor = opening.predecessor?.fingerprint
        case .closed(let successor, _)?: self.successor = successor
        default: break
        }
    }

    private mutating func isKnown(_ version: Int) -> Bool {
        if version == knownVersion { return true }
        guard Vocabulary.current.knows(vocabularyVersion: version) else { return false }
        knownVersion = version
        return true
    }

    private mutating func take(withheld hash: SHA256Digest, _ index: Int) {
        if case .index(let last) = moment, index > last { return }
        undecidedWithheld.append((hash, index))
        if case .time = moment { return }
        settleWithheld()
    }

    private mutating func settleWithheld() {
        if undecidedWithheld.isEmpty { return }
        for (hash, index) in undecidedWithheld {
            withheld[hash] = index
            coverage.entryCount += 1
            coverage.lastIndex = max(coverage.lastIndex ?? 0, index)
            coverage.withheld.extend(by: index)
        }
        undecidedWithheld.removeAll(keepingCapacity: true)
    }

    /// False where the statement is of no known type, or lacks what its type asks for.
    private mutating func take(_ event: Event, _ reference: StatementReference) -> Bool {
        switch StatementKinds.shared.kind(of: event) {
        case .steps(let rules): return take(event, reference, by: rules)
        case .statement(let taker):
            let statement = StatementReader(event: event, reference: reference)
            for target in statement.refs { note(target, of: reference) }
            return StatementKinds.shared.takers[taker](&statements, statement)
        case nil: return false
        }
    }

    private mutating func take(_ event: Event, _ reference: StatementReference, by rules: Range<Int>) -> Bool {
        guard let position = cases.position(ofSubjectOf: event) else { return false }
        let table = StepTable.shared
        let reading = StepReading(event, table)
        let (time, knowledge, despite) = (reading.time, reading.knowledge, reading.despite)
        var first: CaseStep?
        func append(_ rule: StepTable.Rule) {
            let takesOver = rule.step == .received || rule.step == .takenOver
            let giver = takesOver ? cases.number(ofGiver: reading.giver) : 0
            cases.append(
                reading.step(
                    by: rule, index: reference.index, time: time, knowledge: knowledge, giver: giver,
                    despite: despite), to: position)
            first = first ?? rule.step
        }
        for rule in rules where reading.holds(table.rules[rule]) { append(table.rules[rule]) }
        if first == nil { append(table.rules[table.mention]) }
        if reading.namesBasis { append(table.rules[table.basis]) }
        link(reading, reference, as: first ?? .mentioned, position)
        return true
    }

    private mutating func link(
        _ reading: StepReading, _ source: StatementReference, as step: CaseStep, _ position: Int
    ) {
        // References within the own ledger are many, and say nothing that the steps do not say; but for the
        // request behind a case, which may be the link to another party's case, the handover that is
        // acknowledged, and the case that a duplicate belongs to.
        let keepsOwn = [.opened, .matched, .received, .takenOver, .merged].contains(step)
        for reference in reading.refs(of: source.ledger, keepingOwn: keepsOwn) {
            note(reference, of: source)
            guard
                reference.rel == "ends" || (reference.rel == "concerns" && step == .merged)
                    || (reference.rel == "acknowledges" && (step == .received || step == .takenOver))
                    || linksCases(reference, of: source, position)
            else { continue }
            links.append(
                CaseLink(
                    position: position, step: step, index: Int32(truncatingIfNeeded: source.index),
                    event: source.event, target: reference))
        }
    }

    /// Whether a reference leads from the case to another, or may do so.
    private func linksCases(_ target: EventReference, of source: StatementReference, _ position: Int) -> Bool {
        guard target.rel == "rests_on" || target.rel == "acknowledges" else { return false }
        return target.ledger != source.ledger || !cases.holds(target.event, about: position)
    }

    private mutating func note(_ target: EventReference, of source: StatementReference) {
        if target.rel == "corrects" { corrects.append(RecordedReference(source: source, target: target)) }
        if target.rel == "fulfils" { fulfils.append(RecordedReference(source: source, target: target)) }
    }
}

/// How much of a ledger a replay covers.
public struct ReplayCoverage: Hashable, Sendable {
    /// How many entries were applied, withheld ones counted.
    public internal(set) var entryCount = 0
    /// The index of the last of them.
    public internal(set) var lastIndex: Int?
    /// The latest time at which one of them was recorded.
    public internal(set) var lastTime: Timestamp?
    /// Indexes of withheld entries, of which nothing is known but that they are there.
    public internal(set) var withheld: [ClosedRange<Int>] = []
    /// Indexes of statements that the vocabulary does not allow, and that are therefore in no line of the
    /// state.
    public internal(set) var unreadable: [ClosedRange<Int>] = []
    /// How many statements are in a version of the vocabulary that is not known, by version.
    public internal(set) var unknownVocabularies: [Int: Int] = [:]

    public var withheldCount: Int { withheld.reduce(0) { $0 + $1.count } }
    public var unreadableCount: Int { unreadable.reduce(0) { $0 + $1.count } }
}

extension [ClosedRange<Int>] {
    /// Adds an index that lies after all that are already here.
    fileprivate mutating func extend(by index: Int) {
        if let last, last.upperBound + 1 == index {
            self[count - 1] = last.lowerBound...index
        } else {
            append(index...index)
        }
    }
}
