import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import MerkleTree

@testable import LedgerStore

/// What an unfinished write leaves behind, and that no way out of it makes an office sign two histories.
@Suite struct RecoveryTests {
    @Test func `A torn line is set aside, not deleted`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let sound = try office.bytes
        let torn = Array("{\"event\":{\"data\":{".utf8)
        try office.replace(sound + torn)
        #expect(office.verify().verdict == .incomplete)
        let writer = try office.writer()
        guard case .setAside(let path, let count)? = writer.recovery.first else {
            Issue.record("nothing was set aside")
            return
        }
        #expect(count == torn.count)
        #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == torn)
        #expect(try office.bytes == sound)
    }

    @Test func `A signed entry that lacks only its line feed is completed`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let sound = try office.bytes
        try office.replace(Array(sound.dropLast()))
        var writer = try office.writer()
        guard case .completedLineFeed? = writer.recovery.first else {
            Issue.record("the line feed was not added")
            return
        }
        #expect(try office.bytes == sound)
        _ = try writer.append([try office.statement(2)])
        #expect(office.verify().verdict == .intact)
    }

    @Test(arguments: 1...4) func `A write cut anywhere in a batch ends as the whole batch`(part: Int) throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let before = try office.bytes
        try office.append([2, 3, 4])
        let after = try office.bytes
        // The crash came after the head was kept beside the key: only these very lines may stand there.
        try office.replace(Array(after.prefix(before.count + (after.count - before.count) * part / 5)))
        let writer = try office.writer()
        #expect(try office.bytes == after)
        #expect(!writer.recovery.isEmpty)
        #expect(office.verify().verdict == .intact)
    }

    @Test(arguments: 1...8) func `A write cut anywhere among singly signed entries ends with all of them`(
        part: Int
    ) throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let before = try office.bytes
        try office.append([2, 3, 4], .each)
        let after = try office.bytes
        // Whole signed lines may have arrived, and the key remembers what follows them.
        try office.replace(Array(after.prefix(before.count + (after.count - before.count) * part / 9)))
        try { _ = try office.writer() }()
        #expect(try office.bytes == after)
        try office.append([5])
        #expect(office.verify().verdict == .intact && office.verify().entryCount == 6)
    }

    @Test(arguments: [Signing.batch, .each])
    func `Lines that do not follow what another key recorded meanwhile stay out`(
        signing: Signing
    ) throws {
        let office = try TestOffice()
        let other = SigningKey(try PrivateKey.generate(.ed25519), path: office.key.path + "2")
        let keys = [office.key, other]
        _ = try LedgerWriter.create(
            office.ledger, try office.opening(keys: keys), signedBy: keys, id: try TestOffice.id(),
            time: try office.time)
        let before = try office.bytes
        try office.append([1, 2, 3], signing)
        // These do not reach the file, and the other key goes on from what is there.
        try office.replace(before)
        try {
            var writer = try office.writer([other])
            _ = try writer.append([try office.statement(4)])
        }()
        let sound = try office.bytes
        #expect(throws: WriterError.self) { _ = try office.writer() }
        #expect(try office.bytes == sound)
        #expect(office.verify().findingCount == 0)
    }

    @Test func `A signed entry that never reached the file is put in place before the next`() throws {
        let office = try TestOffice()
        try office.open()
        let before = try office.bytes
        try office.append([1])
        let after = try office.bytes
        try office.replace(before)
        try office.append([2])
        #expect(try office.bytes.starts(with: after))
        #expect(office.verify().entryCount == 3)
        #expect(office.verify().verdict == .intact)
    }

    @Test func `An older copy is refused`() throws {
        let office = try TestOffice()
        try office.open()
        let old = try office.bytes
        try office.append([1])
        try office.append([2])
        try office.replace(old)
        var signed: Head?
        do { _ = try office.writer() } catch WriterError.olderHistory(_, let head, let size, _) {
            signed = head
            #expect(size == 1)
        }
        #expect(signed?.size == 3)
        #expect(try office.bytes == old)
    }

    @Test func `Another history of the same length is refused`() throws {
        let office = try TestOffice()
        try office.open()
        let start = try office.bytes
        let heads = office.key.path + ".heads"
        let keptHeads = office.folder.appendingPathComponent("kept").path
        try FileManager.default.copyItem(atPath: heads, toPath: keptHeads)
        try office.append([1])
        let other = try office.bytes
        try office.replace(start)
        try FileManager.default.removeItem(atPath: heads)
        try FileManager.default.copyItem(atPath: keptHeads, toPath: heads)
        try office.append([2])
        try office.replace(other)
        var isRefused = false
        do { _ = try office.writer() } catch WriterError.otherHistory { isRefused = true }
        #expect(isRefused)
    }

    @Test func `A damaged record of what was signed is refused, not forgotten`() throws {
        let office = try TestOffice()
        let fingerprint = try office.open()
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: "\(office.key.path).heads/\(fingerprint.hex)"))
        var isRefused = false
        do { _ = try office.writer() } catch WriterError.headsUnreadable { isRefused = true }
        #expect(isRefused)
    }

    @Test func `The kept head names the newest size and root`() throws {
        let office = try TestOffice()
        let fingerprint = try office.open()
        try office.append([1, 2])
        let kept = try #require(try SignedHeads(keyPath: office.key.path, fingerprint: fingerprint).last())
        #expect(kept.head == office.verify().head)
        #expect(kept.sizeBefore == 1)
        #expect(office.verify(against: kept.head).completeness == .complete(beyond: 0))
    }
}
