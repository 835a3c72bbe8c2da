/// Help on one event type for a terminal, 80 columns wide.
extension EventType {
    public var textHelp: String {
        var lines = ["goodfaith record LEDGER \(name) WORD ..."]
        lines += [""] + TextHelp.wrapped(summary)
        let required = membersToRead.filter(\.isRequired).map(\.helpItem)
        lines += block("Required", subjectWords(required: true) + required + sealedWord)
        lines += block("References", references.map { $0.helpItem(from: name) })
        lines += block(
            "Optional", subjectWords(required: false) + fields.filter { !$0.isRequired }.map(\.helpItem))
        let common = membersToRead.dropFirst(fields.count).filter {
            !$0.isRequired && $0.name != CommonMember.refs.rawValue
        }
        lines += block("What every event may say", common.map(\.shortHelpItem))
        lines += [""] + TextHelp.wrapped(whoMayState)
        if let firstHandSentence { lines += TextHelp.wrapped(firstHandSentence) }
        for constraint in constraints {
            lines += TextHelp.wrapped(String(constraint.sentence.filter { $0 != "`" }))
        }
        lines += TextHelp.wrapped(standard.sentence)
        if let example = RecordExample(self) {
            lines += ["", "Example", ""] + TextHelp.command(example.words, of: name).map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(_ title: String, _ items: [TextHelp.Item]) -> [String] {
        items.isEmpty ? [] : ["", title, ""] + items.flatMap(TextHelp.lines)
    }

    private func subjectWords(required: Bool) -> [TextHelp.Item] {
        switch subject {
        case .required where !required, .optional where required: []
        default:
            subject.kinds.map {
                TextHelp.Item(
                    word: "\($0)=UUID",
                    text: subject.kinds.count > 1
                        ? "the \($0) that it is about (one subject alone)" : "the \($0) that it is about",
                    codes: [])
            }
        }
    }

    private var sealedWord: [TextHelp.Item] {
        needsSealed
            ? [
                TextHelp.Item(
                    word: "sealed:=SEALED", text: "the sealed object, where the author knows it first hand",
                    codes: [])
            ]
            : []
    }
}

extension Field {
    fileprivate var helpItem: TextHelp.Item {
        switch kind {
        case .code(let list): TextHelp.Item(word: "\(name)=CODE", text: summary, codes: list.codes)
        case .set(.code(let list), _):
            TextHelp.Item(word: "\(name)=CODE,...", text: summary, codes: list.codes)
        case .set(.object(let fields), _) where fields.contains { $0.name == "party" }:
            TextHelp.Item(word: "\(name)=PARTY:ROLE,...", text: summary, codes: [])
        case .set(.object, _): TextHelp.Item(word: "\(name):=JSON", text: summary, codes: [])
        case .set(let element, _):
            TextHelp.Item(word: "\(name)\(element.placeholder),...", text: summary, codes: [])
        default: TextHelp.Item(word: name + kind.placeholder, text: summary, codes: [])
        }
    }
}

extension Field {
    /// The same on few lines: the codes without what they mean.
    fileprivate var shortHelpItem: TextHelp.Item {
        guard case .code(let list) = kind else { return helpItem }
        return TextHelp.Item(
            word: "\(name)=CODE", text: "\(summary): \(list.codes.map(\.code).joined(separator: ", "))",
            codes: [])
    }
}

extension FieldKind {
    fileprivate var placeholder: String {
        switch self {
        case .code, .typeName, .memberName: "=CODE"
        case .party: "=PARTY"
        case .country: "=COUNTRY"
        case .language: "=LANGUAGE"
        case .occurred: "=WHEN"
        case .day: "=YYYY-MM-DD"
        case .duration: "=DURATION"
        case .count: "=NUMBER"
        case .flag: "=true|false"
        case .digest: "=sha256:HEX"
        case .reference: "=UUID"
        case .statementID, .statementReference: "=ID"
        case .object, .variant, .list, .set: ":=JSON"
        case .organisationName: "=NAME"
        }
    }
}

extension ReferenceRule {
    fileprivate func helpItem(from own: String) -> TextHelp.Item {
        TextHelp.Item(
            word: "\(rel)=REF",
            text: "\(summary); \(count.phrase) to \(targetPhrase(from: own))"
                + (excuse.map { ", \($0)" } ?? ""),
            codes: [])
    }
}

/// How help is laid out.
enum TextHelp {
    static let columns = 80

    /// A word, what it says, and the codes that it takes.
    struct Item {
        let word: String
        let text: String
        let codes: [CodeList.Code]
    }

    static func lines(of item: Item) -> [String] {
        let indent = 28
        let head = "  " + item.word
        var text = wrapped(item.text, indent: indent)
        var lines: [String] = []
        if head.count < indent - 1, !text.isEmpty {
            lines.append(
                head + String(repeating: " ", count: indent - head.count)
                    + text.removeFirst().dropFirst(indent))
        } else {
            lines.append(head)
        }
        lines += text
        for code in item.codes {
            let name = "      " + code.code
            var label = wrapped(code.label, indent: indent + 4)
            if name.count < indent + 3, !label.isEmpty {
                let padding = String(repeating: " ", count: indent + 4 - name.count)
                lines.append(name + padding + label.removeFirst().dropFirst(indent + 4))
            } else {
                lines.append(name)
            }
            lines += label
        }
        return lines
    }

    /// The text in lines of at most ``columns`` characters.
    static func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        for word in text.split(separator: " ") {
            if line.count > indent, line.count + 1 + word.count > columns {
                lines.append(line)
                line = margin
            }
            line += (line.count > indent ? " " : "") + word
        }
        return line.count > indent ? lines + [line] : lines
    }

    /// The command of an example, broken before a word where it grows too long for a terminal.
    static func command(_ words: [String], of type: String) -> [String] {
        var lines: [String] = []
        var line = "goodfaith record LEDGER \(type)"
        for word in words {
            if line.count + 1 + word.count > columns - 4 {
                lines.append(line + " \\")
                line = "   "
            }
            line += " " + word
        }
        return lines + [line]
    }
}
