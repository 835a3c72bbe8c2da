internal import ArgumentParser
internal import Casework
internal import Foundation
internal import LedgerFormat

struct VocabularyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocabulary", abstract: "List what can be stated, or show one type in full.",
        discussion: """
            Examples: goodfaith vocabulary
                      goodfaith vocabulary correspondence.issued
                      goodfaith vocabulary correspondence.issued --json   (its JSON Schema)
            """)

    @Argument(help: "A type, such as child.reunified.")
    var type: String?

    @Flag(help: "Print JSON: the list, or the JSON Schema of the type.")
    var json = false

    @Option(
        help: ArgumentHelp("Write the documentation's pages into a folder.", valueName: "folder"),
        completion: .directory)
    var pages: String?

    func run() throws {
        let vocabulary = Vocabulary.current
        if let pages { return try write(vocabulary, into: pages) }
        guard let type else { return try list(vocabulary) }
        guard let known = vocabulary.type(named: type) else {
            let near = vocabulary.typeNames(near: type)
            throw Refusal(
                "the vocabulary has no type \(Terminal.printable(type))",
                hint: near.isEmpty
                    ? "goodfaith vocabulary lists them all" : "was \(near.joined(separator: " or ")) meant?")
        }
        if json { Terminal.print(known.jsonSchema.indented) } else { Terminal.print(known.textHelp) }
    }

    private func list(_ vocabulary: Vocabulary) throws {
        if json {
            let types = vocabulary.types.map { type -> JSON in
                [
                    "family": .string(type.family.rawValue), "summary": .string(type.summary),
                    "type": .string(type.name),
                ]
            }
            return try Terminal.print(json: .array(types))
        }
        for family in EventFamily.allCases {
            Terminal.print("\(family.title)\n")
            for type in vocabulary.types where type.family == family {
                Terminal.print("  \(type.name)\n      \(type.summary)")
            }
            Terminal.print("")
        }
    }

    private func write(_ vocabulary: Vocabulary, into folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in vocabulary.pages {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name))
            }
        } catch {
            throw Refusal(
                "cannot write into \(Terminal.printable(folder))", hint: "name a folder that you may write to",
                exitCode: Refusal.unable)
        }
    }
}

extension Vocabulary {
    /// The pages of `docs/vocabulary`, by file name.
    var pages: [(name: String, text: String)] {
        [("README.md", markdownIndex)]
            + EventFamily.allCases.map { ("\($0.rawValue).md", markdownPage(for: $0)) }
            + [("sealed.md", markdownSealedLists), ("primero.md", markdownPrimero)]
    }
}
