import Foundation
import Testing

/// `claims check` and `claims lint`, as a mediator runs them.
@Suite struct ClaimsTests {
    private static let samples = Command.repository.appendingPathComponent("ledger-samples")

    /// What a news agency wrote: all eight to Ukraine.
    private static let pressClaim =
        #"{"definition":"child.reunified","language":"en","medium":"press_account","occurred":"2025-10-10","#
        + #""speaker":"us-letter-office","statements":["#
        + #"{"filter":{"from":"RU","to":"UA"},"id":"C17","kind":"count","n":8,"op":"eq"}],"#
        + #""window":{"anchor":"calendar_day","ends":"closed_open","from":"-PT24H","to":"PT24H"}}"#

    private func run(_ line: String) throws -> Command {
        try Command.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: ClaimsTests.samples,
            input: ClaimsTests.pressClaim)
    }

    @Test func `a press account that the ledgers contradict fails, with the statements that say so`() throws {
        let result = try run("goodfaith claims check --trust trust.txt *.jsonl --file -")
        #expect(result.status == 3)
        #expect(result.output.contains("fails at all three levels (7)"))
        #expect(result.output.contains("ru-commissioner#96-102"))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `without a ledger the figures alone are checked, and it says so`() throws {
        let result = try run("goodfaith claims check --file -")
        #expect(result.status == 0)
        #expect(result.output.contains("Nothing was held against any ledger."))
    }

    @Test func `the report's claim has cells that identify, and four figures to leave out`() throws {
        let result = try run("goodfaith claims lint us-letter-office.jsonl --claim us-letter-office.jsonl#29")
        #expect(result.status == 3)
        #expect(result.output.contains("Leave out C17, C18, C21 and C22: the fewest that suffice."))
        let safe = try run("goodfaith claims lint --file -")
        #expect(safe.status == 0, "eight of everybody are no cell below five")
    }

    @Test(arguments: [
        ("claims check", 64), ("claims check nowhere.jsonl", 2),
        ("claims check us-letter-office.jsonl --claim 3", 64), ("claims check ru-office.jsonl", 2),
        ("claims lint us-letter-office.jsonl --threshold 1", 64),
        ("claims check tampered/attribute-previous.jsonl", 1),
    ]) func `what cannot be checked is refused with verify's exit code, or as usage`(line: String, status: Int)
        throws
    {
        let result = try run("goodfaith \(line)")
        #expect(result.status == Int32(status), "\(result.error)")
        #expect(result.output.isEmpty)
    }

    @Test func `the order of the files changes no byte of the claims`() throws {
        let one = try run(
            "goodfaith claims check --json us-letter-office.jsonl ua-commissioner.jsonl ru-office.jsonl")
        let other = try run(
            "goodfaith claims check --json ru-office.jsonl ua-commissioner.jsonl us-letter-office.jsonl")
        #expect(one.output == other.output)
        #expect(one.output.contains("\"audience\":\"For the parties and their auditors only"))
        #expect(one.output.hasPrefix("{\"claims\":[{"))
    }
}
