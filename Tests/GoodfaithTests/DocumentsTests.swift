import Casework
import Foundation
import Testing

/// That the documents say what the program does.
@Suite struct DocumentsTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: Command.repository.appendingPathComponent(path), encoding: .utf8)
    }

    /// The blocks of shell commands in the README.
    private func readmeBlocks() throws -> [String] {
        try text("README.md").components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    @Test func `The vocabulary's pages are the ones that the program makes`() throws {
        let place = try Workplace()
        #expect(try place.goodfaith("vocabulary", "--pages", "pages").status == 0)
        let committed = Command.repository.appendingPathComponent("docs/vocabulary").path
        let made = place.file("pages").path
        let names = try FileManager.default.contentsOfDirectory(atPath: made).sorted()
        #expect(try FileManager.default.contentsOfDirectory(atPath: committed).sorted() == names)
        #expect(names.count > 1)
        for name in names {
            #expect(
                FileManager.default.contentsEqual(atPath: "\(committed)/\(name)", andPath: "\(made)/\(name)"),
                "docs/vocabulary/\(name) is not current: run goodfaith vocabulary --pages docs/vocabulary")
        }
    }

    @Test func `The README's way from an empty folder ends at a verified ledger`() throws {
        let blocks = try readmeBlocks()
        #expect(blocks.count == 3)
        let place = try Workplace()
        let result = try place.shell("set -e\n" + (blocks.last ?? "false"))
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains("office.jsonl: intact"))
    }

    @Test func `The README's picture is what the command prints`() throws {
        let picture = try #require(
            try text("README.md").components(separatedBy: "```console\n$ ").dropFirst().first?.components(
                separatedBy: "\n```"
            ).first)
        let lines = picture.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let result = try Command.shell(String(try #require(lines.first)), in: Command.repository)
        #expect(result.status == 0)
        let printed = result.output.trimmingCharacters(in: .newlines)
        #expect(printed == lines.last.map(String.init)?.trimmingCharacters(in: .newlines))
    }

    @Test(arguments: ["docs/audit.md"]) func `Every picture in a document is what the command prints`(
        page: String
    ) throws {
        let blocks = try text(page).components(separatedBy: "```console\n$ ").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
        #expect(blocks.count > 5)
        var printed: [String: [String]] = [:]
        for block in blocks {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let command = try #require(lines.first)
            if printed[command] == nil {
                printed[command] = try Command.shell(command, in: Command.repository).output.split(
                    separator: "\n", omittingEmptySubsequences: false
                ).map(String.init)
            }
            let missing = Picture.missing(lines.dropFirst(), in: try #require(printed[command]))
            #expect(missing == nil, "\(page): \(command) does not print \(missing ?? "")")
        }
    }

    @Test func `The story of the exchange goes as its page says`() throws {
        let place = try Workplace()
        let blocks = try text("docs/exchange.md").matches(of: /```(sh|console)\n([\s\S]*?)\n```/)
        #expect(blocks.count > 10)
        for block in blocks {
            if block.1 == "sh" {
                let result = try place.shell("set -e\n\(block.2)")
                #expect(result.status == 0, "\(block.2): \(result.error)")
                continue
            }
            for step in "\n\(block.2)".components(separatedBy: "\n$ ").dropFirst() {
                let lines = step.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let command = try #require(lines.first)
                #expect(lines.count > 1, "\(command) shows nothing")
                let result = try place.shell("exec 2>&1; \(command)")
                let missing = Picture.missing(
                    lines.dropFirst(), in: result.output.components(separatedBy: "\n"))
                #expect(missing == nil, "\(command) prints\n\(result.output)and not\n\(missing ?? "")")
            }
        }
    }

    @Test func `The README has two set-up commands of one line each`() throws {
        let blocks = try readmeBlocks()
        #expect(blocks.prefix(2).allSatisfy { !$0.contains("\n") })
        #expect(blocks.first?.contains("swift build -c release") == true)
        #expect(blocks.dropFirst().first?.hasSuffix("swift test") == true)
    }

    @Test func `Every link between the documents leads somewhere`() throws {
        let root = Command.repository
        let pages = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
            $0.hasSuffix(".md") && !$0.hasPrefix(".build")
        }
        #expect(pages.count > 8)
        for page in pages {
            let folder = root.appendingPathComponent(page).deletingLastPathComponent()
            let prose = try text(page).replacing(/```[\s\S]*?```/, with: "").replacing(/`[^`]*`/, with: "")
            for match in prose.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                let target = folder.appendingPathComponent(String(match.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(match.1)")
            }
        }
    }

    @Test func `Help of every command fits and ends with an example or its options`() throws {
        let place = try Workplace()
        for command in [
            "init", "key", "record", "close", "withhold", "checkpoint", "prove", "check", "export", "disclose",
            "receive", "compare", "verify",
            "log", "show", "state", "audit",
            "claims", "vocabulary",
        ] {
            let help = try place.goodfaith("help", command)
            #expect(help.status == 0)
            #expect(help.output.contains("USAGE: goodfaith \(command)"))
        }
        #expect(try place.goodfaith("--generate-completion-script", "bash").output.contains("goodfaith"))
        #expect(try place.goodfaith("--version").output.contains("format 1"))
    }

    @Test func `Every type has help, a JSON Schema and a page`() throws {
        let place = try Workplace()
        for type in Vocabulary.current.types {
            #expect(try place.goodfaith("vocabulary", type.name).output.contains(type.name))
            #expect(try place.goodfaith("vocabulary", type.name, "--json").output.hasPrefix("{"))
            #expect(try text("docs/vocabulary/\(type.family.rawValue).md").contains("`\(type.name)`"))
        }
    }
}
