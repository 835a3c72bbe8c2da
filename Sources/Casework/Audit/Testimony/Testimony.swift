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
    /// The references that count, those to the own ledger with its fingerprint.
    public let refs: [EventReference]
    /// Those to statements of parties that do not know the author's ledger: they change nothing about them.
    public let unheard: [EventReference]
    /// What is said about the statement; only what follows from ``knowledge`` until ledgers are laid side by
    /// side.
    public let marks: Marks
    let attributes: StatementAttributes
    /// Who holds what the statement seals, under the ids of its own ledger, each once.
    let custodians: [PartyID]

    init(
        reference: StatementReference, type: String, subject: Subject?, time: StatedTime,
        knowledge: Knowledge, refs: [EventReference], unheard: [EventReference] = [], marks: Marks,
        attributes: StatementAttributes, custodians: [PartyID]
    ) {
        (self.reference, self.type, self.subject, self.time) = (reference, type, subject, time)
        (self.knowledge, self.refs, self.marks) = (knowledge, refs, marks)
        (self.attributes, self.custodians, self.unheard) = (attributes, custodians, unheard)
    }

    /// The same statement with what is said about it, and with those of its references that count.
    func laid(_ marks: Marks, beside parties: LedgerParties) -> Testimony {
        let heard = parties.heard(refs, from: reference.ledger)
        if marks == self.marks, heard.count == refs.count { return self }
        return Testimony(
            reference: reference, type: type, subject: subject, time: time, knowledge: knowledge, refs: heard,
            unheard: refs.filter { !parties.hears(reference.ledger, by: $0.ledger) }, marks: marks,
            attributes: attributes, custodians: custodians)
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
