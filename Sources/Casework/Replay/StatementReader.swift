internal import LedgerCrypto
internal import LedgerFormat

/// Reads the members of one statement into values of their kinds.
public struct StatementReader {
    let event: Event
    let reference: StatementReference

    var subject: Subject? { event.subject }
    var data: JSONValue { event.data }

    func text(_ name: String) -> String? { data[name]?.string }

    func texts(_ name: String) -> [String]? {
        data[name].map { $0.elements.compactMap(\.string) }
    }

    func party(_ name: String) -> PartyID? { text(name).flatMap { PartyID($0) } }

    func parties(_ name: String) -> [PartyID]? {
        texts(name)?.compactMap { PartyID($0) }
    }

    func flag(_ name: String) -> Bool? { data[name]?.boolean }

    func number(_ name: String) -> Int? { data[name]?.integer }

    var knowledge: Knowledge {
        guard let value = data["knowledge"] else { return .firstHand }
        return Knowledge.allCases.first { value.isString($0.rawValue) } ?? .derived
    }

    var time: StatedTime {
        StatedTime(recorded: event.time, occurred: data["occurred"]?.string.flatMap { Occurred($0) })
    }

    /// All references, those to the own ledger with its fingerprint.
    var refs: [EventReference] {
        guard let refs = data["refs"] else { return [] }
        return refs.elements.compactMap { element in
            guard let event = element["event"]?.digest, let rel = element["rel"]?.string else { return nil }
            return EventReference(
                rel: rel, ledger: element["ledger"]?.digest ?? reference.ledger, event: event)
        }
    }

    /// Only those references to the own ledger that change what is known of their targets, unless all are
    /// wanted: the others of a case are as many as its statements, and nobody asks for them.
    func refs(keepingOwn: Bool) -> [EventReference] {
        guard let refs = data["refs"] else { return [] }
        var kept: [EventReference] = []
        for element in refs.elements {
            var (event, ledger, rel): (JSONValue?, JSONValue?, JSONValue?)
            for member in element.members {
                switch member.nameBytes.first {
                case UInt8(ascii: "e"): event = member.value
                case UInt8(ascii: "l"): ledger = member.value
                default: rel = member.value
                }
            }
            guard let rel, let event,
                keepingOwn || ledger != nil || rel.isString("corrects") || rel.isString("fulfils")
                    || rel.isString("ends"),
                let hash = event.digest, let name = rel.string
            else { continue }
            kept.append(EventReference(rel: name, ledger: ledger?.digest ?? reference.ledger, event: hash))
        }
        return kept
    }

    /// The statement as a whole; nil where its content cannot be read.
    func stated<Content: StatementContent>(_: Content.Type) -> Stated<Content>? {
        guard let content = Content(self) else { return nil }
        let knowledge = knowledge
        return Stated(
            reference: reference, time: time, knowledge: knowledge, refs: refs, content: content,
            marks: Marks(knowledge))
    }
}
