import Casework
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
        for line in help.split(separator: "\n") where !line.contains("'[") {
            #expect(line.count <= 80, "\(line)")
        }
        for field in type.members where field.name != "refs" { #expect(help.contains("  \(field.name)")) }
        for rel in type.rels { #expect(help.contains("  \(rel)=REF")) }
        for kind in type.subject.kinds { #expect(help.contains("  \(kind)=UUID")) }
    }
}
