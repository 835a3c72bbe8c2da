internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerVerify
internal import MerkleTree

/// What `check` says of a file, whatever kind of proof it is: the verdict, what it rests on, what is shown, what
/// is proven and what is not.
struct ProofReport {
    struct Entry {
        let index: Int
        let event: Event
        /// What the entry is shown for.
        let role: String
        let note: String
    }

    let path: String
    let kind: String
    let verdict: Verdict
    var facts: [(String, String)] = []
    var findings: [Finding] = []
    var entries: [Entry] = []
    var proven: [String] = []
    var notProven: [String] = []

    init(path: String, kind: String, verdict: Verdict) {
        (self.path, self.kind, self.verdict) = (path, kind, verdict)
    }

    // MARK: Text

    /// The report for people: no line of prose is longer than 80 columns.
    var text: String {
        let word = verdict == .intact ? "proven" : verdict.rawValue
        var lines = ["\(Terminal.printable(path)): \(word)"]
        for (label, value) in facts { lines += ProofReport.wrapped(value, label.padded(to: 15), 15) }
        for finding in findings {
            lines += ["", "  \(finding.index.map { "Entry \($0)" } ?? "The file"): \(finding.code)"]
            lines += ProofReport.wrapped(finding.code.meaning, "    ", 4)
            lines += ProofReport.wrapped(Terminal.printable(finding.expected), "    expected  ", 14)
            lines += ProofReport.wrapped(Terminal.printable(finding.found), "    found     ", 14)
        }
        if !entries.isEmpty { lines += ["", "  Shown:"] }
        for entry in entries { lines += ProofReport.lines(of: entry) }
        if !proven.isEmpty { lines += ["", "  It proves:"] + ProofReport.list(proven) }
        if !notProven.isEmpty { lines += ["", "  It does not prove:"] + ProofReport.list(notProven) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of entry: Entry) -> [String] {
        let name = "\(entry.index)".padded(to: 8, before: true)
        var lines = ["\(name)  \(entry.event.name), \(entry.note)"]
        guard entry.role == "proven" else { return lines }
        if let subject = entry.event.subject { lines.append("          about \(subject)") }
        lines.append("          recorded \(entry.event.time)")
        for member in entry.event.data.members {
            let value = member.value.string ?? String(decoding: member.value.bytes, as: UTF8.self)
            lines += wrapped(Terminal.printable(value), "          \(member.name): ", 12)
        }
        return lines
    }

    private static func list(_ sentences: [String]) -> [String] {
        sentences.flatMap { wrapped($0, "  - ", 4) }
    }

    /// The words of a text in lines of at most 80 columns; a word that is longer stands alone.
    private static func wrapped(_ text: String, _ first: String, _ indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty && line.count + 1 + word.count > 80 {
                lines.append(line)
                (line, isEmpty) = (margin, true)
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }

    // MARK: JSON

    var json: JSON {
        [
            "entries": .array(
                entries.map { entry in
                    [
                        "event": JSON(entry.event.value), "hash": .string(entry.event.hash.prefixed),
                        "index": .integer(entry.index), "note": .string(entry.note),
                        "role": .string(entry.role),
                    ]
                }),
            "exit_code": .integer(Int(verdict.exitCode)),
            "facts": .array(facts.map { ["name": .string($0.0), "value": .string(Terminal.printable($0.1))] }),
            "file": .string(Terminal.printable(path)),
            "findings": .array(findings.map(VerificationJSON.finding)),
            "kind": .string(kind),
            "not_proven": .array(notProven.map { .string($0) }),
            "proven": .array(proven.map { .string($0) }),
            "verdict": .string(verdict.rawValue),
        ]
    }
}

extension String {
    fileprivate func padded(to width: Int, before: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - count - (before ? 0 : 2)))
        return before ? spaces + self : "  " + self + spaces
    }
}
