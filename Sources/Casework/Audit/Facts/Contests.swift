internal import LedgerCrypto
internal import LedgerFormat

/// Which statements are contested by a dispute that was neither settled nor withdrawn, and which rest on
/// material that was erased before anybody examined it.
struct Contests: Sendable {
    private var contested: [SHA256Digest: Set<Signatories.ID>] = [:]
    private var erased: Set<SHA256Digest> = []

    /// - Parameter statements: those that their authors have not taken back.
    init(_ statements: [Testimony], _ signatories: Signatories) {
        let byEvent = Dictionary(statements.map { ($0.reference.event, $0) }) { first, _ in first }
        let settled = Contests.settled(statements, byEvent, signatories)
        var examined: [SHA256Digest: Timestamp] = [:]
        var erasures: [(target: Testimony, erasure: Testimony)] = []
        for statement in statements where statement.isSound {
            switch statement.type {
            case "dispute.raised" where !settled.contains(statement.reference.event):
                guard let author = signatories.signatory(of: statement.reference.ledger),
                    let ground = statement.attributes["ground"].first,
                    DisputeEffect(ground: ground) != .stands
                else { continue }
                for target in statement.targets("disputes") {
                    contested[target, default: []].insert(author)
                }
            case "attestation.made" where statement.attributes["capacity"] == ["examiner"]:
                for target in statement.targets("corroborates") {
                    guard let target = byEvent[target], !isOneParty(statement, target, signatories) else {
                        continue
                    }
                    let event = target.reference.event
                    examined[event] = min(examined[event] ?? statement.time.recorded, statement.time.recorded)
                }
            case "material.erased":
                erasures += statement.targets("concerns").compactMap { byEvent[$0] }.map { ($0, statement) }
            default: break
            }
        }
        for (target, erasure) in erasures where Contests.holds(erasure, what: target, signatories) {
            let event = target.reference.event
            if let time = examined[event], time <= erasure.time.recorded { continue }
            erased.insert(event)
        }
        // Stating the same again does not get rid of a dispute.
        for statement in statements {
            for target in statement.targets("corrects") {
                if let authors = contested[target] {
                    contested[statement.reference.event, default: []].formUnion(authors)
                }
            }
        }
    }

    /// Whether whoever erased something held it: the author of the statement that sealed it, or a custodian
    /// whom that names.
    private static func holds(
        _ erasure: Testimony, what target: Testimony, _ signatories: Signatories
    ) -> Bool {
        guard let author = signatories.signatory(of: erasure.reference.ledger) else { return false }
        return author == signatories.signatory(of: target.reference.ledger)
            || target.custodians.contains {
                signatories.party($0, in: target.reference.ledger) == .signatory(author)
            }
    }

    private func isOneParty(_ one: Testimony, _ other: Testimony, _ signatories: Signatories) -> Bool {
        signatories.signatory(of: one.reference.ledger) == signatories.signatory(of: other.reference.ledger)
    }

    /// Disputes that were lifted (``DisputeSettler``).
    private static func settled(
        _ statements: [Testimony], _ byEvent: [SHA256Digest: Testimony], _ signatories: Signatories
    ) -> Set<SHA256Digest> {
        var settled: Set<SHA256Digest> = []
        for settlement in statements where settlement.type == "dispute.settled" && settlement.isSound {
            let author = signatories.signatory(of: settlement.reference.ledger)
            for target in settlement.targets("concerns") {
                guard let dispute = byEvent[target] else { continue }
                let settler = DisputeSettler(
                    author, raiser: signatories.signatory(of: dispute.reference.ledger),
                    contested: dispute.refs.filter { $0.rel == "disputes" }.map {
                        signatories.signatory(of: $0.ledger)
                    },
                    isKnown: { signatories.isKnown(author, to: $0) })
                if settler.lifts(with: settlement.attributes["outcome"].first) { settled.insert(target) }
            }
        }
        return settled
    }

    /// Those who contest one of the events.
    func contesting(_ events: [SHA256Digest]) -> Set<Signatories.ID> {
        events.reduce(into: []) { $0.formUnion(contested[$1] ?? []) }
    }

    func isErased(_ events: [SHA256Digest]) -> Bool { events.contains { erased.contains($0) } }
}
