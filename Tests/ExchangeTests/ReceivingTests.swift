import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing

@testable import Exchange

@Suite struct ReceivingTests {
    @Test func `The first copy is new, and then it is the same`() throws {
        let office = try TestOffice()
        try office.append(2)
        let first = try office.receive(office.ledger)
        #expect(first.comparison == .new && first.held == .replaced)
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
        let again = try office.receive(office.ledger)
        #expect(again.comparison == .same && again.held == .unchanged)
        #expect(try office.lines("held/office.\(office.fingerprint.hex).heads").count == 1)
    }

    @Test func `A copy that goes on takes the place of the one held, and its head is kept`() throws {
        let office = try TestOffice()
        try office.receive(office.ledger)
        try office.append(3)
        #expect(try office.receive(office.ledger).comparison == .ahead(by: 3))
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
        let heads = try office.lines("held/office.\(office.fingerprint.hex).heads")
        #expect(heads.count == 2)
        #expect(heads.last == "\(try office.head()) ledger office.jsonl")
    }

    @Test func `A copy that ends earlier is behind, and changes nothing but the heads`() throws {
        let office = try TestOffice()
        try office.append(1)
        let older = try office.copy("older.jsonl")
        try office.append(2)
        try office.receive(office.ledger)
        let behind = try office.receive(older)
        #expect(behind.result == .behind(by: 2) && behind.held == .unchanged && behind.exitCode == 1)
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
    }

    @Test func `Another history is kept as evidence under its digest, and what is held stays`() throws {
        let office = try TestOffice()
        try office.append(2)
        let other = try office.fork("other.jsonl", appending: 3)
        try office.append(1)
        try office.receive(office.ledger)
        for _ in 0..<2 {
            let forked = try office.receive(other)
            #expect(forked.comparison == .forked(at: 3) && forked.exitCode == 1)
            let aside = try #require(forked.keptAside)
            #expect(aside.hasPrefix(office.path("held/forked/office.")))
            #expect(try office.bytes(aside) == office.bytes(other))
            #expect(try office.bytes(office.held) == office.bytes(office.ledger))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: office.path("held/forked")).count == 1)
        // The history that is held goes on; that there is another is said from now on.
        try office.append(1)
        let next = try office.receive(office.ledger)
        #expect(next.comparison == .ahead(by: 1) && next.forkedHeads == 1)
    }

    @Test func `A history that is exchanged after the copy was lost is noticed by the heads`() throws {
        let office = try TestOffice()
        try office.append(2)
        let other = try office.fork("other.jsonl", appending: 3)
        try office.append(1)
        try office.receive(office.ledger)
        try FileManager.default.removeItem(atPath: office.held)
        let forked = try office.receive(other)
        #expect(forked.comparison == .forkedBelow(size: 4))
        #expect(forked.contradicted?.head == (try office.head()))
        #expect(forked.held == .none && !FileManager.default.fileExists(atPath: office.held))
    }

    @Test func `A copy that ends before a head ever seen is behind, also where the copy was lost`() throws {
        let office = try TestOffice()
        try office.append(1)
        let older = try office.copy("older.jsonl")
        try office.append(2)
        try office.receive(office.ledger)
        try FileManager.default.removeItem(atPath: office.held)
        let shortened = try office.receive(older)
        #expect(shortened.result == .behind(by: 2) && shortened.exitCode == 1)
        #expect(shortened.endsBefore?.head == (try office.head()))
    }

    @Test func `Nobody is believed whom the trust file does not name`() throws {
        let office = try TestOffice()
        let stranger = try TestOffice()
        #expect(try office.refusal(stranger.ledger)?.exitCode == 1)
        try office.write("held/trust.txt", "# nobody yet\n")
        guard case .noAnchors = try office.refusal(office.ledger) else { throw Missing() }
    }

    @Test func `A head that the recipient holds from elsewhere decides`() throws {
        let office = try TestOffice()
        try office.append(2)
        let other = try office.fork("other.jsonl", appending: 2)
        try office.append(2)
        let head = try office.head()
        guard case .notGivenHead = try office.refusal(other, { $0.against = head }) else { throw Missing() }
        #expect(try office.receive(office.ledger) { $0.against = head }.comparison == .new)
    }

    @Test func `Signatures may differ where the entries are the same`() throws {
        let office = try TestOffice()
        try office.append(1)
        try office.receive(office.ledger)
        let kept = try office.bytes(office.held)
        // The copy held with another signature: the comparison goes by event hashes.
        var lines = try office.lines("office.jsonl")
        lines[1] =
            try #require(lines[1].components(separatedBy: ",\"signatures\"").first) + ",\"signatures\":[]}"
        try office.write(
            "held/\(URL(fileURLWithPath: office.held).lastPathComponent)", lines.joined(separator: "\n") + "\n")
        let same = try office.receive(office.ledger)
        #expect(same.comparison == .same)
        #expect(try office.bytes(office.held) != kept)
    }

    @Test func `A copy held that is no longer what was received stops everything`() throws {
        let office = try TestOffice()
        try office.append(2)
        try office.receive(office.ledger)
        let lines = try office.lines("office.jsonl")
        for text in ["", lines[0] + "\n", lines.joined(separator: "\n"), "{}\n" + lines[1] + "\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: office.held))
            guard case .heldCopyChanged = try office.refusal(office.ledger) else { throw Missing() }
        }
    }

    @Test func `A torn line at the end of the heads is written over, a damaged one stops everything`() throws {
        let office = try TestOffice()
        try office.receive(office.ledger)
        let whole = try office.bytes(office.heads)
        try (whole + Data("7:sha2".utf8)).write(to: URL(fileURLWithPath: office.heads))
        try office.append(1)
        #expect(try office.receive(office.ledger).comparison == .ahead(by: 1))
        #expect(try office.lines("held/office.\(office.fingerprint.hex).heads").count == 2)
        try Data("7:sha2 x\n".utf8).write(to: URL(fileURLWithPath: office.heads))
        guard case .headsDamaged(_, line: 1) = try office.refusal(office.ledger) else { throw Missing() }
    }
}

/// What a test needed was not there.
struct Missing: Error {}
