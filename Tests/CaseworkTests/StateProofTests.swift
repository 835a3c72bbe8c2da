import Casework
import Foundation
import LedgerFormat
import LedgerVerify
import Testing

/// A state is a proof: it says on what each of its lines rests, and is the same for everybody who holds the
/// same ledgers.
@Suite struct StateProofTests {
    /// A sample ledger verified and replayed, or its first half up to a signed entry.
    private func replay(
        _ name: String, half: Bool = false, at moment: ReplayMoment? = nil
    ) throws -> LedgerReplay {
        let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ledger-samples")
        let file = try String(contentsOf: samples.appending(path: "\(name).jsonl"), encoding: .utf8)
        var lines = file.split(separator: "\n")
        if half {
            lines.removeLast(lines.count / 2)
            while let last = lines.last, last.hasSuffix("\"signatures\":[]}") { lines.removeLast() }
        }
        var replay = LedgerReplay(at: moment)
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        let bytes = [UInt8](lines.map { $0 + "\n" }.joined().utf8)
        let report = verifier.verify(BytesInMemory(bytes), deliver: { replay.apply($0) })
        try #require(report.verdict == .intact, "\(report.findings)")
        replay.finish(with: report)
        return replay
    }

    private func replays(at moment: ReplayMoment? = nil) throws -> [LedgerReplay] {
        try SampleLedgers.names.map { try replay($0, at: moment) }
    }

    private func bytes(_ replays: [LedgerReplay]) throws -> [UInt8] {
        try CombinedState(replays).json.canonicalBytes()
    }

    /// Every rotation of the replays, forwards and backwards.
    private func orders(_ replays: [LedgerReplay]) -> [[LedgerReplay]] {
        replays.indices.flatMap { start -> [[LedgerReplay]] in
            let rotated = Array(replays[start...] + replays[..<start])
            return [rotated, rotated.reversed()]
        }
    }

    @Test func `the order of the ledgers changes no byte`() throws {
        let replays = try replays()
        let expected = try bytes(replays)
        #expect(!expected.isEmpty)
        for order in orders(replays) { #expect(try bytes(order) == expected) }
    }

    @Test func `the same copy twice changes no byte`() throws {
        let replays = try replays()
        let expected = try bytes(replays)
        for order in orders(replays + [try replay("ru-office"), try replay("ru-office")]) {
            #expect(try bytes(order) == expected)
        }
    }

    @Test func `a shorter copy beside a longer one is set aside, in any order`() throws {
        let shorter = try replay("ua-commissioner", half: true)
        let longer = try replay("ua-commissioner")
        let replays = try replays() + [shorter, shorter]
        let state = CombinedState(replays)
        #expect(state.setAsideCount == 1)
        #expect(state.ledgers.contains { $0.head == longer.head })
        #expect(!state.ledgers.contains { $0.head == shorter.head })
        let expected = try bytes(replays)
        for order in orders(replays) { #expect(try bytes(order) == expected) }
    }

    @Test func `of two copies that are alike up to the moment the longer head stands, in any order`() throws {
        let moment = ReplayMoment("2025-08-31")
        let shorter = try replay("ua-commissioner", half: true, at: moment)
        let longer = try replay("ua-commissioner", at: moment)
        try #require(shorter.coverage == longer.coverage)
        for order in [[shorter, longer], [longer, shorter]] {
            let state = CombinedState(order)
            #expect(state.ledgers.map(\.head) == [longer.head])
            #expect(state.setAsideCount == 1)
        }
    }

    @Test func `it says which ledgers, up to which head, and by which vocabulary`() throws {
        let state = CombinedState(try replays())
        let json = try CanonicalJSON(state.json.canonicalBytes()).root
        #expect(json["vocabulary"]?["version"]?.integer == 1)
        #expect(json["vocabulary"]?["schema"]?.string == "urn:goodfaith:vocabulary:1")
        let ledgers = try #require(json["ledgers"]).elements.map { $0 }
        #expect(ledgers.count == 6)
        for ledger in ledgers {
            #expect(ledger["fingerprint"]?.digest != nil)
            #expect(ledger["head"]?["size"]?.integer == ledger["entries"]?.integer)
            #expect(ledger["head"]?["root"]?.digest != nil)
        }
        #expect(state.text.contains("read by vocabulary 1, urn:goodfaith:vocabulary:1"))
    }

    /// In Markdown each item is one line.
    @Test func `each line names the entries that it rests on`() throws {
        let page = CombinedState(try replays()).page(.markdown)
        var section = ""
        var seen = 0
        for line in page.split(separator: "\n") {
            if line.hasPrefix("## ") { section = String(line.dropFirst(3).prefix { $0 != " " }) }
            // What the ledgers are is no statement; how many were reunified is counted from the lines below.
            guard line.hasPrefix("- "), line != "- none", !["Ledgers", "Marks"].contains(section),
                !line.contains(" reunified: ")
            else { continue }
            #expect(line.contains(/#\d/), "\(section): \(line)")
            seen += 1
        }
        #expect(seen > 50)
    }

    @Test func `each object names the events that it rests on`() throws {
        let json = try CanonicalJSON(CombinedState(try replays()).json.canonicalBytes()).root
        var seen = 0
        for section in json.members where section.value.kind == .array && section.name != "ledgers" {
            for element in section.value.elements {
                #expect(namesAnEvent(element), "\(section.name): \(JSON(element))")
                seen += 1
            }
        }
        #expect(seen > 50)
        for group in try #require(json["cases"]).elements where group["from"] != nil {
            #expect(group["journey"].map(namesAnEvent) == true)
        }
    }

    /// Whether a place in a ledger stands anywhere in the value.
    private func namesAnEvent(_ value: JSONValue) -> Bool {
        if value["event"]?.digest != nil, value["ledger"]?.digest != nil, value["index"]?.integer != nil {
            return true
        }
        return value.members.contains { namesAnEvent($0.value) } || value.elements.contains(where: namesAnEvent)
    }
}
