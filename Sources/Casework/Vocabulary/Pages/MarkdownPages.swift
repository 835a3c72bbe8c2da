/// The vocabulary's pages in the documentation, made from the table.
extension Vocabulary {
    /// The page of one family: its types, and the code lists that they use.
    public func markdownPage(for family: EventFamily) -> String {
        let types = types.filter { $0.family == family }
        var lines = ["# \(family.title)", "", Vocabulary.generatedNote, ""]
        lines += types.map { "- [`\($0.name)`](#\($0.anchor)): \($0.summary)" }
        for type in types { lines += type.markdown }
        let lists = CodeList.each(types.flatMap(\.fields).flatMap(\.kind.lists))
        lines += ["", "## Code lists"] + lists.flatMap(\.markdown)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page that leads to the others, with what all events have in common.
    public var markdownIndex: String {
        var lines = [
            "# Vocabulary, version 1", "", Vocabulary.generatedNote, "",
            "`\(Vocabulary.schema)` says what a party can state. Every event is a statement by the party",
            "that signs it, never a truth. No member can hold a name of a person, a date of birth, a place",
            "below country, an item of health or free text; the name of an organisation in",
            "`counterpart.noted` is the one free string.",
        ]
        for family in EventFamily.allCases {
            lines += ["", "## [\(family.title)](\(family.rawValue).md)", ""]
            lines += types.filter { $0.family == family }
                .map { "- [`\($0.name)`](\(family.rawValue).md#\($0.anchor)): \($0.summary)" }
        }
        lines += [
            "", "## Words beside these", "",
            "- [Lists for sealed objects](sealed.md): codes that no event holds, for what both sides seal",
            "- [Codes of Primero](primero.md): what they become here",
        ]
        lines +=
            ["", "## Members that every event may have", ""] + Field.table(CommonMember.allCases.map(\.field))
        lines += ["", "### One of `refs`", ""] + Field.table(CommonMember.reference)
        lines += ["", "### One of `sealed`", ""] + Field.table(CommonMember.sealedObject)
        lines += ["", "## Code lists that every event shares"]
        lines += CodeList.each(CommonMember.allCases.flatMap(\.field.kind.lists)).flatMap(\.markdown)
        lines += [
            "", "## Languages", "", LanguageCode.all.sorted().map { "`\($0)`" }.joined(separator: ", "),
        ]
        lines += [
            "", "## Countries", "",
            "The \(CountryCode.all.count) codes of ISO 3166-1 alpha-2, as the party names the country.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    static let generatedNote =
        "This page is made from the vocabulary's table by `goodfaith vocabulary`."
}

extension EventType {
    /// The heading's anchor, as GitHub and others make it.
    fileprivate var anchor: String { String(name.filter { $0 != "." }) }

    fileprivate var markdown: [String] {
        var lines = ["", "## \(name)", "", summary, "", whoMayState]
        if let firstHandSentence { lines.append(firstHandSentence) }
        if needsSealed { lines.append("Who states it first hand binds a sealed object to it.") }
        if !members.contains(where: { $0.name == "occurred" }) { lines.append("It has no `occurred`.") }
        lines.append(mustReferTo)
        lines += constraints.map(\.sentence)
        lines += ["", "Subject: \(subject.phrase). \(standard.sentence)", ""]
        let shown = fields + membersToRead.dropFirst(fields.count).filter(\.isRequired)
        lines += shown.isEmpty ? ["No members but the common ones."] : Field.table(shown)
        lines += ["", "| reference | how many | to | says |", "| --- | --- | --- | --- |"]
        lines += references.map { rule in
            let count =
                rule.count.lowerBound == rule.count.upperBound
                ? "\(rule.count.lowerBound)" : "\(rule.count.lowerBound) to \(rule.count.upperBound)"
            let excuse = rule.unlessDespite.map { ", unless the statement is despite `\($0.rawValue)`" } ?? ""
            return "| `\(rule.rel)` | \(count)\(excuse) | \(rule.targetPhrase(from: name)) | "
                + "\(rule.summary) |"
        }
        for field in fields { lines += field.kind.nestedTables(under: field.name) }
        if let example = RecordExample(self) {
            lines += ["", "```console"] + TextHelp.command(example.words, of: name) + ["```"]
        }
        return lines
    }
}

extension Field {
    fileprivate static func table(_ fields: [Field]) -> [String] {
        ["| member | | holds | says |", "| --- | --- | --- | --- |"]
            + fields.map {
                "| `\($0.name)` | \($0.isRequired ? "required" : "") | \($0.kind.phrase) | \($0.summary) |"
            }
    }
}

extension FieldKind {
    /// Tables of the members of objects in a member.
    fileprivate func nestedTables(under name: String) -> [String] {
        switch self {
        case .object(sorted: let fields):
            ["", "In `\(name)`:", ""] + Field.table(fields)
                + fields.flatMap { $0.kind.nestedTables(under: "\(name).\($0.name)") }
        case .variant(let tag, let variants):
            variants.flatMap { variant in
                ["", "In `\(name)`, with `\(tag)` `\(variant.code)`: \(variant.summary)", ""]
                    + Field.table(variant.fields)
            } + (variants.first?.fields.flatMap { $0.kind.nestedTables(under: "\(name).\($0.name)") } ?? [])
        case .list(let element, _), .set(let element, _): element.nestedTables(under: name)
        default: []
        }
    }
}

extension CodeList {
    /// The list as a section of a page.
    var markdown: [String] {
        ["", "### \(title)", "", "`\(id)`, version \(version). \(standard.sentenceOnCodes)", ""]
            + ["| code | means |", "| --- | --- |"]
            + codes.map { "| `\($0.code)` | \($0.label) |" }
    }
}
