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

    /// A line of a file for `record --from`.
    ///
    /// - Parameter members: what stands before its type, each with a comma after it.
    private func contactLine(_ members: String = "", on day: String = "2025-08-15") -> String {
        let words = Workplace.contact.dropFirst().map { "\"\($0)\"" }.joined(separator: ",")
        return "{\(members)\"type\":\"contact.held\",\"words\":[\(words),\"occurred=\(day)\"]}"
    }

    /// The member of such a line that gives a reference as it stands in an event.
    private func resting(on event: String, of ledger: String? = nil) -> String {
        let ledger = ledger.map { "\"ledger\":\"\($0)\"," } ?? ""
        return "\"data\":{\"refs\":[{\"event\":\"\(event)\",\(ledger)\"rel\":\"rests_on\"}]},"
    }

    private func hashes(of ledger: Data) throws -> [String] {
        try ledger.split(separator: UInt8(ascii: "\n")).map {
            try Entry(Array($0), in: 0..<$0.count).hash.prefixed
        }
    }

    @Test func `Many statements become one batch, all or none`() throws {
        let office = try Workplace()
        try office.openOffice()
        let good = (15...19).map { contactLine(on: "2025-08-\($0)") }
        try office.write("good.txt", good.joined(separator: "\n") + "\n")
        let recorded = try office.goodfaith("record", "us.jsonl", "--from", "good.txt", "--key", "us.key")
        #expect(recorded.status == 0, "\(recorded.error)")
        #expect(recorded.output.split(separator: "\n").count == 5)
        let before = try office.bytes("us.jsonl")
        try office.write("bad.txt", good[0] + "\n" + contactLine(on: "2025-08-36") + "\n")
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
        let id = "\"id\":\"9b2d9f0e-6d4f-4f0a-8a55-000000000001\","
        let nowhere = "sha256:" + String(repeating: "a", count: 64)
        // Of an entry that is there, the type must fit as it must where a word names it.
        let opening = try #require(try hashes(of: before).first)
        for (lines, says) in [
            ([contactLine(id), contactLine(id)], ["line 2", "line 1 has the id"]),
            ([contactLine(), contactLine() + "\r"], ["line 2", "carriage return"]),
            ([contactLine(), contactLine(resting(on: nowhere))], ["line 2", "no entry of us.jsonl"]),
            ([contactLine(resting(on: opening))], ["line 1", "rests_on"]),
        ] {
            try office.write("many.txt", lines.joined(separator: "\n") + "\n")
            let refused = try office.goodfaith("record", "us.jsonl", "--from", "many.txt", "--key", "us.key")
            #expect(refused.status == 64)
            for words in says { #expect(refused.error.contains(words), "\(refused.error)") }
            #expect(try office.bytes("us.jsonl") == before)
        }
    }

    @Test
    func `A reference given as data is looked up in every copy at hand, and is not at hand where none has it`()
        throws
    {
        let office = try Workplace()
        try office.openOffice()
        let opened = try office.shell(
            """
            goodfaith key new ru.key --no-passphrase && goodfaith init ru.jsonl --party ru-office --name Office --class ngo \
            --role principal --origin ru-office.example/channel --audience us-office --key ru.key && cp ru.jsonl old.jsonl &&
            goodfaith record ru.jsonl counterpart.noted id=us-office name=Office class=ngo roles=principal --key ru.key
            """)
        #expect(opened.status == 0, "\(opened.error)")
        let entries = try hashes(of: office.bytes("ru.jsonl"))
        try office.write("one.txt", contactLine(resting(on: entries[1], of: entries[0])) + "\n")
        func record(_ beside: String) throws -> Command {
            try office.shell("goodfaith record us.jsonl --from one.txt --key us.key --dry-run \(beside)")
        }
        #expect(try record("").status == 0)
        #expect(try record("--with old.jsonl").status == 0)
        // A note of a counterpart is nothing that a contact rests on, once its type is known.
        for beside in [
            "--with ru.jsonl", "--with old.jsonl --with ru.jsonl", "--with ru.jsonl --with old.jsonl",
        ] {
            let refused = try record(beside)
            #expect(refused.status == 64 && refused.error.contains("rests_on"), "\(beside) \(refused.error)")
        }
    }

    @Test func `A reference given by a word and as data is one reference`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        let contact = try #require(try hashes(of: office.bytes("us.jsonl")).last)
        let data = "{\"event\":\"\(contact)\",\"rel\":\"corrects\"}"
        // Two of them would be one too many.
        let corrected = try office.shell(
            "goodfaith record us.jsonl event.corrected corrects=\(contact) 'refs:=[\(data)]' ground=recording_error "
                + "members=occurred --key us.key")
        #expect(corrected.status == 0, "\(corrected.error)")
        let recorded = String(decoding: try office.bytes("us.jsonl"), as: UTF8.self)
        #expect(recorded.components(separatedBy: data).count == 2)
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
