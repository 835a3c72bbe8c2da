/// To which earlier events an event of a type may or must refer, and how (`refs`; format, rule 14).
public struct ReferenceRule: Sendable {
    /// Which types of event may be the target.
    public enum Targets: Sendable {
        /// Any event of any ledger.
        case any
        /// An event of the same type.
        case sameType
        /// These types, named without `goodfaith.`; `ledger.opened` stands for a party's own entry 0.
        case types([String])
    }

    /// The code of ``CodeList/rel``.
    public let rel: String
    public let targets: Targets
    /// The fewest and the most references that the rule takes.
    public let count: ClosedRange<Int>
    /// What the reference says: a phrase without a full stop.
    public let summary: String
    /// The irregularity that the absence of a required reference is: what never took place cannot be referred
    /// to, and an event that says so itself (`despite`) need not. Nil where nothing excuses the absence.
    public let unlessDespite: IrregularityCode?

    init(
        _ rel: String, to targets: Targets, _ count: ClosedRange<Int>, _ summary: String,
        unlessDespite: IrregularityCode? = nil
    ) {
        self.rel = rel
        self.targets = targets
        self.count = count
        self.summary = summary
        self.unlessDespite = unlessDespite
    }

    init(
        _ rel: String, to types: [String], _ count: ClosedRange<Int>, _ summary: String,
        unlessDespite: IrregularityCode? = nil
    ) {
        self.init(rel, to: .types(types), count, summary, unlessDespite: unlessDespite)
    }

    public var isRequired: Bool { count.lowerBound > 0 }

    /// How many references the rule takes from an event that bears these codes under `despite`.
    func count(despite codes: Set<String>) -> ClosedRange<Int> {
        guard let unlessDespite, codes.contains(unlessDespite.rawValue) else { return count }
        return 0...count.upperBound
    }

    /// Whether an event of type `own` may refer in this way to one of type `target` (both without
    /// `goodfaith.`).
    public func accepts(_ target: String, from own: String) -> Bool {
        switch targets {
        case .any: true
        case .sameType: target == own
        case .types(let names): names.contains(target)
        }
    }
}
