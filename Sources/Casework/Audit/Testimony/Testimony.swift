internal import LedgerCrypto
public import LedgerFormat

/// One statement of one ledger, of whatever type, as an audit holds it against others.
///
/// It never changes; that it is a class makes handing it on cheap, where ledgers have millions.
public final class Testimony: Sendable {
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
    public let marks: Marks
    let attributes: StatementAttributes
    /// Who holds what the statement seals, under the ids of its own ledger, each once.
    let custodians: [PartyID]

    init(
        reference: StatementReference, type: String, subject: Subject?, time: StatedTime,
        knowledge: Knowledge, refs: [EventReference], marks: Marks, attributes: StatementAttributes,
        custodians: [PartyID]
    ) {
        (self.reference, self.type, self.subject, self.time) = (reference, type, subject, time)
        (self.knowledge, self.refs, self.marks) = (knowledge, refs, marks)
        (self.attributes, self.custodians) = (attributes, custodians)
    }

    /// The same statement with what is said about it.
    func marked(_ marks: Marks) -> Testimony {
        if marks == self.marks { return self }
        return Testimony(
            reference: reference, type: type, subject: subject, time: time, knowledge: knowledge, refs: refs,
            marks: marks, attributes: attributes, custodians: custodians)
    }

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
