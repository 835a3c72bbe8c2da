internal import LedgerFormat

/// Which events a statement means: a type, what they must say, and when they must lie.
public struct EventSelection: Sendable {
    /// The statement that means them.
    public let statement: StatementID
    /// The type, without `goodfaith.`.
    public let event: String
    let filter: EventFilter
    /// Nil where time is no part of the statement.
    public let window: ClaimWindow?
    public let unit: Unit
    /// Whether the type was not named, and is the claim's definition.
    let isByDefinition: Bool

    /// What is counted (``CodeList/unit``).
    public enum Unit: String, Sendable { case person, event }

    /// A key under which two selections of the same events and the same time fall together, whatever they
    /// filter.
    var base: Base { Base(event: event, unit: unit, window: window) }

    struct Base: Hashable {
        let event: String
        let unit: Unit
        let window: ClaimWindow?
    }
}

/// What events must say to be meant. Every member that stands must be met.
struct EventFilter: Sendable {
    var by: PartyID?
    var toward: PartyID?
    /// Members whose values are compared with what the event or, for a child's direction, cause and care
    /// status, the child's other events say; by name, ascending.
    var values: [ValueFilter] = []
    /// When, for a statement that gives a time of its own.
    var occurred: Occurred?
    var stillOpen: Bool?
    var refers: Referral?

    var isEmpty: Bool {
        by == nil && toward == nil && values.isEmpty && occurred == nil && stillOpen == nil && refers == nil
    }

    /// The value that a member must have; nil where it is not asked for.
    subscript(_ member: ValueFilter.Member) -> [String]? {
        values.first { $0.member == member }?.wanted
    }
}

/// One member of a filter, and the values that must all be there.
struct ValueFilter: Hashable, Sendable {
    let member: Member
    let wanted: [String]

    /// The members as they stand in a claim.
    enum Member: String, CaseIterable, Sendable {
        case categories, characterisation, circumstance, configuration, country, form, from, level, matter
        case mode, modality, to
        case careStatus = "care_status"
        case channelKind = "channel_kind"
        case informationKind = "information_kind"
        case removalPlaces = "removal_places"

        /// The members of an event's data that hold it, in one type or another.
        var dataMembers: [String] {
            switch self {
            case .channelKind, .informationKind: ["kind"]
            case .matter: ["matter", "scope"]
            default: [rawValue]
            }
        }

        /// For what is known of a child and not of one event: the types whose events say it.
        var typesAboutChild: [String] {
            switch self {
            case .from, .to: ["custody.released", "custody.accepted", "border.crossed"]
            case .circumstance, .configuration, .characterisation: ["cause.asserted"]
            case .careStatus: ["case.opened"]
            default: []
            }
        }

        /// Whether one event, or one child's matter, has no more than one value of it, so that two figures with
        /// different values never count the same.
        var isSingleValued: Bool { self != .categories && self != .removalPlaces && self != .matter }
    }
}

/// That an event refers, in the way `rel`, to an event that another statement means.
indirect enum Referral: Sendable {
    case to(EventSelection, rel: String)
}

extension EventSelection {
    /// The member of the event's own data that a filter's member is compared with; nil where the type has none.
    func ownMember(for member: ValueFilter.Member) -> String? {
        guard let type = Vocabulary.current.type(named: event) else { return nil }
        return member.dataMembers.first { name in type.fields.contains { $0.name == name } }
    }

    /// A member that is asked for and that no event of the type can have, which makes the statement
    /// uncheckable; nil where there is none.
    var inapplicable: String? {
        let type = Vocabulary.current.type(named: event)
        let isAboutCases = type?.subject.kinds.contains("case") ?? false
        let stray = filter.values.first { value in
            ownMember(for: value.member) == nil && !(isAboutCases && !value.member.typesAboutChild.isEmpty)
        }
        if let stray { return stray.member.rawValue }
        if unit == .person, !isAboutCases { return "unit" }
        return filter.stillOpen != nil && event != "channel.opened" ? "still_open" : nil
    }
}

extension EventType {
    /// Whether every event of the type is about one child.
    var isAboutOneChild: Bool {
        if case .required(let kinds) = subject { kinds.contains("case") } else { false }
    }
}
