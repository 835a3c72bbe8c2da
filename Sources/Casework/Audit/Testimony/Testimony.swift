internal import LedgerCrypto
public import LedgerFormat

/// One statement of one ledger, of whatever type, as an audit holds it against others.
public struct Testimony: Sendable {
    public let reference: StatementReference
    /// The type without `goodfaith.`: `contact.held`.
    public let type: String
    public let subject: Subject?
    public let time: StatedTime
    public let knowledge: Knowledge
    /// Every reference, those to the own ledger with its fingerprint.
    public let refs: [EventReference]
    /// What is said about the statement; only what follows from ``knowledge`` until ledgers are laid side by
    /// side.
    public internal(set) var marks: Marks
    let attributes: StatementAttributes
    /// Who holds what the statement seals, under the ids of its own ledger, each once.
    let custodians: [PartyID]

    /// The events that it refers to in the way `rel`.
    func targets(_ rel: String) -> [SHA256Digest] { refs.filter { $0.rel == rel }.map(\.event) }

    /// Neither taken back by its author nor signed by a compromised key alone.
    var isSound: Bool { marks.isDisjoint(with: [.corrected, .disowned]) }
}

extension Testimony {
    /// The soundest first: neither taken back nor doubtful, then by how the author knows it, then by place.
    static func isSounder(_ left: Testimony, _ right: Testimony) -> Bool {
        if left.isSound != right.isSound { return left.isSound }
        if left.knowledge != right.knowledge { return left.knowledge < right.knowledge }
        return left.reference < right.reference
    }
}
