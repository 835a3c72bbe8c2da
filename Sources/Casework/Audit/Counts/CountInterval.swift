internal import LedgerCrypto
internal import LedgerFormat

/// A number as the ledgers allow it: agreed is what both sides sign and nobody contests, and the most is all
/// that anybody states.
public struct CountInterval: Sendable {
    /// What is counted.
    public enum Unit: String, Sendable {
        case persons, events
    }

    /// The type without `goodfaith.`.
    public let type: String
    public let unit: Unit
    /// Nil for a number in all directions together, or where events have none.
    public let direction: Direction?
    /// Whether it is the part of which the direction is unknown or contradictory.
    public let isOfUnknownDirection: Bool
    public let agreed: Int
    public let atMost: Int

    /// How many of them are not agreed.
    var open: Int { atMost - agreed }

    /// The types that are counted, children first: the label for one and for many, and whether persons are
    /// counted, by direction.
    static let counted: [(type: String, one: String, many: String, unit: Unit)] = [
        ("child.reunified", "child reunified", "children reunified", .persons),
        ("custody.released", "child handed over", "children handed over", .persons),
        ("custody.accepted", "child taken over", "children taken over", .persons),
        ("border.crossed", "child across a border", "children across a border", .persons),
        ("correspondence.issued", "letter", "letters", .events),
        ("contact.held", "contact", "contacts", .events),
        ("channel.opened", "channel", "channels", .events),
        ("information.shared", "share of information", "shares of information", .events),
    ]

    /// `children reunified`, `children reunified, RU to UA`.
    public var label: String {
        let label = label(for: 2)
        if isOfUnknownDirection { return "\(label), direction not clear" }
        return direction.map { "\(label), \($0)" } ?? label
    }

    /// `child reunified`, `children reunified`, without a direction.
    func label(for number: Int) -> String {
        CountInterval.counted.first { $0.type == type }.map { number == 1 ? $0.one : $0.many } ?? type.typeWords
    }

    static func all(in evidence: Evidence) -> [CountInterval] {
        let byType = Dictionary(grouping: evidence.facts) { $0.type }
        return counted.flatMap { type, _, _, unit -> [CountInterval] in
            let facts = byType[type] ?? []
            return unit == .persons ? persons(facts, type, evidence) : [events(facts, type)]
        }
    }

    private static func isAgreed(_ fact: Fact) -> Bool { fact.grade >= .bilateral && fact.standing == .sound }

    private static func events(_ facts: [Fact], _ type: String) -> CountInterval {
        CountInterval(
            type: type, unit: .events, direction: nil, isOfUnknownDirection: false,
            agreed: facts.count(where: isAgreed), atMost: facts.count)
    }

    /// In all, and by direction; the directions that nobody states are left out.
    private static func persons(_ facts: [Fact], _ type: String, _ evidence: Evidence) -> [CountInterval] {
        var tallies: [Direction?: Tally] = [:]
        var all = Tally()
        for (person, facts) in Dictionary(grouping: facts, by: \.person) {
            guard let person else { continue }
            let group = evidence.state.cases[person]
            var tally = Tally()
            tally.atMost = group.personsAtMost
            tally.agreed = facts.contains(where: isAgreed) ? 1 : 0
            tallies[group.direction, default: Tally()].add(tally)
            all.add(tally)
        }
        let directed = tallies.compactMap { direction, tally in direction.map { ($0, tally) } }
            .sorted { $0.0 < $1.0 }
            .map { interval(type, $0, $1) }
        let undirected = tallies[Direction?.none].map { [interval(type, nil, $0, isUnknown: true)] } ?? []
        return [interval(type, nil, all)] + directed + undirected
    }

    private struct Tally {
        var agreed = 0
        var atMost = 0

        mutating func add(_ other: Tally) {
            agreed += other.agreed
            atMost += other.atMost
        }
    }

    private static func interval(
        _ type: String, _ direction: Direction?, _ tally: Tally, isUnknown: Bool = false
    ) -> CountInterval {
        CountInterval(
            type: type, unit: .persons, direction: direction, isOfUnknownDirection: isUnknown,
            agreed: tally.agreed, atMost: tally.atMost)
    }
}
