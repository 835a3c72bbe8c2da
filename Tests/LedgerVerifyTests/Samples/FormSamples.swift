import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// Bytes that are not what the format writes, and what the vocabulary refuses.
enum FormSamples {
    static func add(to list: inout SampleList) throws {
        try addJSON(&list)
        try addCharacters(&list)
        try addLines(&list)
        try addLimits(&list)
        try addContent(&list)
    }

    /// Entry 1 holds a text, entry 2 a list, and every entry a number.
    private static func addJSON(_ list: inout SampleList) throws {
        let edits: [(file: String, code: String, what: String, old: String, new: String)] = [
            ("white-space", "json-white-space", "a space after a colon", "\"index\":1", "\"index\": 1"),
            ("trailing-space", "json-white-space", "a space at the end of the line", "]}\n", "]} \n"),
            (
                "member-order", "json-member-order", "two members exchanged", "\"index\":1,\"previous\"",
                "\"previous\":1,\"index\""
            ),
            (
                "duplicate-member", "json-duplicate-member", "a member twice", "\"index\":1",
                "\"index\":1,\"index\":1"
            ),
            ("member-name", "json-member-name", "a member name with a capital", "\"index\"", "\"Index\""),
            (
                "escape-letter", "json-escape", "a letter written as \\u004f", "\"Commissioner",
                "\"\\u0043ommissioner"
            ),
            ("escape-slash", "json-escape", "a slash escaped", "Commissioner's ", "Commissioner's\\/"),
            ("fraction", "json-number", "an index of 1.0", "\"index\":1", "\"index\":1.0"),
            ("exponent", "json-number", "an index of 1e0", "\"index\":1", "\"index\":1e0"),
            ("leading-zero", "json-number", "an index of 01", "\"index\":1", "\"index\":01"),
            ("minus-zero", "json-number", "an index of -0", "\"index\":1", "\"index\":-0"),
            ("big-integer", "json-number", "an index of 2^53", "\"index\":1", "\"index\":9007199254740992"),
            ("null", "json-null", "an index of null", "\"index\":1", "\"index\":null"),
            ("comma", "json-syntax", "a comma before the closing bracket", "\"]}", "\",]}"),
            ("quotes", "json-syntax", "single quotation marks", "\"index\":1", "\"index\":'1'"),
            ("comment", "json-syntax", "a comment", "\"index\":1", "\"index\":/*1*/1"),
            ("trailing-bytes", "json-trailing-bytes", "a second object in the line", "]}\n", "]}{}\n"),
            (
                "depth", "json-depth", "seventeen levels of nesting", "\"name\":\"Commissioner's office\"",
                "\"name\":" + String(repeating: "[", count: 14) + String(repeating: "]", count: 14)
            ),
        ]
        for edit in edits {
            try list.tamper("json-\(edit.file)", edit.code, 1, "line 2: \(edit.what)") {
                try $0.replace(edit.old, with: edit.new, in: 1)
            }
        }
    }

    private static func addCharacters(_ list: inout SampleList) throws {
        let sequences: [(file: String, code: String, what: String, bytes: [UInt8])] = [
            ("control", "json-character", "U+0007, a control", [0x07]),
            ("escaped-control", "json-character", "a line feed written as \\n", Array("\\n".utf8)),
            ("delete", "json-character", "U+007F, delete", [0x7F]),
            ("c1", "json-character", "U+0085, a control", [0xC2, 0x85]),
            ("override", "json-character", "U+202E, which turns the text that follows", [0xE2, 0x80, 0xAE]),
            (
                "isolate", "json-character", "U+2066, which isolates the text that follows",
                [0xE2, 0x81, 0xA6]
            ),
            ("mark", "json-character", "U+200F, a right-to-left mark", [0xE2, 0x80, 0x8F]),
            ("noncharacter", "json-character", "U+FFFE, a noncharacter", [0xEF, 0xBF, 0xBE]),
            ("surrogate", "json-utf8", "U+D83D, half of a pair, as three bytes", [0xED, 0xA0, 0xBD]),
            ("overlong", "json-utf8", "a slash as two bytes", [0xC0, 0xAF]),
            ("latin1", "json-utf8", "E9, the é of ISO 8859-1", [0xE9]),
            ("beyond", "json-utf8", "U+110000, beyond Unicode", [0xF4, 0x90, 0x80, 0x80]),
        ]
        for sequence in sequences {
            try list.tamper(
                "character-\(sequence.file)", sequence.code, 1, "in the name in line 2: \(sequence.what)"
            ) {
                try $0.replace("'", withBytes: sequence.bytes, in: 1)
            }
        }
    }

    private static func addLines(_ list: inout SampleList) throws {
        try list.tamper("line-crlf", "carriage-return", 0, "every line ends in CR LF") { ledger in
            for index in ledger.lines.indices {
                ledger.lines[index].insert(0x0D, at: ledger.lines[index].count - 1)
            }
        }
        try list.tamper("line-one-crlf", "carriage-return", 5, "line 6 ends in CR LF") {
            $0.lines[5].insert(0x0D, at: $0.lines[5].count - 1)
        }
        try list.tamper(
            "line-byte-order-mark", "byte-order-mark", 0, "the file begins with a byte-order mark"
        ) {
            $0.lines[0] = [0xEF, 0xBB, 0xBF] + $0.lines[0]
        }
        try list.tamper("line-blank", "blank-line", 5, "an empty line before entry 5") {
            $0.lines.insert([0x0A], at: 5)
        }
        try list.tamper("line-blank-end", "blank-line", 16, "an empty line at the end") {
            $0.lines.append([0x0A])
        }
        try list.tamper(
            "line-feed-missing", "line-feed-missing", 15, "the last line lacks its line feed",
            verdict: .incomplete
        ) { $0.lines[15].removeLast() }
        try list.tamper(
            "line-torn", "torn-line", 15, "the last line breaks off in the middle", verdict: .incomplete
        ) {
            $0.lines[15].removeLast($0.lines[15].count / 2)
        }
        try list.tamper("line-joined", "json-trailing-bytes", 5, "the line feed after entry 5 is missing") {
            $0.lines[5].removeLast()
        }
        try list.tamper("empty-file", "empty-file", nil, "a file of no bytes", verdict: .unreadable) {
            $0.lines = []
        }
        try list.tamper("no-ledger", "not-a-ledger", 0, "a text that is no ledger", verdict: .unreadable) {
            $0.lines = [Array("Minutes of the meeting\n".utf8)]
        }
    }

    private static func addLimits(_ list: inout SampleList) throws {
        try list.author(
            "event-too-long", "event-too-long", 1, "entry 1 is an event of 65,536 bytes, rightly signed",
            edits: [
                1: { plan in
                    let count =
                        try JSON.object(plan.attributes).canonicalBytes().count
                        - "Commissioner's office".utf8.count
                    plan.setData(
                        "name", .string(String(repeating: "n", count: Limits.eventBytesMax + 1 - count)))
                }
            ])
        try list.tamper("line-too-long", "line-too-long", 5, "line 6 is longer than 131,072 bytes") {
            let padding = String(repeating: " ", count: Limits.lineBytesMax + 1 - $0.lines[5].count)
            try $0.replace("]}", with: "]\(padding)}", in: 5)
        }
    }

    private static func addContent(_ list: inout SampleList) throws {
        let cases: [(file: String, code: String, what: String, edit: LedgerBuilder.Edit)] = [
            (
                "type-unknown", "content-type-unknown", "a type that the vocabulary does not have",
                { $0.set("type", "goodfaith.case.renamed") }
            ),
            (
                "member-unknown", "content-member-unknown", "a member that its type does not have",
                { $0.setData("surname", "x") }
            ),
            (
                "code-unknown", "content-code-unknown", "a code that its list does not have",
                { $0.setData("care_status", "lost") }
            ),
            (
                "no-date", "content-value", "30 February as the day of the event",
                { $0.setData("occurred", "2025-02-30") }
            ),
        ]
        for item in cases {
            try list.author(
                "content-\(item.file)", item.code, 5, "entry 5, rightly signed, has \(item.what)",
                verdict: .nonconforming,
                edits: [5: item.edit])
        }
    }
}
