internal import Casework
internal import LedgerFormat
internal import LedgerStore

/// A statement as the record keeper wrote it, read by its type; its references are not yet looked up.
struct StatementDraft {
    private let type: EventType
    let id: EventID
    private let time: Timestamp
    private var subject: Subject?
    private var members: [String: JSON] = [:]
    private var references: [(rel: String, word: String)] = []
    /// The line of the file that it was read from; nil where it stands on the command line.
    private(set) var line: Int?

    /// Whether it is about a child's case, and the guards of the states are asked.
    var isCasework: Bool { type.family == .casework }

    /// Reads the words of the command line, or those of one line of a file.
    init(type name: String, words: [String], id: EventID, time: Timestamp) throws(Refusal) {
        guard let type = Vocabulary.current.type(named: name) else {
            let near = Vocabulary.current.typeNames(near: name)
            throw Refusal(
                "the vocabulary has no type \(Terminal.printable(name))",
                hint: near.isEmpty
                    ? "goodfaith vocabulary lists them all" : "was \(near.joined(separator: " or ")) meant?")
        }
        self.type = type
        self.id = id
        self.time = time
        for word in words { try take(word) }
    }

    private mutating func take(_ word: String) throws(Refusal) {
        do {
            switch try type.word(word) {
            case .member(let name, let value):
                guard members.updateValue(value, forKey: name) == nil else {
                    throw Refusal(
                        "\(name) is given twice", hint: "several values stand in one word, with commas between")
                }
            case .reference(let rel, let target): references.append((rel, target))
            case .subject(let kind, let reference):
                guard subject == nil else {
                    throw Refusal("the subject is given twice", hint: "an event has one subject")
                }
                subject = try StatementDraft.subject(kind, reference)
            }
        } catch let error as RecordWordError {
            throw Refusal(
                Terminal.printable("\(type.name): \(error)"),
                hint: "goodfaith vocabulary \(type.name) shows every field")
        } catch let refusal as Refusal { throw refusal } catch { throw Refusal("\(error)") }
    }

    private static func subject(_ kind: String, _ reference: String) throws(Refusal) -> Subject {
        if reference == "new" { return Subject(kind: kind, reference: try StatementOptions.randomID()) }
        guard let id = EventID(reference) else {
            throw Refusal(
                "\(kind)=\(Terminal.printable(reference)) is no random reference",
                hint: "give a UUID of version 4 in lower case, or \(kind)=new")
        }
        return Subject(kind: kind, reference: id)
    }

    /// The statement, once its references are looked up and the vocabulary has nothing against it.
    func statement(_ party: Party, _ resolver: inout ReferenceResolver) throws(Refusal) -> Statement {
        var resolved: [ReferenceResolver.Resolved] = []
        for (rel, word) in references { resolved.append(try resolver.resolve(word, rel: rel)) }
        var members = members
        if case .array(let given)? = members["refs"] {
            // What a word names already, or the list itself, is one reference and counts once.
            var seen = Set(resolved.map(\.json))
            for reference in given {
                let found = try resolver.resolve(given: reference)
                if seen.insert(found.json).inserted { resolved.append(found) }
            }
        }
        // What is no list is left to the vocabulary to refuse; an empty one says nothing.
        if members["refs"] == .array([]) { members["refs"] = nil }
        if !resolved.isEmpty { members["refs"] = try ReferenceResolver.refs(resolved) }
        let data = JSON.object(members)
        if ["event.corrected", "event.reaffirmed"].contains(type.name), resolved.contains(where: \.isAnothers) {
            throw Refusal(
                "\(type.name) is about a statement of another party",
                hint: "a party corrects and reaffirms its own statements; raise a dispute with dispute.raised")
        }
        try check(data, party, resolver.own)
        let known = resolved.compactMap { reference in reference.type.map { (rel: reference.rel, target: $0) } }
        let violation =
            known.count == resolved.count
            ? type.violation(ofReferences: known, despite: despite)
            : known.lazy.compactMap { type.violation(ofReference: $0.rel, to: $0.target) }.first
        if let violation { throw refusal(violation) }
        return Statement(id: id, type: type.wireName, subject: subject, time: time, data: data)
    }

    /// The irregularities that the statement says of itself.
    private var despite: Set<String> {
        guard case .array(let codes) = members["despite"] else { return [] }
        return Set(
            codes.compactMap { code -> String? in if case .string(let text) = code { text } else { nil } })
    }

    private func check(_ data: JSON, _ party: Party, _ own: LedgerIndex) throws(Refusal) {
        let document: CanonicalJSON
        do { document = try CanonicalJSON(data.canonicalBytes()) } catch {
            throw Refusal("\(type.name): \(error.explanation)", hint: "leave that character out")
        }
        let violation = type.violation(
            of: document.root, subject: subject, source: party.id, roles: party.roles)
        if let violation { throw refusal(violation) }
        if type.name == Vocabulary.counterpartNoted { return }
        for named in type.parties(in: document.root) where !own.hasNoted(named) {
            throw Refusal(
                "\(type.name) names \(named), which this ledger has not noted",
                hint:
                    "goodfaith record \(Terminal.printable(own.path)) counterpart.noted id=\(named) name=... class=... roles=..."
            )
        }
    }

    private func refusal(_ violation: VocabularyViolation) -> Refusal {
        Refusal(
            Terminal.printable("\(type.name): \(violation.sentence)"),
            hint: "goodfaith vocabulary \(type.name) shows what it may say")
    }

    // MARK: Files

    /// Reads one line of a file: a statement as canonical JSON.
    init(line bytes: [UInt8], number: Int, _ recordedAt: Timestamp) throws(Refusal) {
        let root: JSONValue
        do { root = try CanonicalJSON(bytes).root } catch {
            throw Refusal(
                "\(error.explanation), at byte \(error.offset)",
                hint: "jq -cS . writes JSON in the canonical form")
        }
        for member in root.members
        where !["data", "id", "subject", "time", "type", "words"].contains(member.name) {
            throw Refusal(
                "\"\(member.name)\" is no member of a statement",
                hint: "there are type, words, data, subject, id, time")
        }
        guard let name = root["type"]?.string else {
            throw Refusal("the statement has no type", hint: "add \"type\":\"contact.held\", for example")
        }
        var words: [String] = []
        if let list = root["words"] {
            guard list.kind == .array else {
                throw Refusal("words is no list", hint: "\"words\":[\"field=value\"]")
            }
            for element in list.elements {
                guard let word = element.string else {
                    throw Refusal("words holds something else than texts", hint: "\"words\":[\"field=value\"]")
                }
                words.append(word)
            }
        }
        let given = try StatementDraft.read(root, "id", "a UUID of version 4", { EventID($0) })
        let made = try StatementOptions.randomID()
        try self.init(
            type: name, words: words, id: given ?? made,
            time: try StatementDraft.read(root, "time", "YYYY-MM-DDThh:mm:ssZ", { Timestamp($0) }) ?? recordedAt
        )
        if let given = try StatementDraft.read(root, "subject", "case/UUID", { Subject($0) }) {
            if subject != nil { throw Refusal("the subject is given twice", hint: "an event has one subject") }
            subject = given
        }
        if let data = root["data"] {
            guard data.kind == .object else { throw Refusal("data is no object", hint: "\"data\":{…}") }
            for member in data.members {
                guard members.updateValue(JSON(member.value), forKey: member.name) == nil else {
                    throw Refusal("\(member.name) is given twice", hint: "in data or in words, not in both")
                }
            }
        }
        line = number
    }

    private static func read<T>(
        _ root: JSONValue, _ name: String, _ expected: String, _ parse: (String) -> T?
    ) throws(Refusal) -> T? {
        guard let value = root[name] else { return nil }
        guard let parsed = value.string.flatMap(parse) else {
            throw Refusal("\(name) is not \(expected)", hint: "mend the line")
        }
        return parsed
    }
}
