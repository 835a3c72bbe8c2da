import Foundation
import Testing

/// That no slip of a hand, and no odd way of calling the command, makes an office sign two histories or lose one.
@Suite struct OneHistoryTests {
    private let words = (Workplace.contact + ["occurred=2025-08-15"]).joined(separator: " ")

    @Test func `A closed standard output cannot overwrite the ledger`() throws {
        let office = try Workplace()
        try office.openOffice()
        for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
            let result = try office.shell("goodfaith record us.jsonl \(words) --key us.key \(closed)")
            #expect([0, 2].contains(result.status), "\(closed): \(result.status)")
            #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0, "\(closed)")
        }
    }

    @Test func `A result that cannot be printed is told, without a crash`() throws {
        let office = try Workplace()
        try office.openOffice()
        for command in ["verify --self-declared us.jsonl", "log us.jsonl", "state us.jsonl", "vocabulary"] {
            #expect(try office.shell("goodfaith \(command) >/dev/full").status == 2, "\(command)")
        }
        let recorded = try office.shell("goodfaith record us.jsonl \(words) --key us.key >/dev/full")
        #expect(recorded.status == 2)
        #expect(recorded.error.contains("what was recorded stands"))
        #expect(try office.shell("goodfaith show us.jsonl 99 2>/dev/full").status == 64)
    }

    @Test func `Two copies recorded at once with one key hold one history`() throws {
        let office = try Workplace()
        try office.openOffice()
        for _ in 0..<6 {
            _ = try office.shell(
                """
                cp us.jsonl copy.jsonl
                goodfaith record us.jsonl \(words) --key us.key >a 2>&1 &
                goodfaith record copy.jsonl \(words) --key us.key >b 2>&1; wait
                """)
            // One may have been told to wait; where both went through, one goes on from the other.
            let both = try office.goodfaith("verify", "--self-declared", "us.jsonl", "copy.jsonl")
            #expect(both.status == 0, "\(both.error)")
            _ = try office.shell("[ $(wc -c <copy.jsonl) -lt $(wc -c <us.jsonl) ] || cp copy.jsonl us.jsonl")
        }
    }

    @Test func `A key behind a link has the same memory`() throws {
        let office = try Workplace()
        try office.openOffice()
        _ = try office.shell("cp us.jsonl old.jsonl; ln -s us.key alias.key")
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        let second = try office.shell("goodfaith record old.jsonl \(words) --key alias.key")
        #expect(second.status == 0, "the entry that was signed is put in place, then goes on: \(second.error)")
        #expect(try office.shell("cmp -n $(wc -c <us.jsonl) us.jsonl old.jsonl").status == 0)
    }

    @Test func `Two histories side by side are noticed`() throws {
        let office = try Workplace()
        try office.openOffice()
        _ = try office.shell("cp us.jsonl other.jsonl; cp us.key twin.key; cp -r us.key.heads twin.key.heads")
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        #expect(try office.shell("goodfaith record other.jsonl \(words) --key twin.key").status == 0)
        for command in ["verify --self-declared", "state", "log"] {
            let result = try office.shell("goodfaith \(command) us.jsonl other.jsonl")
            #expect(result.status == 1, "\(command): \(result.output)")
            #expect(result.error.contains("two histories"))
        }
    }

    @Test func `After the last entry is withheld the office goes on`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        let erased = try office.shell(
            "goodfaith withhold us.jsonl --entry 2 --output x.jsonl && mv x.jsonl us.jsonl")
        #expect(erased.status == 0, "\(erased.error)")
        let next = try office.recordContact("occurred=2025-08-16")
        #expect(next.status == 0, "\(next.error)")
        #expect(try office.goodfaith("verify", "--self-declared", "--allow-withheld", "us.jsonl").status == 0)
    }

    @Test func `A withheld end is never set aside by another key`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.goodfaith("key", "new", "b.key", "--no-passphrase").status == 0)
        #expect(try office.shell("goodfaith key add us.jsonl b.key --key us.key").status == 0)
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        _ = try office.shell("goodfaith withhold us.jsonl --entry 3 --output x.jsonl && mv x.jsonl us.jsonl")
        let before = try office.bytes("us.jsonl")
        let other = try office.shell("goodfaith record us.jsonl \(words) --key b.key")
        #expect(other.status != 0)
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test func `A checkpoint binds every key of the office that records`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.goodfaith("key", "new", "b.key", "--no-passphrase").status == 0)
        #expect(try office.shell("goodfaith key add us.jsonl b.key --key us.key").status == 0)
        _ = try office.shell("cp us.jsonl older.jsonl")
        #expect(try office.shell("goodfaith record us.jsonl \(words) --key b.key").status == 0)
        #expect(try office.shell("goodfaith checkpoint us.jsonl --key us.key").status == 0)
        _ = try office.shell("cp older.jsonl us.jsonl")
        let refused = try office.shell("goodfaith record us.jsonl \(words) --key us.key")
        #expect(refused.status == 1 && refused.error.contains("older copy"), "\(refused.error)")
        #expect(try office.bytes("us.jsonl") == (try office.bytes("older.jsonl")))
    }

    @Test func `After an interrupted record a checkpoint says what to do, and it helps`() throws {
        let office = try Workplace()
        try office.openOffice()
        _ = try office.shell("cp us.jsonl older.jsonl")
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        _ = try office.shell("cp older.jsonl us.jsonl")
        let refused = try office.shell("goodfaith checkpoint us.jsonl --key us.key")
        #expect(refused.status == 2 && refused.error.contains("record again with the same key first"))
        #expect(try office.recordContact("occurred=2025-08-16").status == 0)
        #expect(try office.shell("goodfaith checkpoint us.jsonl --key us.key").status == 0)
    }

    @Test func `A dry run and a stranger's key leave a torn file as it is`() throws {
        let office = try Workplace()
        try office.openOffice()
        _ = try office.shell("printf '{\"event\"' >>us.jsonl")
        let before = try office.bytes("us.jsonl")
        #expect(try office.goodfaith("key", "new", "o.key", "--no-passphrase").status == 0)
        #expect(try office.shell("goodfaith record us.jsonl \(words) --key us.key --dry-run").status == 2)
        #expect(try office.shell("goodfaith record us.jsonl \(words) --key o.key").status == 64)
        #expect(try office.bytes("us.jsonl") == before)
        #expect(try office.shell("goodfaith record us.jsonl \(words) --key us.key").status == 0)
    }
}
