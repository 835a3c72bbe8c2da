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
        data["knowledge"].map { Knowledge(at: $0.place, in: $0.source) } ?? .firstHand
    }

    var time: StatedTime {
        StatedTime(
            recorded: event.time, occurred: data["occurred"].flatMap { $0.source.occurred(at: $0.place) })
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

    /// The statement as a whole; nil where its content cannot be read.
    func stated<Content: StatementContent>(_: Content.Type) -> Stated<Content>? {
        guard let content = Content(self) else { return nil }
        let knowledge = knowledge
        return Stated(
            reference: reference, time: time, knowledge: knowledge, refs: refs, content: content,
            marks: Marks(knowledge))
    }
}
