import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// Every attribute of a signed statement changed after it was signed, and parts added or taken away.
enum AttributeSamples {
    static func add(to list: inout SampleList) throws {
        let otherHash = JSON.string(try list.good.hash(1).prefixed)
        let otherID = JSON.string(try LedgerBuilder(seed: "other").uuid("id"))
        let otherKey = JSON.string(try TestKey.dailyA.keyID.description)
        let changes: [(name: String, value: JSON, code: String, what: String)] = [
            (
                "data", ["care_status": "unaccompanied", "occurred": "2025-08"], "signature-invalid",
                "says something else"
            ),
            (
                "dataschema", "urn:goodfaith:vocabulary:2", "signature-invalid",
                "is written in another vocabulary"
            ),
            ("id", otherID, "signature-invalid", "has another id"),
            ("index", 6, "index-mismatch", "has another index"),
            ("previous", otherHash, "previous-mismatch", "follows another entry"),
            ("root", otherHash, "root-mismatch", "has another root"),
            ("roster", 0, "roster-mismatch", "names another key event"),
            ("signers", otherKey, "signature-invalid", "names another key of the party as its signer"),
            ("source", "ru-office", "source-mismatch", "speaks for another party"),
            ("specversion", "1.1", "specversion-invalid", "has another specversion"),
            (
                "subject", .string("case/\(try LedgerBuilder().uuid("case 3"))"), "signature-invalid",
                "is about another case"
            ),
            ("time", "2025-10-10T10:31:00Z", "signature-invalid", "was recorded a minute later"),
            ("type", "goodfaith.case.closed", "signature-invalid", "has another type"),
        ]
        for change in changes {
            try list.tamper(
                "attribute-\(change.name)", change.code, 5,
                "`\(change.name)` of entry 5 changed: it \(change.what)"
            ) { try $0.set(change.name, change.value, in: 5) }
        }
        for name in ["root", "roster", "previous", "time"] {
            try list.tamper(
                "attribute-\(name)-absent", "event-attributes", 5, "`\(name)` of entry 5 taken away"
            ) {
                try $0.set(name, nil, in: 5)
            }
        }
        try addParts(&list)
        try addNewValues(&list)
    }

    private static func addParts(_ list: inout SampleList) throws {
        try list.tamper(
            "attribute-unknown", "event-attributes", 5, "an attribute that no event has added to entry 5"
        ) {
            try $0.set("partitionkey", "a", in: 5)
        }
        try list.tamper("member-unknown", "entry-members", 5, "a member that no line has added to line 6") {
            try $0.replace(",\"signatures\":", with: ",\"note\":1,\"signatures\":", in: 5)
        }
        try list.tamper(
            "member-absent", "entry-members", 5, "`signatures` of line 6 taken away, with its value"
        ) {
            $0.lines[5] = Array("{\"event\":".utf8) + $0.event(5) + Array("}\n".utf8)
        }
        try list.tamper(
            "signatures-no-list", "signatures-invalid", 5, "`signatures` of line 6 is one string, not a list"
        ) {
            try $0.replace("\"signatures\":[", with: "\"signatures\":", in: 5)
            try $0.replace("]}", with: "}", in: 5)
        }
        try list.tamper("last-entry", "signature-invalid", 15, "the last entry says something else") {
            try $0.replace("2025-08-15", with: "2025-08-16", in: 15)
        }
        try list.tamper(
            "batch-member", "previous-mismatch", 8, "the second member of the batch says something else"
        ) {
            try $0.replace("separated", with: "unaccompanied", in: 7)
        }
        try list.tamper(
            "batch-closing", "signature-invalid", 9, "the entry that closes the batch says something else"
        ) {
            try $0.replace("separated", with: "unaccompanied", in: 9)
        }
    }

    /// Signed by the author, so that nothing but the one value is wrong.
    private static func addNewValues(_ list: inout SampleList) throws {
        let good = list.good
        try list.author(
            "signed-over-other-root", "root-mismatch", 5, "entry 5 is signed over the root of other entries",
            edits: [5: { $0.set("root", .string(try SHA256.digest(of: []).prefixed)) }])
        try list.author(
            "signed-over-doubled-leaf", "root-mismatch", 5,
            "entry 5 is signed over a root in which the odd last leaf was doubled, which RFC 6962 does not do",
            edits: [5: { $0.set("root", .string(try doubledRoot(good).prefixed)) }])
        try list.author(
            "signed-with-other-roster", "roster-mismatch", 5,
            "entry 5 is signed with a roster from before the last key event",
            edits: [5: { $0.set("roster", 0) }])
        try list.author(
            "signed-with-other-previous", "previous-mismatch", 5,
            "entry 5 is signed as if it followed entry 3",
            edits: [5: { $0.set("previous", .string(try good.hash(3).prefixed)) }])
        try list.author(
            "signed-with-other-index", "index-mismatch", 5, "entry 5 is signed with index 6",
            edits: [5: { $0.set("index", 6) }])
        try list.author(
            "id-repeated", "id-repeated", 5, "entry 5 is signed with the id of entry 3",
            edits: [5: { $0.set("id", .string(try LedgerBuilder().uuid("id 3"))) }])
        let forms: [(name: String, value: JSON)] = [
            ("data", []), ("dataschema", "urn:goodfaith:vocabulary:01"), ("previous", "sha256:1"),
            ("root", "none"),
            ("roster", -1), ("source", "US-Office"), ("subject", "child/seven"), ("type", "case.opened"),
        ]
        for form in forms {
            try list.author(
                "form-\(form.name)", "\(form.name)-invalid", 5,
                "entry 5 is signed with a `\(form.name)` of no known form",
                edits: [5: { $0.set(form.name, form.value) }])
        }
        try list.author(
            "id-no-uuid4", "id-invalid", 5, "entry 5 is signed with an id that is a UUID of version 1",
            edits: [5: { $0.set("id", "3f2b8c1e-9d04-1a77-8b5e-0c6f1a2d3e4f") }])
        try list.author(
            "time-no-date", "time-invalid", 5, "entry 5 is signed with 30 February as its time",
            edits: [5: { $0.set("time", "2025-02-30T10:30:00Z") }])
        try list.author(
            "time-with-offset", "time-invalid", 5, "entry 5 is signed with a time that is not UTC",
            edits: [5: { $0.set("time", "2025-10-10T10:30:00+02:00") }])
        try list.author(
            "index-over-limit", "index-invalid", 5, "entry 5 is signed with index 2147483648",
            edits: [5: { $0.set("index", 2_147_483_648) }])
    }

    /// The root over entries 0 to 4 with the last leaf taken twice.
    static func doubledRoot(_ ledger: SampleLedger) throws -> SHA256Digest {
        var level = try (0..<5).map { try ledger.hash($0) }
        while level.count > 1 {
            if level.count % 2 == 1 { level.append(level[level.count - 1]) }
            level = try stride(from: 0, to: level.count, by: 2).map {
                try SHA256.digest(of: [0x01] + level[$0].bytes + level[$0 + 1].bytes)
            }
        }
        return level[0]
    }
}
