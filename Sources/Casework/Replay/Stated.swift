public import LedgerCrypto
internal import LedgerFormat

/// What one party stated, with the place where it stands.
public struct Stated<Content: StatementContent>: Sendable {
    public let reference: StatementReference
    public let time: StatedTime
    public let knowledge: Knowledge
    public let refs: [EventReference]
    public let content: Content
    /// Only what follows from ``knowledge`` until several ledgers are combined.
    public internal(set) var marks: Marks

    /// Whether the author itself has taken it back.
    public var isCorrected: Bool { marks.contains(.corrected) }

    /// The events that it refers to in the way `rel`.
    public func targets(_ rel: String) -> [SHA256Digest] { refs.filter { $0.rel == rel }.map(\.event) }
}

/// What the events of one type say, parsed: the few members that a state shows.
public protocol StatementContent: Sendable {
    /// Nil where a member is missing or is not of its kind; such an event is counted and not replayed.
    init?(_ statement: StatementReader)
}

extension Stated {
    /// The order in which statements are shown: by when it happened, then by place.
    static func precedes(_ left: Stated, _ right: Stated) -> Bool {
        left.time.earliest != right.time.earliest
            ? left.time.earliest < right.time.earliest : left.reference < right.reference
    }
}

/// One matter, and everything that parties stated of it: a letter or a meeting that both sides record is one
/// matter.
public struct Matter<Content: StatementContent>: Sendable {
    /// The soundest statement first: not corrected, then first hand, then the earliest.
    public let statements: [Stated<Content>]

    /// The statement that is shown.
    public let principal: Stated<Content>

    /// Every place that it rests on.
    public var references: [StatementReference] { statements.map(\.reference) }

    /// Nil where there is no statement.
    init?(_ statements: [Stated<Content>]) {
        self.statements = statements.sorted {
            if $0.isCorrected != $1.isCorrected { return $1.isCorrected }
            if $0.knowledge != $1.knowledge { return $0.knowledge < $1.knowledge }
            return Stated.precedes($0, $1)
        }
        guard let first = self.statements.first else { return nil }
        principal = first
    }

    /// The parties that state it themselves, ascending: one is one side's word.
    public var statedBy: [String] { Set(statements.map(\.reference.party.description)).sorted() }
}
