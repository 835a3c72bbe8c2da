import Foundation
import Testing

/// What withheld entries said is not kept apart from the files that show it.
struct ForgettingTests {
    private let office: Workplace

    /// An office with an entry about a case, of which this machine keeps what each command keeps.
    init() throws {
        office = try Workplace()
        try office.openOffice()
        try run(
            """
            record us.jsonl case.opened case=0f2e1d4c-1111-4aaa-8bbb-000000000001 care_status=separated \
                occurred=2025-08 --key us.key
            """)
        try run("checkpoint us.jsonl --key us.key --output signed")
        try run("verify --self-declared us.jsonl")
        try run("state us.jsonl")
        try run("prove us.jsonl 2 --head signed")
    }

    private func run(_ line: String) throws {
        let result = try office.shell("export XDG_CACHE_HOME=\"$PWD/cache\"; goodfaith \(line)")
        #expect(result.status == 0, "\(line): \(result.error)")
    }

    /// The files that are kept of ledgers, by name, and the folders that they are in.
    private func kept() -> Set<String> {
        let folders = [
            office.state.appendingPathComponent("goodfaith/ledgers"), office.file("cache/goodfaith"),
        ]
        return Set(
            folders.flatMap {
                (try? FileManager.default.subpathsOfDirectory(atPath: $0.path)) ?? []
            }.map { URL(fileURLWithPath: $0).lastPathComponent })
    }

    @Test func `Who withholds an entry forgets what was kept of the ledger, and nothing else`() throws {
        #expect(kept().isSuperset(of: ["1.receipt", "1.ids", "replay", "entries", "level-0"]))
        let manager = FileManager.default
        let other = office.state.appendingPathComponent("goodfaith/ledgers/other")
        try manager.createDirectory(at: other, withIntermediateDirectories: false)
        try run("withhold us.jsonl --entry 2 --output copy.jsonl")
        #expect(kept() == ["other"])
        // The file is what counts: the next reader finds all that it found before, and keeps it again.
        try run("verify --self-declared us.jsonl")
        #expect(kept().contains("1.receipt"))
    }

    @Test func `A copy that was not made costs nothing`() throws {
        let before = kept()
        #expect(try office.goodfaith("withhold", "us.jsonl", "--entry", "0", "--output", "copy").status != 0)
        #expect(kept() == before)
    }

    @Test func `What cannot be removed is said, and the copy stands`() throws {
        let ledgers = office.state.appendingPathComponent("goodfaith/ledgers")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: ledgers.path).first)
        let (folder, moved) = (ledgers.appendingPathComponent(name), office.file("moved"))
        try FileManager.default.moveItem(at: folder, to: moved)
        try FileManager.default.createSymbolicLink(at: folder, withDestinationURL: moved)
        let withheld = try office.goodfaith("withhold", "us.jsonl", "--entry", "2", "--output", "copy.jsonl")
        #expect(withheld.status == 2 && withheld.error.contains(name), "\(withheld.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: moved.path).contains("1.ids"))
        #expect(try office.shell("cmp -n 200 us.jsonl copy.jsonl").status == 0)
    }

    @Test func `Who takes an erasure over forgets what was kept of the ledger`() throws {
        _ = try office.shell(
            """
            mkdir held; goodfaith verify --self-declared us.jsonl --json | sed -E \
                's/.*"fingerprint":"([^"]*)".*/ledger us-office.example\\/ua-channel \\1/' >held/trust.txt
            """)
        try run("receive us.jsonl --into held")
        try run("withhold us.jsonl --entry 2 --output copy.jsonl")
        try run("verify --self-declared held/us-office.*.jsonl")
        try run("receive copy.jsonl --into held")
        #expect(kept().contains("1.ids"))
        try run("receive copy.jsonl --into held --adopt-withheld")
        #expect(kept().isEmpty)
    }
}
