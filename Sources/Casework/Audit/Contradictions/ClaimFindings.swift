internal import LedgerFormat

/// Public claims that count events which had not yet taken place. Whether a claim holds is another question,
/// and `claims check` answers it.
enum ClaimFindings {
    static func found(in web: StatementWeb) -> [AuditFinding] {
        web.evidence.state.claims.flatMap { matter -> [AuditFinding] in
            let claim = matter.principal
            guard !claim.isCorrected else { return [] }
            return claim.content.statements.compactMap {
                early(Count($0, claim.content.definition), claim, web)
            }
        }
    }

    /// A counting statement of a claim, as far as times decide on it.
    private struct Count {
        let id: String
        let type: String
        let number: Int
        let direction: Direction?

        /// Nil for a statement of another form, or one that asks for more than a direction.
        init?(_ statement: JSON, _ definition: String) {
            guard case .object(let members) = statement, members["kind"] == .string("count"),
                case .string(let id)? = members["id"], case .integer(let number)? = members["n"]
            else { return nil }
            (self.id, self.number) = (id, number)
            if case .string(let type)? = members["event"] { self.type = type } else { type = definition }
            guard case .object(let filter)? = members["filter"] else {
                direction = nil
                return
            }
            guard Set(filter.keys) == ["from", "to"], case .string(let from)? = filter["from"],
                case .string(let to)? = filter["to"], let origin = Country(Array(from.utf8)),
                let destination = Country(Array(to.utf8))
            else { return nil }
            direction = Direction(from: origin, to: destination)
        }
    }

    /// The events that the ledgers show are enough for the count, but some of them certainly came later.
    private static func early(_ count: Count?, _ claim: Stated<Claim>, _ web: StatementWeb) -> AuditFinding? {
        guard let count else { return nil }
        let counted = web.facts(count.type).filter { fact in
            guard let direction = count.direction else { return true }
            return fact.person.map { web.evidence.state.cases[$0].direction == direction } ?? false
        }
        let later = counted.filter { $0.span.lowerBound > claim.time.latest }
        let before = counted.count - later.count
        guard before < count.number, counted.count >= count.number else { return nil }
        let way = count.direction.map { ", \($0)" } ?? ""
        return AuditFinding(
            .claimBeforeCounted, restsOn: [claim.reference] + later.flatMap(\.references),
            persons: Set(later.compactMap(\.person)).count,
            "\(claim.content.speaker) claimed \(count.number) (\(count.id), \(count.type)\(way)) on "
                + "\(claim.time.text); the ledgers show \(before) by then and \(later.count) after it")
    }
}
