import Foundation
import Testing

/// Verifying again, as a user sees it.
struct ReceiptCommandTests {
    private let office: Workplace

    init() throws {
        office = try Workplace()
        try office.openOffice()
        // What was verified to record it is forgotten: here begins what verify itself remembers.
        try FileManager.default.removeItem(at: office.state)
    }

    private func json(_ arguments: String...) throws -> [String: Any] {
        let words = ["verify", "--self-declared", "--json", "us.jsonl"] + arguments
        let result = try Command.run(
            Command.executable, words, in: office.folder, input: "", state: office.state)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
            "\(result.error)")
    }

    /// How many entries were verified before.
    private func known(_ json: [String: Any]) -> Int? {
        (json["verified_before"] as? [String: Any])?["entries"] as? Int
    }

    @Test func `The verdict says how much was verified before, and how much now`() throws {
        #expect(known(try json()) == nil)
        #expect(try office.recordContact("occurred=2025-08-15", "--no-receipt").status == 0)
        let again = try json()
        #expect(known(again) == 2 && again["entries"] as? Int == 3)
        let text = try office.goodfaith("verify", "--self-declared", "us.jsonl")
        #expect(text.status == 0)
        #expect(text.output.contains("3 entries verified before by this machine, bytes unchanged"))
        #expect(text.output.contains("  none verified now"))
    }

    @Test func `Without a receipt nothing is read and nothing is kept`() throws {
        #expect(known(try json("--no-receipt")) == nil)
        #expect(!FileManager.default.fileExists(atPath: office.state.path))
        #expect(known(try json()) == nil)
        #expect(known(try json("--no-receipt")) == nil)
        #expect(known(try json()) == 2)
    }

    @Test func `Each reading command shows the same with a receipt and without`() throws {
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        for words in [
            ["log", "us.jsonl"], ["state", "us.jsonl"], ["show", "us.jsonl", "1"], ["audit", "us.jsonl"],
        ] {
            func output(_ more: String...) throws -> String {
                let result = try Command.run(
                    Command.executable, words + more, in: office.folder, input: "", state: office.state)
                return "\(result.status)\n\(result.output)\n\(result.error)"
            }
            let anew = try output("--no-receipt")
            for _ in 1...2 { #expect(try output() == anew, "\(words)") }
        }
        #expect(known(try json()) == 3)
    }

    @Test func `A byte changed in what was verified before is found, and the receipt is said to be none`()
        throws
    {
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        _ = try json()
        var bytes = [UInt8](try office.bytes("us.jsonl"))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: office.file("us.jsonl"))
        let changed = try json()
        #expect(known(changed) == nil && changed["exit_code"] as? Int != 0)
    }

    @Test func `The folders are for this user alone`() throws {
        _ = try json()
        let ledgers = office.state.appendingPathComponent("goodfaith/ledgers")
        let manager = FileManager.default
        let folders = try manager.contentsOfDirectory(atPath: ledgers.path)
        #expect(folders.count == 1)
        for folder in [ledgers.path, ledgers.appendingPathComponent(folders[0]).path] {
            #expect(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `Where the state folder cannot be written, verification works and says nothing`() throws {
        for _ in 1...2 {
            let result = try Command.run(
                Command.executable, ["verify", "--self-declared", "us.jsonl"], in: office.folder, input: "")
            #expect(result.status == 0 && result.error.isEmpty)
            #expect(!result.output.contains("verified before"))
        }
    }
}
