import Foundation
import Testing

/// What `state` read of a ledger before it does not read again, and nobody sees a difference.
struct KeptReplayTests {
    private let office: Workplace

    init() throws {
        office = try Workplace()
        try office.openOffice()
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
    }

    private func state(_ words: String...) throws -> String {
        let result = try Command.run(
            Command.executable, ["state", "us.jsonl"] + words, in: office.folder, input: "", state: office.state
        )
        return "\(result.status)\n\(result.output)\n\(result.error)"
    }

    /// The file that holds the replay; nil where there is none.
    private func kept() throws -> URL? {
        let ledgers = office.state.appendingPathComponent("goodfaith/ledgers")
        let manager = FileManager.default
        let folders = (try? manager.contentsOfDirectory(atPath: ledgers.path)) ?? []
        return folders.map { ledgers.appendingPathComponent("\($0)/replay") }.first {
            manager.fileExists(atPath: $0.path)
        }
    }

    private func number(of file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
    }

    @Test func `It is the same with a kept replay, and with more entries after it`() throws {
        for day in 16...18 {
            let anew = try state("--no-receipt")
            let json = try state("--json", "--no-receipt")
            for _ in 1...2 {
                #expect(try state() == anew)
                #expect(try state("--json") == json)
            }
            #expect(try office.recordContact("occurred=2025-08-\(day)").status == 0)
        }
    }

    @Test func `A kept replay is gone on from, and not written again where nothing is new`() throws {
        _ = try state()
        let file = try #require(try kept())
        let first = try number(of: file)
        _ = try state()
        #expect(try number(of: file) == first)
        #expect(try office.recordContact("occurred=2025-08-16").status == 0)
        _ = try state()
        #expect(try number(of: file) != first)
    }

    @Test func `Without a receipt none is kept; one of the past is not kept either`() throws {
        _ = try state("--no-receipt")
        #expect(try kept() == nil)
        _ = try state("--at", "1")
        #expect(try kept() == nil)
    }

    @Test func `A kept replay that was cut, changed or laid there by another program is passed over`() throws {
        let anew = try state("--no-receipt")
        _ = try state()
        let file = try #require(try kept())
        let whole = [UInt8](try Data(contentsOf: file))
        var changed = whole
        changed[whole.count / 2] ^= 1
        var other = whole
        other[whole.count / 8] ^= 1
        for bytes in [Array(whole.prefix(whole.count / 2)), [], changed, other, whole + [0]] {
            try Data(bytes).write(to: file)
            #expect(try state() == anew)
            #expect([UInt8](try Data(contentsOf: file)) == whole)
        }
    }
}
