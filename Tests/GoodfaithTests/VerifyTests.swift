import Foundation
import Testing

/// `verify`, seen from the command line: verdicts, exit codes, and messages for bad input.
@Suite struct VerifyTests {
    @Test func `Without an anchor nothing is intact`() throws {
        let office = try Workplace()
        try office.openOffice()
        let result = try office.goodfaith("verify", "us.jsonl")
        #expect(result.status == 2)
        #expect(result.output.contains("us.jsonl: not-anchored"))
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0)
    }

    @Test func `The fingerprint that init prints is an anchor, another is not`() throws {
        let office = try Workplace()
        try office.openOffice()
        let report = try office.goodfaith("verify", "--self-declared", "--json", "us.jsonl").output
        let fingerprint = try #require(report.firstMatch(of: /"fingerprint":"(sha256:[0-9a-f]{64})"/)?.1)
        #expect(try office.goodfaith("verify", "--fingerprint", String(fingerprint), "us.jsonl").status == 0)
        let other = "sha256:" + String(repeating: "0", count: 64)
        let untrusted = try office.goodfaith("verify", "--fingerprint", other, "us.jsonl")
        #expect(untrusted.status == 1)
        #expect(untrusted.output.contains("untrusted"))
        try office.write("trust", "# anchors\nledger us-office.example/ua-channel \(fingerprint)\n")
        #expect(try office.goodfaith("verify", "--trust", "trust", "us.jsonl").status == 0)
        try office.write("trust", "ledger us-office.example/ua-channel \(fingerprint.prefix(20))\n")
        let prefix = try office.goodfaith("verify", "--trust", "trust", "us.jsonl")
        #expect(prefix.status == 64)
        #expect(prefix.error.contains("line 1"))
    }

    @Test func `A head from elsewhere shows a missing end`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        let report = try office.goodfaith("verify", "--self-declared", "--json", "us.jsonl").output
        let root = try #require(report.firstMatch(of: /"head":\{"root":"(sha256:[0-9a-f]{64})","size":3\}/)?.1)
        let whole = String(decoding: try office.bytes("us.jsonl"), as: UTF8.self)
        try office.write("cut.jsonl", whole.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n")
        #expect(try office.goodfaith("verify", "--self-declared", "cut.jsonl").status == 0)
        let cut = try office.goodfaith("verify", "--self-declared", "--against", "3:\(root)", "cut.jsonl")
        #expect(cut.status == 1)
        #expect(cut.output.contains("cut.jsonl: truncated"))
        let forked = try office.goodfaith("verify", "--self-declared", "--against", "2:\(root)", "us.jsonl")
        #expect(forked.status == 1)
        #expect(forked.output.contains("us.jsonl: forked"))
        #expect(
            try office.goodfaith("verify", "--self-declared", "--against", "3:\(root)", "us.jsonl").status == 0)
    }

    @Test func `A file that is no head is not a mistake of the command line`() throws {
        let office = try Workplace()
        try office.openOffice()
        try office.write("garbage", "not a checkpoint\n")
        let refused = try office.goodfaith("verify", "--self-declared", "us.jsonl", "--against", "garbage")
        #expect(refused.status == 2 && refused.error.contains("garbage is no checkpoint"))
    }

    /// Files that are no ledgers, made by a line of the shell, and what must be said of them.
    static let bad: [(make: String, says: String)] = [
        ("true", "No such file"),
        ("mkdir bad", "folder"),
        ("mkfifo bad", "copy"),
        (": > bad", "empty-file"),
        ("head -c 100000 /dev/urandom > bad", "not-a-ledger"),
        ("printf 'Dear Sir,\\n' > bad", "not-a-ledger"),
        ("printf '{\"name\":1}\\n' > bad", "not-a-ledger"),
        ("head -c 3000000 /dev/zero | tr '\\0' 'x' > bad", "not-a-ledger"),
        ("printf '\\n' > bad", "not-a-ledger"),
    ]

    @Test(arguments: bad.indices) func `What is no ledger is unreadable, with what to do`(position: Int) throws
    {
        let office = try Workplace()
        let (make, says) = VerifyTests.bad[position]
        _ = try office.shell(make)
        let text = try office.goodfaith("verify", "--self-declared", "bad")
        #expect(text.status == 2, "\(make): \(text.output)")
        #expect(text.output.contains("bad: unreadable"))
        #expect(text.output.contains(says), "\(make): \(text.output)")
        let json = try office.goodfaith("verify", "--self-declared", "--json", "bad")
        #expect(json.status == 2)
        #expect(json.output.contains("\"verdict\":\"unreadable\""))
    }

    @Test func `A line of a gigabyte is refused without being read into memory`() throws {
        let office = try Workplace()
        try office.openOffice()
        let result = try office.shell(
            """
            truncate -s 1G hole; cat us.jsonl > big.jsonl; cat hole >> big.jsonl; rm hole
            \(Command.boundsMemory)
            goodfaith verify --self-declared big.jsonl
            """)
        #expect(result.status == 1, "\(result.error)")
        #expect(result.output.contains("line-too-long"))
    }

    @Test func `No file named is a usage error`() throws {
        let office = try Workplace()
        #expect(try office.goodfaith("verify").status == 64)
        #expect(try office.goodfaith("verify", "a", "--trust", "x", "--self-declared").status == 64)
        #expect(try office.goodfaith("frobnicate").status == 64)
    }
}
