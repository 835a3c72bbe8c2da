/// One type of statement: the single place from which its validation, its `record` syntax and help, its JSON
/// Schema and its page in the documentation come.
///
/// It never changes; that it is a class makes looking one up cheap.
public final class EventType: Sendable {
    /// The name without `goodfaith.`: `correspondence.issued`.
    public let name: String
    public let family: EventFamily
    /// One sentence: what an event of this type states.
    public let summary: String
    /// Where the term comes from.
    public let standard: Standard
    /// The roles of which the author needs one (``CodeList/role``); empty where any party may state it.
    public let statedBy: Set<String>
    /// Who alone knows it first hand; nil where anybody may.
    public let firstHand: FirstHandRule?
    public let subject: SubjectRule
    /// The type's own members of `data`, in the order in which people read them.
    public let fields: [Field]
    /// What it may and must refer to, the type's own rules first and then those of every type.
    public let references: [ReferenceRule]
    /// Whether a first-hand statement must bind a sealed object.
    public let needsSealed: Bool
    public let constraints: [Constraint]
    /// Every member that `data` may have, ascending by name, as canonical JSON orders them.
    public let members: [Field]
    /// The members as an event is held against them.
    let shape: Shape
    /// What an event of the type must be besides.
    let terms: EventTerms
    /// The members whose values can be compared between statements.
    let comparable: [Field]
    /// For each rel, how many references it takes in all, where nothing excuses an absence: the sums over its
    /// rules.
    let referenceTotals: [(rel: String, count: ClosedRange<Int>)]

    init(
        _ family: EventFamily, _ name: String, _ summary: String, standard: Standard, statedBy: [String] = [],
        firstHand: FirstHandRule? = nil, subject: SubjectRule = .none, requires: Set<CommonMember> = [],
        omits: Set<CommonMember> = [], fields: [Field] = [], references: [ReferenceRule] = [],
        constraints: [Constraint] = []
    ) {
        self.family = family
        self.name = name
        self.summary = summary
        self.standard = standard
        self.statedBy = Set(statedBy)
        self.firstHand = firstHand
        self.subject = subject
        self.fields = fields
        self.references = references + CommonMember.references(besides: references)
        self.constraints = constraints
        needsSealed = requires.contains(.sealed)
        let omitted = family == .casework ? omits : omits.union([.despite])
        members = (fields + CommonMember.fields(required: requires, omitted: omitted)).sorted {
            $0.name < $1.name
        }
        comparable = members.filter(\.kind.isComparable)
        referenceTotals = EventType.totals(of: self.references)
        shape = Shape(.object(sorted: members))
        terms = EventTerms(
            references: self.references, rels: referenceTotals.map(\.rel), subject: subject,
            statedBy: self.statedBy, firstHand: firstHand)
    }

    /// The type as it stands in an event: `goodfaith.correspondence.issued`.
    public var wireName: String { Vocabulary.typePrefix + name }

    /// The members as people read them: the type's own, then those that every type has.
    public var membersToRead: [Field] {
        fields + members.filter { member in !fields.contains { $0.name == member.name } }
    }

    /// The rels that a `record` word may use: `replies_to=REF`.
    public var rels: [String] { referenceTotals.map(\.rel) }

    /// The totals for an event that bears these codes under `despite`.
    func referenceTotals(despite codes: Set<String>) -> [(rel: String, count: ClosedRange<Int>)] {
        codes.isEmpty ? referenceTotals : EventType.totals(of: references, despite: codes)
    }

    private static func totals(
        of rules: [ReferenceRule], despite codes: Set<String> = []
    ) -> [(rel: String, count: ClosedRange<Int>)] {
        var totals: [(rel: String, count: ClosedRange<Int>)] = []
        for rule in rules {
            let count = rule.count(despite: codes)
            if let known = totals.firstIndex(where: { $0.rel == rule.rel }) {
                let sum = totals[known].count
                totals[known].count =
                    sum.lowerBound + count.lowerBound...sum.upperBound + count.upperBound
            } else {
                totals.append((rule.rel, count))
            }
        }
        return totals
    }
}

/// The families of event types, in the order in which a reunification comes about.
public enum EventFamily: String, CaseIterable, Sendable {
    case parties, correspondence, information, casework, claims, assurance, protection

    public var title: String {
        switch self {
        case .parties: "Parties and mandates"
        case .correspondence: "Correspondence, channels and contacts"
        case .information: "Information passed between the sides"
        case .casework: "Casework"
        case .claims: "Public claims"
        case .assurance: "Attestations, disputes, corrections and exchanged files"
        case .protection: "Data protection"
        }
    }

    /// The types of the family, in the order in which people read them.
    public var types: [EventType] {
        switch self {
        case .parties: PartyTypes.all
        case .correspondence: CorrespondenceTypes.all
        case .information: InformationTypes.all
        case .casework:
            TracingTypes.all + CareTypes.all + DecisionTypes.all + TransferTypes.all + OutcomeTypes.all
                + CaseFileTypes.all
        case .claims: ClaimTypes.all
        case .assurance: AssuranceTypes.all + ExchangeTypes.all
        case .protection: ProtectionTypes.all
        }
    }
}

/// What the event's `subject` must be.
public enum SubjectRule: Sendable {
    /// The event has no subject.
    case none
    /// The event has a subject of one of these kinds.
    case required([String])
    /// The event may have a subject, of one of these kinds.
    case optional([String])

    /// The kinds of subject that the rule lets pass.
    public var kinds: [String] {
        switch self {
        case .none: []
        case .required(let kinds), .optional(let kinds): kinds
        }
    }
}

/// Who may say `first_hand`: the party that stands in one of these members. Anybody else states it as known
/// from a document, reported or derived, so that a witness and a repeater never look alike.
public struct FirstHandRule: Sendable {
    /// Members that hold a party, a set of parties, or objects with a member `party`.
    public let fields: [String]
    /// Roles whose holder may say it first hand for that party.
    public let orRoles: Set<String>
    /// A reference without which such a role does not suffice; nil where it always does.
    public let orRolesNeed: String?

    static func party(in fields: String..., orRoles: Set<String> = [], with rel: String? = nil) -> FirstHandRule
    {
        FirstHandRule(fields: fields, orRoles: orRoles, orRolesNeed: rel)
    }
}

/// Where a term comes from, and how sure that is.
public enum Standard: Sendable {
    /// A text that was read.
    case text(String)
    /// Known through others; the text itself was not checked.
    case unchecked(String)
    /// The vocabulary's own term.
    case own
}

/// What holds between members of one event, beyond the kind of each.
public enum Constraint: Sendable {
    /// The two members differ.
    case differ(String, String)
    /// The member would speak of one child, so it stands only where the event has no subject.
    case onlyWithoutSubject(String)
    /// Where the member holds this code, the event has a subject.
    case subjectWhen(String, is: String)
    /// Where the member does not hold this code, the event has at least one reference `rests_on`.
    case restsUnless(String, is: String)
    /// The event has a subject, or at least one reference of this rel.
    case subjectOrReference(String)
    /// The member holds this code and no other: the type is for that one case.
    case always(String, is: String)
    /// The author saw it or a document on it; nobody states it from hearsay, or as a conclusion.
    case soundlyKnown
    /// Where the set holds this code, it holds nothing else.
    case standsAlone(String, code: String)
    /// No two elements of the member have the same values under these names.
    case eachOnce(String, by: [String])
    /// The statements of the member have ids of their own, and name only each other.
    case statementsResolve(String)
}
