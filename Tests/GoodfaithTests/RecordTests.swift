import Foundation
import LedgerFormat
import Testing

/// `record`, seen from the command line: what it refuses, in which words, and that nothing changes on disk.
@Suite struct RecordTests {
    /// Words that are refused, and what the message must say.
    static let refused: [(words: [String], says: String)] = [
        (["contact.heldd"], "contact.held"),
        (["contact.held", "mode=summit"], "missing"),
        (["contact.held", "mode=summitt", "level=principal", "occurred=2025-08-15"], "summit"),
        (Workplace.contact + ["occurred=2025-02-30"], "occurred"),
        (Workplace.contact + ["occurred=2025-08-15", "weather=fine"], "weather"),
        (Workplace.contact + ["occurred=2025-08-15", "note:=\"a long free text\""], "note"),
        (Workplace.contact + ["occurred=2025-08-15", "rests_on=99"], "no entry 99"),
        (Workplace.contact + ["occurred=2025-08-15", "rests_on=0"], "rests_on"),
        (Workplace.contact + ["occurred=2025-08-15", "rests_on=abcdef0123"], "hash"),
        (Workplace.contact + ["occurred=2025-08-15", "rests_on=missing.jsonl#1"], "missing.jsonl"),
        (
            ["correspondence.received", "recipient=ru-office", "occurred=2025-08", "acknowledges=1"],
            "first hand"
        ),
        (
            [
                "child.heard", "heard_by=case_agency", "means=phone", "occurred=2025-08-15", "case=new",
                "rests_on=1",
            ], "case_agency"
        ),
        (
            [
                "contact.held", "mode=phone", "level=principal",
                "participants=ua-office:principal,us-office:principal",
                "occurred=2025-08-15",
            ], "ua-office"
        ),
        (Workplace.contact + ["occurred=2025-08-15", "case=new"], "case"),
        (["contact.held", "mode"], "field=value"),
    ]

    @Test(arguments: refused.indices) func `What cannot be stated is refused with what to do`(position: Int)
        throws
    {
        let office = try Workplace()
        try office.openOffice()
        let before = try office.bytes("us.jsonl")
        let (words, says) = RecordTests.refused[position]
        let result = try Command.run(
            Command.executable, ["record", "us.jsonl"] + words + ["--key", "us.key"], in: office.folder,
            input: "")
        // What cannot be read is no fault of the words.
        let status: Int32 = says == "missing.jsonl" ? 2 : 64
        #expect(result.status == status, "\(words): \(result.error)")
        #expect(result.error.contains(says), "\(words): \(result.error)")
        #expect(result.error.contains("goodfaith: error:"))
        #expect(result.error.contains("goodfaith: hint:"))
        #expect(result.output.isEmpty)
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test func `The same id again changes nothing, with other words is refused`() throws {
        let office = try Workplace()
        try office.openOffice()
        let id = ["--id", "2b1f5c1e-58a5-4c51-9d7e-1f4d0a6b7c88", "--time", "2025-10-10T15:00:00Z"]
        #expect(try office.recordContact("occurred=2025-08-15", id[0], id[1], id[2], id[3]).status == 0)
        let before = try office.bytes("us.jsonl")
        let again = try office.recordContact("occurred=2025-08-15", id[0], id[1])
        #expect(again.status == 0)
        #expect(again.output.contains("recorded already"))
        let other = try office.recordContact("occurred=2025-08-16", id[0], id[1])
        #expect(other.status == 64)
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test func `A dry run shows the event and signs nothing`() throws {
        let office = try Workplace()
        try office.openOffice()
        let before = try office.bytes("us.jsonl")
        let shown = try office.recordContact("occurred=2025-08-15", "--dry-run")
        #expect(shown.status == 0)
        #expect(shown.output.contains("\"type\":\"goodfaith.contact.held\""))
        #expect(shown.output.contains("\"signers\":"))
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test func `Many statements become one batch, all or none`() throws {
        let office = try Workplace()
        try office.openOffice()
        let words = Workplace.contact.dropFirst().map { "\"\($0)\"" }.joined(separator: ",")
        let good = (15...19).map {
            "{\"type\":\"contact.held\",\"words\":[\(words),\"occurred=2025-08-\($0)\"]}"
        }
        try office.write("good.txt", good.joined(separator: "\n") + "\n")
        let recorded = try office.goodfaith("record", "us.jsonl", "--from", "good.txt", "--key", "us.key")
        #expect(recorded.status == 0, "\(recorded.error)")
        #expect(recorded.output.split(separator: "\n").count == 5)
        let before = try office.bytes("us.jsonl")
        try office.write(
            "bad.txt",
            good[0] + "\n" + good[1].replacingOccurrences(of: "2025-08-16", with: "2025-08-36") + "\n")
        let refused = try office.goodfaith("record", "us.jsonl", "--from", "bad.txt", "--key", "us.key")
        #expect(refused.status == 64)
        #expect(refused.error.contains("line 2"))
        #expect(try office.bytes("us.jsonl") == before)
        let piped = try office.goodfaith(
            "record", "us.jsonl", "--from", "-", "--key", "us.key", input: good[2] + "\n")
        #expect(piped.status == 0, "\(piped.error)")
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0)
    }

    @Test func `A line of a file that cannot stand is refused by its number, and nothing is recorded`() throws {
        let office = try Workplace()
        try office.openOffice()
        let before = try office.bytes("us.jsonl")
        let words = Workplace.contact.dropFirst().map { "\"\($0)\"" }.joined(separator: ",")
        func line(_ more: String, _ data: String = "") -> String {
            "{\(data)\(more)\"type\":\"contact.held\",\"words\":[\(words),\"occurred=2025-08-15\"]}"
        }
        let id = "\"id\":\"9b2d9f0e-6d4f-4f0a-8a55-000000000001\","
        func reference(_ rel: String, _ digit: Character) -> String {
            let event = "sha256:" + String(repeating: digit, count: 64)
            return "\"data\":{\"refs\":[{\"event\":\"\(event)\",\"rel\":\"\(rel)\"}]},"
        }
        for (lines, says) in [
            ([line(id), line(id)], ["line 2", "line 1 has the id"]),
            ([line(""), line("") + "\r"], ["line 2", "carriage return"]),
            ([line(""), line("", reference("rests_on", "a"))], ["line 2", "no entry of us.jsonl"]),
        ] {
            try office.write("many.txt", lines.joined(separator: "\n") + "\n")
            let refused = try office.goodfaith("record", "us.jsonl", "--from", "many.txt", "--key", "us.key")
            #expect(refused.status == 64)
            for words in says { #expect(refused.error.contains(words), "\(refused.error)") }
            #expect(try office.bytes("us.jsonl") == before)
        }
        // Of an entry that is there, the type must fit as it must where a word names it.
        let entry = try #require(before.split(separator: UInt8(ascii: "\n")).first.map { Array($0) })
        let hash = try Entry(entry, in: 0..<entry.count).hash.prefixed
        let wrong = line("", "\"data\":{\"refs\":[{\"event\":\"\(hash)\",\"rel\":\"rests_on\"}]},")
        try office.write("many.txt", wrong + "\n")
        let refused = try office.goodfaith("record", "us.jsonl", "--from", "many.txt", "--key", "us.key")
        #expect(refused.status == 64 && refused.error.contains("rests_on"), "\(refused.error)")
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test
    func `A reference given as data is looked up in every copy at hand, and is not at hand where none has it`()
        throws
    {
        let office = try Workplace()
        try office.openOffice()
        let fingerprints = try office.shell(
            """
            goodfaith key new ru.key --no-passphrase && goodfaith init ru.jsonl --party ru-office --name Office --class ngo \
            --role principal --origin ru-office.example/channel --audience us-office --key ru.key && cp ru.jsonl old.jsonl &&
            goodfaith record ru.jsonl counterpart.noted id=us-office name=Office class=ngo roles=principal --key ru.key
            """)
        #expect(fingerprints.status == 0, "\(fingerprints.error)")
        let entries = try office.bytes("ru.jsonl").split(separator: UInt8(ascii: "\n")).map {
            try Entry(Array($0), in: 0..<$0.count).hash.prefixed
        }
        let words = Workplace.contact.dropFirst().map { "\"\($0)\"" }.joined(separator: ",")
        try office.write(
            "one.txt",
            "{\"data\":{\"refs\":[{\"event\":\"\(entries[1])\",\"ledger\":\"\(entries[0])\",\"rel\":\"rests_on\"}]},"
                + "\"type\":\"contact.held\",\"words\":[\(words),\"occurred=2025-08-15\"]}\n")
        func record(_ beside: String...) throws -> Command {
            let with = beside.flatMap { ["--with", $0] }
            return try Command.run(
                Command.executable,
                ["record", "us.jsonl", "--from", "one.txt", "--key", "us.key", "--dry-run"] + with,
                in: office.folder, input: "")
        }
        #expect(try record().status == 0)
        #expect(try record("old.jsonl").status == 0)
        // A note of a counterpart is nothing that a contact rests on, once its type is known.
        for beside in [["ru.jsonl"], ["old.jsonl", "ru.jsonl"], ["ru.jsonl", "old.jsonl"]] {
            let refused = try beside.count == 1 ? record(beside[0]) : record(beside[0], beside[1])
            #expect(refused.status == 64 && refused.error.contains("rests_on"), "\(beside) \(refused.error)")
        }
    }

    @Test func `A full disk leaves the file as it was, and the next record goes on`() throws {
        let office = try Workplace()
        try office.openOffice()
        let before = try office.bytes("us.jsonl")
        let words = (Workplace.contact + ["occurred=2025-08-15"]).joined(separator: " ")
        // The limit is in blocks of 512 bytes: what stands in the file fits, the next line does not.
        let full = try office.shell(
            "\(Command.boundsFiles(blocks: before.count / 512 + 1)); goodfaith record us.jsonl \(words) --key us.key"
        )
        #expect(full.status == 2, "\(full.error)")
        #expect(full.error.contains("goodfaith: hint:"))
        #expect(try office.bytes("us.jsonl") == before)
        let next = try office.recordContact("occurred=2025-08-16")
        #expect(next.status == 0, "\(next.error)")
        let log = String(decoding: try office.bytes("us.jsonl"), as: UTF8.self)
        #expect(!log.contains("2025-08-15"))
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0)
    }

    @Test func `Two writers at once: both statements stand, or one is told to wait`() throws {
        let office = try Workplace()
        try office.openOffice()
        let words = Workplace.contact.joined(separator: " ")
        let both = try office.shell(
            """
            for n in 1 2 3 4 5 6; do
              goodfaith record us.jsonl \(words) occurred=2025-08-1$n --key us.key >out.$n 2>err.$n; echo $? >rc.$n &
            done
            wait; cat rc.*
            """)
        let codes = both.output.split(separator: "\n")
        #expect(codes.count == 6)
        #expect(codes.allSatisfy { $0 == "0" || $0 == "2" })
        let entries = try office.bytes("us.jsonl").count { $0 == UInt8(ascii: "\n") }
        #expect(entries == 2 + codes.count { $0 == "0" })
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0)
    }
}
