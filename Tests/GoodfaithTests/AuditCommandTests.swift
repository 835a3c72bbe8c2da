import Foundation
import Testing

/// `audit` as a mediator runs it, on the ledgers of the report.
@Suite struct AuditCommandTests {
    private static let folder = Command.repository.appendingPathComponent("ledger-samples")
    private static let ledgers = [
        "neutral-witness.jsonl", "ru-commissioner.jsonl", "ru-office.jsonl", "ua-commissioner.jsonl",
        "us-conveyor.jsonl", "us-letter-office.jsonl",
    ]

    private func audit(_ arguments: [String]) throws -> Command {
        try Command.run(Command.executable, ["audit"] + arguments, in: AuditCommandTests.folder, input: "")
    }

    @Test func `The report's ledgers agree on eight reunifications, and differ on how to call the cause`()
        throws
    {
        let result = try audit(["--trust", "trust.txt"] + AuditCommandTests.ledgers)
        #expect(result.status == 3, "\(result.error)")
        #expect(result.output.contains("Both sides sign: 8 children reunified (7 RU to UA, 1 UA to RU)"))
        #expect(result.output.contains("characterisation-differs"))
        #expect(result.output.contains("A trust anchor from outside the files"))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `Without an anchor it says that nobody vouches for the keys`() throws {
        let result = try audit(["ru-office.jsonl", "us-letter-office.jsonl"])
        #expect(result.output.contains("NOT"))
        #expect(result.output.contains("is not at hand"))
    }

    @Test func `The order of the files changes no byte of the JSON`() throws {
        let forward = try audit(["--json"] + AuditCommandTests.ledgers)
        let backward = try audit(["--json"] + AuditCommandTests.ledgers.reversed())
        #expect(forward.status == 3 && !forward.output.isEmpty)
        #expect(forward.output == backward.output)
        let json = try JSONSerialization.jsonObject(with: Data(forward.output.utf8)) as? [String: Any]
        let facts = try #require(json?["facts"] as? [[String: Any]])
        #expect(
            facts.count { $0["type"] as? String == "child.reunified" && $0["grade"] as? String == "witnessed" }
                == 8)
    }

    @Test(arguments: ["previous.jsonl", "signature.jsonl"]) func `A ledger that is not whole is refused`(
        name: String
    ) throws {
        let tampered = try FileManager.default.contentsOfDirectory(
            atPath: AuditCommandTests.folder.appendingPathComponent("tampered").path)
        let file = try #require(
            tampered.sorted().first { $0.hasSuffix(name) || $0.contains("signature-by-other") })
        let verified = try Command.run(
            Command.executable, ["verify", "--self-declared", "tampered/\(file)"], in: AuditCommandTests.folder,
            input: "")
        let result = try audit(["ru-office.jsonl", "tampered/\(file)"])
        #expect(result.status == verified.status && result.status != 0)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("nothing is laid side by side") || result.error.contains("altered"))
    }

    @Test func `A ledger of another party than the anchor's is refused`() throws {
        let result = try audit([
            "--fingerprint", "sha256:" + String(repeating: "0", count: 64), "ru-office.jsonl",
        ])
        #expect(result.status == 1 && result.output.isEmpty)
    }

    @Test func `A report for a file is Markdown`() throws {
        let result = try audit(["--format", "markdown", "--trust", "trust.txt"] + AuditCommandTests.ledgers)
        #expect(result.output.contains("## Findings"))
        #expect(result.output.contains("|---|"))
        #expect(try audit(["--format", "markdown", "--json", "ru-office.jsonl"]).status == 64)
    }
}
