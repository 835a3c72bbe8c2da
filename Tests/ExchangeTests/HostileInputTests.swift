import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import MerkleTree
import Testing

@testable import Exchange

/// What a peer may hand over, and what may stand in the folder: refused in bounded time, nothing changed.
@Suite struct HostileInputTests {
    private func heldOffice() throws -> TestOffice {
        let office = try TestOffice()
        try office.append(2)
        try office.receive(office.ledger)
        return office
    }

    @Test func `What is no regular file is refused at once`() throws {
        let office = try heldOffice()
        #expect(mkfifo(office.path("pipe"), 0o600) == 0)
        for path in [office.path("pipe"), "/dev/zero", office.path("held"), office.path("missing")] {
            guard case .file = try office.refusal(path) else { throw Missing() }
        }
    }

    @Test func `A file above the limit is not even copied`() throws {
        let office = try heldOffice()
        try office.write("endless", "")
        #expect(truncate(office.path("endless"), 1 << 42) == 0)
        guard case .tooLarge(_, 4_398_046_511_104, _) = try office.refusal(office.path("endless")) else {
            throw Missing()
        }
        let size = try office.bytes(office.ledger).count
        guard case .tooLarge = try office.refusal(office.ledger, { $0.bytesMax = size - 1 }) else {
            throw Missing()
        }
        #expect(try office.receive(office.ledger) { $0.bytesMax = size }.comparison == .same)
    }

    @Test(arguments: [
        "", "\n", "{", "{}", "{}\n", "not a ledger\n", String(repeating: "[", count: 100_000),
        String(repeating: "{\"event\":", count: 20_000), "{\"part\":{}}\n", "{\"disclosure\":{}}\n",
        "{\"withheld\":\"sha256:\(String(repeating: "0", count: 64))\"}\n",
    ]) func `What is none of the four kinds of file is refused`(text: String) throws {
        let office = try heldOffice()
        try office.write("file", text)
        #expect(try office.refusal(office.path("file")) != nil)
    }

    @Test func `A line longer than a line may be is refused, in every kind of file`() throws {
        let office = try heldOffice()
        let long = String(repeating: "a", count: 3_000_000)
        let fingerprint = office.fingerprint
        let part = String(
            decoding: Heading.part(fingerprint: fingerprint, from: try office.head()).bytes, as: UTF8.self)
        let disclosure = String(decoding: Heading.disclosure(fingerprint: fingerprint).bytes, as: UTF8.self)
        let ledger = try office.lines("office.jsonl").joined(separator: "\n") + "\n"
        for beginning in ["", "{\"event\":\"", part, disclosure, ledger] {
            try office.write("file", beginning + long)
            #expect(try office.refusal(office.path("file")) != nil)
            try office.write("file", beginning + long + "\n")
            #expect(try office.refusal(office.path("file")) != nil)
        }
    }

    @Test(arguments: [
        #""root":"R","size":0"#, #""root":"R","size":-1"#, #""root":"R","size":2147483648"#,
        #""root":"R","size":03"#, #""root":"R","size":"3""#, #""root":"r","size":3"#, #""size":3"#,
        #""root":"R","size":3,"version":1"#,
    ]) func `A heading with wrong counts, or in another spelling, is no heading`(members: String) throws {
        let office = try heldOffice()
        let root = "sha256:\(try office.head().root.hex)"
        let line = #"{"part":{"fingerprint":"\#(office.fingerprint.prefixed)",\#(members)}}"#
        try office.write("file", line.replacing("\"R\"", with: "\"\(root)\"") + "\n")
        #expect(try office.refusal(office.path("file")) != nil)
    }

    @Test func `A note with a thousand signatures, or none, is refused`() throws {
        let office = try heldOffice()
        let path = try office.checkpoint(try office.head(), "checkpoint")
        let lines = try office.lines("checkpoint")
        let text = lines.dropLast().joined(separator: "\n") + "\n\n"
        for count in [0, 1_000] {
            try office.write("checkpoint", text + String(repeating: (lines.last ?? "") + "\n", count: count))
            #expect(try office.refusal(path) != nil)
        }
    }

    @Test(arguments: ["link", "broken link", "pipe", "folder"]) func `A copy held that is no file is refused`(
        kind: String
    ) throws {
        let office = try heldOffice()
        let outside = office.path("outside.jsonl")
        try FileManager.default.moveItem(atPath: office.held, toPath: outside)
        switch kind {
        case "link":
            try FileManager.default.createSymbolicLink(atPath: office.held, withDestinationPath: outside)
        case "broken link":
            try FileManager.default.createSymbolicLink(
                atPath: office.held, withDestinationPath: "/nowhere/at/all")
        case "pipe": #expect(mkfifo(office.held, 0o600) == 0)
        default:
            try FileManager.default.createDirectory(atPath: office.held, withIntermediateDirectories: false)
        }
        let before = try office.bytes(outside)
        var refusal: ExchangeError?
        do throws(ExchangeError) { try office.receive(office.ledger) } catch { refusal = error }
        guard case .file = refusal else { throw Missing() }
        #expect(try office.bytes(outside) == before)
    }

    @Test(arguments: ["heads", "trust.txt", ".lock", ".incoming", "forked"])
    func `No link in the folder is followed`(
        name: String
    ) throws {
        let office = try heldOffice()
        let other = try office.fork("other.jsonl", appending: 1)
        try office.append(1)
        try office.receive(office.ledger)
        let path = name == "heads" ? office.heads : office.path("held/\(name)")
        try FileManager.default.createDirectory(
            atPath: office.path("elsewhere"), withIntermediateDirectories: false)
        let target = office.path(name == "forked" ? "elsewhere" : "elsewhere/file")
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.moveItem(atPath: path, toPath: target)
        } else if name != "forked" {
            try office.write("elsewhere/file", "outside")
        }
        let before = FileManager.default.contents(atPath: target)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        var refusal: ExchangeError?
        do throws(ExchangeError) { try office.receive(other) } catch { refusal = error }
        #expect(refusal != nil)
        #expect(FileManager.default.contents(atPath: target) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.path("elsewhere")).count <= 1)
    }

    @Test func `Two cannot receive into one folder at once`() throws {
        let office = try heldOffice()
        let folder = try HeldFolder(office.path("held"))
        var refusal: ExchangeError?
        do throws(ExchangeError) { try office.receive(office.ledger) } catch { refusal = error }
        guard case .busy = refusal else { throw Missing() }
        #expect(folder.path == office.path("held"))
    }

    @Test func `Names of other files in the folder lead nowhere`() throws {
        let office = try heldOffice()
        for name in ["..jsonl", "office.zz.jsonl", "OFFICE.\(office.fingerprint.hex).jsonl", "a.b.c.jsonl"] {
            try office.write("held/\(name)", "not a ledger\n")
        }
        #expect(try office.receive(try office.checkpoint(try office.head(), "checkpoint")).comparison == .same)
    }
}
