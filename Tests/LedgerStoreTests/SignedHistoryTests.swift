import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import LedgerStore

/// What was signed here before, as an entry or as a checkpoint, binds whoever signs next, whichever it is.
@Suite struct SignedHistoryTests {
    private let office: TestOffice
    private let fingerprint: SHA256Digest
    private let second: SigningKey

    /// An office with two keys and four entries.
    init() throws {
        office = try TestOffice()
        second = SigningKey(
            try PrivateKey.generate(.ed25519), path: office.folder.appendingPathComponent("second.key").path)
        fingerprint = try LedgerWriter.create(
            office.ledger, try office.opening(keys: [office.key, second]), signedBy: [office.key, second],
            id: try TestOffice.id(), time: try office.time)
        try office.append([1, 2, 3])
    }

    @discardableResult
    private func sign(_ key: SigningKey? = nil) throws -> (SignedCheckpoint, setAside: String?) {
        let signed = try SignedCheckpoints.sign(
            office.ledger, with: key ?? office.key, trust: .selfDeclared, rules: AnyContent())
        return (signed.checkpoint, signed.setAside)
    }

    /// The second clerk records an entry.
    private func recordBySecond() throws {
        var writer = try office.writer([second])
        _ = try writer.append([try office.statement(9)])
    }

    /// The sizes of the file and of what was signed, as the writer's refusal names them.
    private func refusedSizes() throws -> [Int]? {
        do { _ = try office.writer() } catch WriterError.olderHistory(_, let signed, let size, _) {
            return [size, signed.size]
        }
        return nil
    }

    private var besideLedger: URL { URL(fileURLWithPath: SignedCheckpoints.path(besideLedger: office.ledger)) }
    private var besideKey: String { "\(office.key.path).heads/\(fingerprint.hex).checkpoint" }

    private func note(_ origin: String, _ head: Head, by key: SigningKey) throws -> SignedCheckpoint {
        try SignedCheckpoint.sign(
            Checkpoint(origin: try #require(LogOrigin(origin)), head: head), with: key.key)
    }

    // MARK: Recording

    @Test(arguments: [true, false])
    func `A head signed as a checkpoint refuses an older copy to who records`(isBesideKey: Bool) throws {
        let older = try office.bytes
        try recordBySecond()
        try sign()
        try office.replace(older)
        // Each place by itself is enough.
        if isBesideKey {
            try FileManager.default.removeItem(at: besideLedger)
        } else {
            try FileManager.default.removeItem(atPath: besideKey)
        }
        #expect(try refusedSizes() == [4, 5])
        #expect(try office.bytes == older)
    }

    @Test func `With the record of its entries lost, the checkpoints of a key still bind it`() throws {
        let older = try office.bytes
        try office.append([4])
        try sign()
        try FileManager.default.removeItem(atPath: "\(office.key.path).heads/\(fingerprint.hex)")
        try FileManager.default.removeItem(at: besideLedger)
        try office.replace(older)
        #expect(try refusedSizes() == [4, 5])
    }

    @Test func `Another history than a checkpoint's is refused`() throws {
        let older = try office.bytes
        try office.append([4])
        let signed = try sign().0
        try office.replace(older)
        for place in ["\(office.key.path).heads", "\(second.path).heads", besideLedger.path] {
            try FileManager.default.removeItem(atPath: place)
        }
        try recordBySecond()
        try Data(signed.bytes).write(to: besideLedger)
        var isRefused = false
        do { _ = try office.writer() } catch WriterError.otherHistory(_, let head, _) {
            isRefused = true
            #expect(head == signed.checkpoint.head)
        }
        #expect(isRefused)
    }

    @Test func `An entry that did not reach the file is put in place under another key's checkpoint`() throws {
        let older = try office.bytes
        try recordBySecond()
        let whole = try office.bytes
        try sign()
        try office.replace(older)
        let writer = try office.writer([second])
        guard case .putInPlace(entryCount: 1)? = writer.recovery.first else {
            Issue.record("nothing was put in place")
            return
        }
        #expect(try office.bytes == whole)
    }

    /// The two clerks record an entry together.
    private func recordByBoth() throws {
        var writer = try office.writer([office.key, second])
        _ = try writer.append([try office.statement(10)])
    }

    @Test(arguments: [true, false])
    func `A key remembers what it signed with another, also where a crash came before it was noted`(
        isInFile: Bool
    ) throws {
        let older = try office.bytes
        let ofSecond = SignedHeads(keyPath: second.path, fingerprint: fingerprint)
        let earlier = try ofSecond.last()
        try recordByBoth()
        let whole = try office.bytes
        // One key remembers and the other does not yet; recovery may have been interrupted in its turn.
        try ofSecond.restore(earlier)
        if !isInFile { try office.replace(older) }
        try { _ = try office.writer([office.key, second]) }()
        #expect(try office.bytes == whole)
        // An older copy is found, and the second clerk records alone: no other entry may take that place.
        try office.replace(older)
        try recordBySecond()
        #expect(try office.bytes.starts(with: whole))
    }

    // MARK: What stands beside the ledger and is none of it

    @Test(arguments: ["office.example/other", "office.example/test"])
    func `A checkpoint of another origin or by no key of the ledger is passed over`(origin: String) throws {
        let stranger = SigningKey(try PrivateKey.generate(.ed25519), path: "stranger.key")
        let isOther = origin == "office.example/other"
        let root = try SHA256.digest(of: [1])
        let planted = try note(origin, Head(size: 1000, root: root), by: isOther ? office.key : stranger)
        try Data(planted.bytes).write(to: besideLedger)
        var writer = try office.writer()
        guard case .passedOverCheckpoint(let path)? = writer.recovery.last else {
            Issue.record("nothing was said")
            return
        }
        #expect(path == besideLedger.path)
        let recorded = try writer.append([try office.statement(4)])
        #expect(recorded.first?.index == 4)
        #expect([UInt8](try Data(contentsOf: besideLedger)) == planted.bytes)
    }

    @Test func `To sign a checkpoint sets a foreign one aside, and deletes nothing`() throws {
        let planted = try note("office.example/other", try #require(office.verify().head), by: office.key)
        try Data(planted.bytes).write(to: besideLedger)
        let (signed, setAside) = try sign()
        #expect([UInt8](try Data(contentsOf: besideLedger)) == signed.bytes)
        let aside = try #require(setAside)
        #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: aside))) == planted.bytes)
        #expect(try sign().setAside == nil)
    }

    @Test func `The checkpoint of a key that was retired since counts`() throws {
        let older = try office.bytes
        try office.append([4])
        let signed = try sign(second).0
        try office.replace(older)
        for place in ["\(office.key.path).heads", "\(second.path).heads", besideLedger.path] {
            try FileManager.default.removeItem(atPath: place)
        }
        do {
            var writer = try office.writer()
            _ = try writer.append(
                .keyRetired(second.keyID, recovery: Recovery()), id: try TestOffice.id(), time: try office.time)
        }
        try Data(signed.bytes).write(to: besideLedger)
        var isRefused = false
        do { _ = try office.writer() } catch WriterError.otherHistory { isRefused = true }
        #expect(isRefused)
    }

    // MARK: Checkpoints

    @Test func `After an interrupted record no checkpoint is signed until it is recorded again`() throws {
        let older = try office.bytes
        try office.append([4])
        try office.replace(older)
        var isUnfinished = false
        do { try sign() } catch CheckpointError.unfinished(_, let signed, let size) {
            isUnfinished = signed.size == 5 && size == 4
        }
        #expect(isUnfinished)
        try office.append([5])
        #expect(try sign().0.checkpoint.head.size == 6)
    }

    @Test func `An older copy is no interrupted record`() throws {
        let older = try office.bytes
        try office.append([4])
        try office.append([5])
        try office.replace(older)
        var sizes: [Int]?
        do { try sign() } catch CheckpointError.olderCopy(_, let signed, _, let size) {
            sizes = [signed.size, size]
        }
        #expect(sizes == [6, 4])
    }

    @Test func `A ledger behind a link has its checkpoint beside the ledger, not beside the link`() throws {
        let link = office.folder.appendingPathComponent("link.jsonl").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: office.ledger)
        let signed = try SignedCheckpoints.sign(
            link, with: office.key, trust: .selfDeclared, rules: AnyContent())
        #expect(signed.report.ledger?.fingerprint == fingerprint)
        #expect([UInt8](try Data(contentsOf: besideLedger)) == signed.checkpoint.bytes)
    }

    @Test func `A slow checkpoint does not put back a later one by another key`() throws {
        var later: SignedCheckpoint?
        let earlier = try SignedCheckpoints.sign(
            office.ledger, with: office.key, trust: .selfDeclared, rules: AnyContent(),
            progress: { _, _ in
                guard later == nil else { return }
                try? recordBySecond()
                later = try? sign(second).0
            })
        #expect(earlier.checkpoint.checkpoint.head.size == 4)
        let standing = try #require(later)
        #expect(standing.checkpoint.head.size == 5)
        #expect([UInt8](try Data(contentsOf: besideLedger)) == standing.bytes)
    }
}
