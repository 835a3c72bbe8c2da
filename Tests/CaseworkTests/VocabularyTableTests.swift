import Casework
import LedgerFormat
import Testing

@Suite("The vocabulary's table")
struct VocabularyTableTests {
    @Test("A type is found with and without its prefix")
    func lookup() {
        #expect(Vocabulary.current.type(named: "goodfaith.case.opened")?.name == "case.opened")
        #expect(Vocabulary.current.type(named: "case.opened")?.wireName == "goodfaith.case.opened")
        #expect(Vocabulary.current.type(named: "case.open") == nil)
        #expect(Vocabulary.current.typeNames(near: "goodfaith.case.open").first == "case.opened")
        #expect(Vocabulary.current.typeNames(near: "zzzzzzzz").isEmpty)
    }

    @Test("No member can hold free text, except the name of an organisation in counterpart.noted")
    func nothingIsFree() {
        var free: [String] = []
        for type in Vocabulary.current.types {
            for field in type.members {
                free += freeText(field.kind).map { _ in "\(type.name).\(field.name)" }
            }
        }
        #expect(free == ["counterpart.noted.name"])
    }

    /// The kinds in it that take a string of no closed form. A new kind makes this switch incomplete.
    private func freeText(_ kind: FieldKind) -> [FieldKind] {
        switch kind {
        case .code, .party, .country, .language, .occurred, .day, .duration, .count, .flag, .digest,
            .reference, .typeName,
            .memberName, .statementID, .statementReference:
            []
        case .object(sorted: let fields): fields.flatMap { freeText($0.kind) }
        case .variant(_, let variants): variants.flatMap(\.fields).flatMap { freeText($0.kind) }
        case .list(let element, _), .set(let element, _): freeText(element)
        case .organisationName: [kind]
        }
    }

    @Test("No code and no member names what may never stand in clear")
    func nothingThatMayNeverStandInClear() {
        let never = [
            "sex", "male", "female", "age", "birth", "name", "photo", "nationality", "religion", "ethnicity",
            "health",
            "sickness", "disability", "hospital", "medical", "abuse", "violence", "detention", "arrest",
            "caafag", "death",
            "died", "orphan", "mother", "father", "aunt", "grandmother", "city", "region", "address",
            "school", "dna",
            "genetic",
        ]
        for type in Vocabulary.current.types where [.casework, .protection].contains(type.family) {
            for field in type.members where !["occurred", "refs", "sealed"].contains(field.name) {
                for word in [field.name] + codes(of: field.kind) where word != "photo_tracing" {
                    let parts = word.split(separator: "_").map(String.init)
                    #expect(Set(parts).isDisjoint(with: never), "\(type.name).\(field.name): \(word)")
                }
            }
        }
    }

    private func codes(of kind: FieldKind) -> [String] {
        switch kind {
        case .code(let list), .set(.code(let list), _): list.codes.map(\.code)
        default: []
        }
    }

    @Test("No list has a code twice, and none has an escape into text")
    func codeLists() {
        let lists = Vocabulary.current.codeLists + [.partyClass, .role]
        for list in lists {
            #expect(Set(list.codes.map(\.code)).count == list.codes.count, "\(list.id)")
            #expect(list.version == 1)
            #expect(list.codes.allSatisfy { !$0.code.hasPrefix("other") && !$0.label.isEmpty }, "\(list.id)")
        }
        #expect(CountryCode.all.count == 249)
        #expect(LanguageCode.all.isSuperset(of: ["en", "ru", "uk", "uk-Latn"]))
    }

    @Test("The table is consistent with itself", arguments: typeNames)
    func consistency(name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        let members = type.members.map(\.name)
        #expect(members == members.sorted() && Set(members).count == members.count)
        #expect(
            Set(members).isDisjoint(with: type.rels + type.subject.kinds), "a record word has one meaning")
        for rule in type.references {
            #expect(CodeList.rel.contains(rule.rel))
            guard case .types(let targets) = rule.targets else { continue }
            for target in targets where target != "ledger.opened" {
                #expect(Vocabulary.current.type(named: target) != nil, "\(target)")
            }
        }
        #expect(type.statedBy.allSatisfy(CodeList.role.contains))
        #expect(type.firstHand.map { $0.fields.allSatisfy(members.contains) } ?? true)
        for constraint in type.constraints {
            switch constraint {
            case .differ(let first, let second): #expect(members.contains(first) && members.contains(second))
            case .onlyWithoutSubject(let member), .statementsResolve(let member), .eachOnce(let member, _):
                #expect(members.contains(member))
            case .soundlyKnown: #expect(members.contains("knowledge"))
            case .subjectOrReference(let rel):
                #expect(type.rels.contains(rel) && !type.subject.kinds.isEmpty)
            case .subjectWhen(let member, let code), .restsUnless(let member, let code),
                .always(let member, let code), .standsAlone(let member, let code):
                let field = try #require(type.members.first { $0.name == member })
                #expect(codes(of: field.kind).contains(code))
            }
        }
    }

    @Test("Objects within members ascend by name, as the checker walks them", arguments: typeNames)
    func nestedOrder(name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        for field in type.members {
            for names in objectNames(field.kind) { #expect(names == names.sorted()) }
        }
    }

    private func objectNames(_ kind: FieldKind) -> [[String]] {
        switch kind {
        case .object(sorted: let fields): [fields.map(\.name)] + fields.flatMap { objectNames($0.kind) }
        case .variant(_, let variants): variants.map { $0.fields.map(\.name) }
        case .list(let element, _), .set(let element, _): objectNames(element)
        default: []
        }
    }
}
