public import LedgerFormat

/// The smallest event of a type, made from the table: what documentation and tests show.
public struct RecordExample: Sendable {
    /// The party that states it, and the roles in which it acts.
    public let source: PartyID
    public let roles: [String]
    public let subject: Subject?
    /// `data` with the required members, the references and the sealed object.
    public let data: JSON
    /// The same as words of `record`. `REF` stands for an event, `UUID` for a case reference, `SEALED` for a
    /// list of commitments in canonical JSON.
    public let words: [String]

    private static let reference = "6f1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f"

    /// Nil where the table holds an example that its own type refuses: a defect that the tests would find.
    public init?(_ type: EventType) {
        var members: [String: JSON] = [:]
        var words: [String] = []
        for field in type.membersToRead where field.isRequired {
            guard let (value, word) = try? RecordExample.value(of: field, in: type) else { return nil }
            members[field.name] = value
            words.append(word)
        }
        if type.needsSealed {
            members["sealed"] = [RecordExample.sealed]
            words.append("sealed:=SEALED")
        }
        let references = type.references.flatMap { Array(repeating: $0.rel, count: $0.count.lowerBound) }
        if !references.isEmpty { members["refs"] = RecordExample.references(references) }
        words += references.map { "\($0)=REF" }
        guard let source = PartyID(RecordExample.author(of: type, members) ?? "us-office"),
            let id = EventID(RecordExample.reference)
        else { return nil }
        self.source = source
        roles = Array(type.statedBy.sorted().prefix(1))
        subject = RecordExample.needsSubject(type) ? Subject(kind: type.subject.kinds[0], reference: id) : nil
        data = .object(members)
        self.words = (subject.map { ["\($0.kind)=UUID"] } ?? []) + words
    }

    private static func value(of field: Field, in type: EventType) throws(RecordWordError) -> (JSON, String) {
        let only = type.constraints.compactMap { constraint -> String? in
            if case .always(field.name, let code) = constraint { code } else { nil }
        }
        let word = only.first ?? field.exampleWord ?? field.kind.exampleWord
        if word.hasPrefix("[") || word.hasPrefix("{") {
            return (try type.value(of: field, fromJSON: word), "\(field.name):='\(word)'")
        }
        return (try type.value(of: field, fromWord: word), "\(field.name)=\(word)")
    }

    private static func needsSubject(_ type: EventType) -> Bool {
        if case .required = type.subject { return true }
        return type.constraints.contains { if case .subjectOrReference = $0 { true } else { false } }
    }

    /// The party that knows the example first hand.
    private static func author(of type: EventType, _ members: [String: JSON]) -> String? {
        for name in type.firstHand?.fields ?? [] {
            switch members[name] {
            case .string(let party): return party
            case .array(let parties):
                if case .string(let party) = parties.first { return party }
                if case .object(let first) = parties.first, case .string(let party) = first["party"] {
                    return party
                }
            default: continue
            }
        }
        return nil
    }

    private static let sealed: JSON = [
        "commitment": .string("sha256:" + String(repeating: "5e", count: 32)), "custodian": "us-office",
        "label": "evidence", "scheme": "goodfaith/sealed/1",
    ]

    /// Invented event hashes, which ascend as the references do.
    private static func references(_ rels: [String]) -> JSON {
        .array(
            rels.enumerated().map { position, rel in
                let digits = String(position + 16, radix: 16)
                return [
                    "event": .string("sha256:" + String(repeating: digits, count: 32)), "rel": .string(rel),
                ]
            })
    }
}

extension FieldKind {
    /// A word that spells a value of this kind.
    fileprivate var exampleWord: String {
        switch self {
        case .code(let list): list.codes.first?.code ?? ""
        case .party: "us-office"
        case .country: "UA"
        case .language: "en"
        case .occurred, .day: "2025-10-09"
        case .duration: "P14D"
        case .count(let range): String(range.lowerBound)
        case .flag: "true"
        case .digest: "sha256:" + String(repeating: "5e", count: 32)
        case .reference: "6f1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f"
        case .typeName: "child.reunified"
        case .memberName: "occurred"
        case .statementID, .statementReference: "C1"
        case .list(let element, _), .set(let element, _): element.exampleWord
        case .object(sorted: let fields):
            fields.filter(\.isRequired).map(\.kind.exampleWord).joined(separator: ":")
        case .variant: ""
        case .organisationName: "Office"
        }
    }
}
