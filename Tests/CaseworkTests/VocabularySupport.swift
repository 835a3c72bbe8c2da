import Casework
import LedgerFormat
import Testing

/// An event of one type that a test changes in one place, and the question what the vocabulary makes of it.
struct Trial {
    let type: EventType
    var data: [String: JSON]
    var subject: Subject?
    var source: PartyID
    var roles: [String]

    init(_ name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        let example = try #require(RecordExample(type))
        self.type = type
        guard case .object(let members) = example.data else { throw Mistake.notAnObject }
        data = members
        subject = example.subject
        source = example.source
        roles = example.roles
    }

    enum Mistake: Error { case notAnObject }

    func violation() throws -> VocabularyViolation? {
        try Vocabulary.current.violation(
            of: CanonicalJSON(JSON.object(data).canonicalBytes()).root, type: type.wireName, subject: subject,
            source: source,
            roles: roles)
    }

    /// The code that a finding would carry; nil where the event conforms.
    func code() throws -> String? { try violation()?.code.rawValue }
}

extension JSON {
    /// An invented event hash that holds the number.
    static func hash(_ number: Int) -> JSON {
        let digits = String(number, radix: 16)
        return .string("sha256:" + String(repeating: "0", count: 64 - digits.count) + digits)
    }

    static func reference(_ number: Int, _ rel: String) -> JSON {
        ["event": .hash(number), "rel": .string(rel)]
    }
}

let typeNames = Vocabulary.current.types.map(\.name)
