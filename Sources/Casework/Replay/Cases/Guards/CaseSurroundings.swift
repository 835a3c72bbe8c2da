internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// Everything in one ledger that the guards can ask about the cases of some drafts, looked up statement by
/// statement.
///
/// It begins with the drafts' cases and goes, until nothing new is met, from a case to all that is said about
/// it, from a statement to those that refer to it, and from what may put two cases together to the other case:
/// also by way of the ledgers that lie beside. ``CaseLinking``, ``BlockingDisputes`` and ``Standing`` say what
/// counts; whatever they read of a ledger must be met here. More than they read does no harm.
struct CaseSurroundings<Lookup: EntryLookup> {
    private let lookup: Lookup
    private let fingerprint: SHA256Digest
    private let beside: [NeighbouringLedger]
    /// What was met of the ledger, by index.
    private(set) var entries: [Int: VerifiedEntry] = [:]
    /// What was met of the ledgers that lie beside.
    private var neighbours: Set<SHA256Digest> = []
    private var subjects: Set<Subject> = []
    private var events: Set<SHA256Digest> = []
    private var targets: Set<Target> = []
    private var pending: [Step] = []

    /// What a reference led to.
    private struct Target: Hashable {
        let event: SHA256Digest
        let isCorrected: Bool
    }

    /// What is still to be followed.
    private enum Step {
        case subject(Subject)
        /// To what refers to it.
        case event(SHA256Digest)
    }

    /// So many entries are looked up one by one; where more concern the drafts, replaying all is as quick.
    private static var entriesMax: Int { 1 << 16 }

    init(of lookup: Lookup, beside: [LedgerReplay]) throws(Lookup.Failure) {
        self.lookup = lookup
        let opening = try lookup.opening()
        fingerprint = opening.hash
        entries[opening.index] = opening
        self.beside = beside.compactMap { NeighbouringLedger($0) }.filter { [fingerprint] in
            $0.fingerprint != fingerprint
        }
    }

    /// Follows the drafts; false where that leads too far.
    mutating func follow(_ drafts: [Event]) throws(Lookup.Failure) -> Bool {
        for draft in drafts { try expand(draft) }
        while let step = pending.popLast() {
            guard entries.count <= Self.entriesMax else { return false }
            switch step {
            case .subject(let subject):
                for entry in try lookup.entries(about: subject) { try meet(entry) }
                for ledger in beside {
                    for event in ledger.events(about: subject) { try meet(event, in: ledger) }
                }
            case .event(let event):
                for entry in try lookup.entries(referringTo: event) { try meet(entry) }
                for ledger in beside {
                    for source in ledger.events(referringTo: event) { try meet(source, in: ledger) }
                }
            }
        }
        return true
    }

    // MARK: The ledger itself

    /// Takes an entry in, if the guards read its like.
    private mutating func meet(_ entry: VerifiedEntry, isCorrected: Bool = false) throws(Lookup.Failure) {
        guard entries[entry.index] == nil else { return }
        guard let event = entry.event else {
            entries[entry.index] = entry
            return
        }
        guard isCorrected || GuardedKind(event) != nil || event.references.contains(where: \.isCorrection)
        else { return }
        entries[entry.index] = entry
        note(entry.hash)
        try expand(event)
    }

    /// Goes on from a statement to its case, and to what it puts together with it.
    private mutating func expand(_ event: Event) throws(Lookup.Failure) {
        let kind = GuardedKind(event)
        if kind?.joins == true, let subject = event.subject { note(subject) }
        for reference in event.references where kind?.joins == true || reference.isCorrection {
            try follow(
                reference.event, in: reference.ledger ?? fingerprint, isCorrected: reference.isCorrection)
        }
    }

    private mutating func note(_ subject: Subject) {
        if subjects.insert(subject).inserted { pending.append(.subject(subject)) }
    }

    private mutating func note(_ event: SHA256Digest) {
        if events.insert(event).inserted { pending.append(.event(event)) }
    }

    // MARK: From ledger to ledger

    private mutating func follow(
        _ event: SHA256Digest, in ledger: SHA256Digest, isCorrected: Bool
    ) throws(Lookup.Failure) {
        guard targets.insert(Target(event: event, isCorrected: isCorrected)).inserted else { return }
        // Who contested what was corrected contests what takes its place.
        if isCorrected { note(event) }
        if ledger == fingerprint {
            if let entry = try lookup.entry(of: event) { try meet(entry, isCorrected: isCorrected) }
        } else {
            for neighbour in beside where neighbour.fingerprint == ledger {
                try meet(event, in: neighbour, isCorrected: isCorrected)
            }
        }
    }

    private mutating func meet(
        _ event: SHA256Digest, in ledger: NeighbouringLedger, isCorrected: Bool = false
    ) throws(Lookup.Failure) {
        guard isCorrected || ledger.isGuarded(event), neighbours.insert(event).inserted else { return }
        note(event)
        if let subject = ledger.subject(of: event) { note(subject) }
        for target in ledger.joined(by: event) {
            try follow(target.event, in: target.ledger, isCorrected: target.rel == "corrects")
        }
    }
}

/// The kinds of statements that the guards read.
enum GuardedKind {
    /// A statement about a case.
    case step
    case attestation
    /// What is said about statements, and puts no cases together.
    case judgement

    init?(_ event: Event) {
        if case .steps = StatementKinds.shared.kind(of: event) {
            self = .step
            return
        }
        switch event.type {
        case "goodfaith.attestation.made": self = .attestation
        case "goodfaith.dispute.raised", "goodfaith.dispute.settled", "goodfaith.event.reaffirmed":
            self = .judgement
        default: return nil
        }
    }

    /// Whether its references may put cases together.
    var joins: Bool { self != .judgement }
}

extension Event {
    /// What its references name: the event, and the ledger where that is another's.
    fileprivate var references: [(event: SHA256Digest, ledger: SHA256Digest?, isCorrection: Bool)] {
        guard let refs = data["refs"] else { return [] }
        return refs.elements.compactMap { reference in
            guard let event = reference["event"]?.digest else { return nil }
            return (event, reference["ledger"]?.digest, reference["rel"]?.isString("corrects") ?? false)
        }
    }
}
