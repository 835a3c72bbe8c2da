internal import LedgerCrypto
internal import LedgerFormat

/// A reference that leads to no statement of the state. That is no fault of the statement: the ledger
/// referred to may not be at hand, or not in full.
public struct UnresolvedReference: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case ledgerNotAtHand
        /// The entry is withheld in the copy at hand; its index there.
        case withheld(Int)
        /// The ledger is at hand and has no such statement up to the moment, or none that this version can
        /// read.
        case noSuchStatement
    }

    public let source: StatementReference
    public let target: EventReference
    public let reason: Reason
}

/// Follows every reference from one ledger to another, and every one of a statement that is not a step of a
/// case.
struct ReferenceCheck {
    private let references: [(source: StatementReference, target: EventReference)]
    /// Every statement that is not a step of a case, and entry 0 of each ledger.
    private let places: [SHA256Digest: StatementReference]
    /// The events referred to.
    let wanted: Set<SHA256Digest>

    init(_ ledgers: LedgerSet) {
        var references: [(StatementReference, EventReference)] = []
        var places: [SHA256Digest: StatementReference] = [:]
        for (ledger, replay) in ledgers.replays {
            places[ledger.fingerprint] = StatementReference(
                ledger: ledger.fingerprint, index: 0, event: ledger.fingerprint, party: ledger.party.id)
            replay.statements.forEachStatement { places[$0.event] = $0 }
            replay.statements.forEachReference { references.append(($0, $1)) }
            for link in replay.links {
                let source = StatementReference(
                    ledger: ledger.fingerprint, index: Int(link.index), event: link.event,
                    party: ledger.party.id)
                references.append((source, link.target))
            }
            for reference in replay.corrects + replay.fulfils {
                references.append((reference.source, reference.target))
            }
        }
        self.references = references
        self.places = places
        wanted = Set(references.map(\.1.event))
    }

    /// Where the events stand that parties speak about when they speak about statements.
    func places(_ ledgers: LedgerSet, _ linking: CaseLinking) -> [SHA256Digest: StatementReference] {
        let rels: Set<String> = [
            "corroborates", "disputes", "corrects", "reaffirms", "concerns", "ends", "fulfils",
        ]
        var spoken: [SHA256Digest: StatementReference] = [:]
        for (_, target) in references where rels.contains(target.rel) {
            spoken[target.event] = places[target.event] ?? linking.reference(of: target.event, in: ledgers)
        }
        return spoken
    }

    /// The references that lead nowhere, each once, by the statements that make them.
    func unresolved(_ ledgers: LedgerSet, _ linking: CaseLinking) -> [UnresolvedReference] {
        var unresolved: Set<UnresolvedReference> = []
        for (source, target) in references {
            let place = places[target.event] ?? linking.reference(of: target.event, in: ledgers)
            if place?.ledger == target.ledger { continue }
            let replay = ledgers.replays.first { $0.ledger.fingerprint == target.ledger }?.replay
            unresolved.insert(
                UnresolvedReference(source: source, target: target, reason: .init(replay, target.event)))
        }
        return unresolved.sorted {
            // One statement may refer to one event as of two ledgers: without the ledger chance would decide.
            ($0.source, $0.target.event, $0.target.rel, $0.target.ledger)
                < ($1.source, $1.target.event, $1.target.rel, $1.target.ledger)
        }
    }
}

extension UnresolvedReference.Reason {
    fileprivate init(_ replay: LedgerReplay?, _ event: SHA256Digest) {
        if let index = replay?.withheld[event] {
            self = .withheld(index)
        } else {
            self = replay == nil ? .ledgerNotAtHand : .noSuchStatement
        }
    }
}

extension LedgerStatements {
    func forEachReference(_ body: (StatementReference, EventReference) -> Void) {
        forEach { reference, refs in for target in refs { body(reference, target) } }
    }

    func forEachStatement(_ body: (StatementReference) -> Void) {
        forEach { reference, _ in body(reference) }
    }

    private func forEach(_ body: (StatementReference, [EventReference]) -> Void) {
        withoutActuallyEscaping(body) { body in
            var visitor = Looking(body: body)
            var statements = self
            statements.show(to: &visitor)
        }
    }

    /// Looks at the place and the references of each statement.
    private struct Looking: StatementVisitor {
        let body: (StatementReference, [EventReference]) -> Void

        mutating func visit<Content>(_ stated: inout [Stated<Content>]) {
            for one in stated { body(one.reference, one.refs) }
        }
    }
}
