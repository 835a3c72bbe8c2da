import Casework
import Foundation
import LedgerFormat
import Testing

@Suite("Pages and help")
struct VocabularyPagesTests {
    @Test(
        "The page of a family tells every type, member, code and reference of it",
        arguments: EventFamily.allCases)
    func familyPages(family: EventFamily) throws {
        let page = Vocabulary.current.markdownPage(for: family)
        for type in family.types {
            #expect(page.contains("\n## \(type.name)\n"))
            #expect(page.contains("goodfaith record LEDGER \(type.name)"))
            for field in type.fields {
                #expect(page.contains("| `\(field.name)` |"))
                guard case .code(let list) = field.kind else { continue }
                #expect(list.codes.allSatisfy { page.contains("| `\($0.code)` | \($0.label) |") })
            }
            for rule in type.references { #expect(page.contains("| `\(rule.rel)` |")) }
        }
    }

    @Test("The index leads to every type and tells what events share")
    func index() {
        let index = Vocabulary.current.markdownIndex
        for type in Vocabulary.current.types {
            #expect(
                index.contains("](\(type.family.rawValue).md#\(type.name.split(separator: ".").joined()))"))
        }
        for member in CommonMember.allCases { #expect(index.contains("| `\(member.rawValue)` |")) }
        for code in CodeList.rel.codes { #expect(index.contains("| `\(code.code)` |")) }
    }

    @Test("Each type says who may state it, to what it must refer and where the term comes from")
    func sentences() {
        for family in EventFamily.allCases {
            let page = Vocabulary.current.markdownPage(for: family)
            for type in family.types {
                let section = page.components(separatedBy: "\n## \(type.name)\n").last ?? ""
                let own = section.components(separatedBy: "\n## ").first ?? ""
                #expect(own.contains("\n\(type.summary)\n"), "\(type.name)")
                #expect(own.contains("may state it."), "\(type.name)")
                let required = type.references.filter(\.isRequired)
                #expect(own.contains(required.isEmpty ? "It need not refer" : "It must refer to "))
                #expect(required.allSatisfy { own.contains("(`\($0.rel)`)") }, "\(type.name)")
                #expect(own.contains("The term"), "\(type.name)")
            }
        }
    }

    @Test("Every list says where its codes come from, and unchecked sources are called so")
    func listsHaveSources() {
        let page = Vocabulary.current.markdownPage(for: .casework)
        #expect(page.contains("The codes: tracing actions of Primero."))
        let correspondence = Vocabulary.current.markdownPage(for: .correspondence)
        #expect(correspondence.contains("The codes, not checked against their text: diplomatic usage."))
    }

    @Test("The lists for sealed objects are told as such, and no event uses one")
    func sealedLists() {
        let page = Vocabulary.current.markdownSealedLists
        let used = Set(Vocabulary.current.codeLists.map(\.id))
        for list in CodeList.sealedLists {
            #expect(list.id.hasPrefix("sealed-") && !used.contains(list.id))
            #expect(list.codes.allSatisfy { page.contains("| `\($0.code)` | \($0.label) |") }, "\(list.id)")
        }
        #expect(CodeList.sealedCardItem.codes.count == 20, "the letters a to s, and photographs")
    }

    @Test("A code of Primero has a place that exists, and no code has two")
    func primero() {
        for mapping in CodeMapping.primero {
            #expect(Set(mapping.rows.map(\.theirs)).count == mapping.rows.count, "\(mapping.title)")
            for (theirs, place) in mapping.rows {
                switch place {
                case .clear(let list, let code):
                    #expect(list.contains(code) && !list.id.hasPrefix("sealed-"), "\(theirs)")
                case .sealed(let list, let code):
                    #expect(list.contains(code) && list.id.hasPrefix("sealed-"), "\(theirs)")
                case .statement(let type): #expect(Vocabulary.current.type(named: type) != nil)
                case .nowhere(let why): #expect(!why.isEmpty)
                }
            }
        }
        let circumstances = CodeMapping.primero.first { $0.title == "Separation cause" }
        #expect(circumstances?.rows.count == 16)
    }

    @Test("What was not checked against its source is not stated as checked")
    func unchecked() throws {
        let page = Vocabulary.current.markdownPage(for: .casework)
        #expect(
            page.contains(
                "The term, not checked against its text: Convention on the Rights of the Child, Article 12"))
    }

    @Test("Help fits a terminal of 80 columns, words of an example aside", arguments: typeNames)
    func help(name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        let help = type.textHelp
        for line in help.split(separator: "\n") where !line.contains("'[") && !line.contains("'{") {
            #expect(line.count <= 80, "\(line)")
        }
        for field in type.members where field.name != "refs" { #expect(help.contains("  \(field.name)")) }
        for rel in type.rels { #expect(help.contains("  \(rel)=REF")) }
        for kind in type.subject.kinds { #expect(help.contains("  \(kind)=UUID")) }
    }
}
