import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

@testable import LedgerStore

/// Recording in a ledger that is remembered, beside recording in one that is read each time.
struct RememberedLedgerTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.open()
    }

    private func isRemembered() throws -> Bool { try office.writer().statements != nil }

    private func folder() throws -> String {
        let first = try #require(try office.bytes.split(separator: UInt8(ascii: "\n")).first)
        let line = Array(first)
        return try #require(office.memory.folder(of: try Entry(line, in: 0..<line.count).hash))
    }

    private func expectSound() throws {
        let report = office.verify()
        #expect(report.verdict == .notAnchored || report.verdict == .intact, "\(report.findings)")
        #expect(report.findingCount == 0)
    }

    @Test(
        "what was recorded is looked up by id, by hash, and by index, and nothing of the ledger is read for it")
    func remembers() throws {
        var statements: [Statement] = []
        for number in 0..<40 {
            let statement = try office.statement(number)
            var writer = try office.writer()
            let recorded = try writer.append([statement])
            #expect(recorded.map(\.index) == [number + 1] && recorded.allSatisfy { !$0.wasThere })
            statements.append(statement)
        }
        let writer = try office.writer()
        let statementIndex = writer.statements
        let index = try #require(statementIndex)
        #expect(index.leafCount == 41)
        for (place, statement) in statements.enumerated() {
            let entry = try #require(try index.entry(withID: statement.id))
            #expect(entry.index == place + 1)
            #expect(try index.entry(of: entry.hash)?.index == entry.index)
            #expect(try index.entry(at: entry.index).hash == entry.hash)
            #expect(try index.entries(named: entry.hash.hex).map(\.index) == [entry.index])
        }
        #expect(try index.entry(withID: try TestOffice.id()) == nil)
        try expectSound()
    }

    @Test("the same statement again is left, another one under its id is refused, also within a later batch")
    func idempotent() throws {
        let statement = try office.statement(1)
        try office.append(statement)
        for _ in 0..<2 {
            var again = try office.writer()
            let recorded = try again.append([statement, try office.statement(2)])
            #expect(recorded.map(\.wasThere) == [true, false])
            #expect(recorded[0].index == 1)
        }
        var other = statement
        other.data = ["number": 7]
        #expect(throws: WriterError.self) { try office.append(other) }
        try expectSound()
    }

    @Test("one writer appends again and again, single and in batches")
    func onAndOn() throws {
        let first = try office.statement(0)
        try appendOnAndOn(first)
        #expect(try isRemembered())
        try expectSound()
    }

    private func appendOnAndOn(_ first: Statement) throws {
        var writer = try office.writer()
        _ = try writer.append([first])
        for count in [1, 3, 300, 1, 2] {
            _ = try writer.append(try (0..<count).map { try office.statement($0) })
            let recorded = try writer.append([try office.statement(5), first], .each)
            #expect(recorded.map(\.wasThere) == [false, true])
        }
    }

    @Test("after hundreds of appends the receipt is still of a few pieces, which are the bytes of the file")
    func fewPieces() throws {
        var writer = try office.writer()
        for number in 0..<300 { _ = try writer.append([try office.statement(number)]) }
        let remembered = writer.remembered
        let receipt = try #require(remembered?.receipt)
        #expect(receipt.entryCount == 301 && receipt.pieces.count < 80)
        let bytes = try office.bytes
        var start = 0
        for piece in receipt.pieces {
            #expect(try SHA256.digest(of: Array(bytes[start..<start + piece.byteCount])) == piece.digest)
            start += piece.byteCount
        }
        #expect(start == bytes.count)
        #expect(receipt.condensed { count, offset in Array(bytes[offset..<offset + count]) }?.entryCount == 301)
        var altered = bytes
        altered[altered.count - 9] ^= 1
        #expect(receipt.condensed { count, offset in Array(altered[offset..<offset + count]) } == nil)
    }

    @Test("bytes that were altered behind the writer's back are never signed over, and verify finds them")
    func altered() throws {
        try office.append(Array(0..<5))
        let sound = try office.bytes
        var bytes = sound
        let place = try #require(
            String(decoding: bytes, as: UTF8.self).range(of: "\"number\":3").map {
                String(decoding: bytes, as: UTF8.self)[..<$0.lowerBound].utf8.count + 9
            })
        bytes[place] = UInt8(ascii: "4")
        try office.replace(bytes)
        #expect(throws: WriterError.self) { try office.append([9]) }
        #expect(office.verify().verdict == .altered)
        try office.replace(sound)
        try office.append([9])
        try expectSound()
    }

    @Test("a file altered with its times put back is appended to on what was verified, and does not verify")
    func alteredInHiding() throws {
        try office.append(Array(0..<5))
        let head = try #require(office.verify().head)
        // The receipt is made to see the altered file as the one that was verified.
        var bytes = try office.bytes
        let text = String(decoding: bytes, as: UTF8.self)
        let place = try #require(text.range(of: "\"number\":3")).lowerBound
        bytes[text[..<place].utf8.count + 9] = UInt8(ascii: "4")
        try office.replace(bytes)
        try pretendSeen()
        var writer = try office.writer()
        _ = try writer.append([try office.statement(7)])
        #expect(office.verify().verdict == .altered)
        // What was signed goes on from the entries that were verified.
        let last = try #require(try office.bytes.split(separator: UInt8(ascii: "\n")).last)
        let line = Array(last)
        let event = try #require(try Entry(line, in: 0..<line.count).event)
        #expect(event.signing?.root == head.root && event.index == head.size)
    }

    /// Writes the receipts anew, as made of the file as it is.
    private func pretendSeen() throws {
        let seen = try OpenFile(office.ledger, .read).seen
        for number in 1...4 {
            let path = "\(try folder())/\(number).receipt"
            guard let bytes = FileManager.default.contents(atPath: path),
                var receipt = VerificationReceipt([UInt8](bytes), madeBy: "tests")
            else { continue }
            receipt.seenAs = seen
            try Data(try receipt.encoded(madeBy: "tests")).write(to: URL(fileURLWithPath: path))
        }
    }

    @Test("an index that is damaged anywhere is made anew, or passed over; what is recorded is the same")
    func damagedIndex() throws {
        try office.append(Array(0..<8))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder())
        #expect(names.contains("entries") && names.contains("ids") && names.contains("level-0"))
        for name in names.sorted() {
            for change in 0..<4 {
                let path = "\(try folder())/\(name)"
                var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
                switch change {
                case 0: bytes = Array(bytes.dropLast(bytes.count / 2))
                case 1: bytes = []
                default:
                    if !bytes.isEmpty { bytes[bytes.count * (change - 2) / 2 + bytes.count / 4] ^= 0x55 }
                }
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                let statement = try office.statement(change)
                for isThere in [false, true] {
                    do {
                        var writer = try office.writer()
                        #expect(try writer.append([statement]).map(\.wasThere) == [isThere], "\(name)")
                    } catch WriterError.index {
                        // Then it is said, and without it all goes on.
                        var writer = try LedgerWriter.open(
                            office.ledger, signingWith: [office.key], rules: AnyContent())
                        #expect(try writer.append([statement]).map(\.wasThere) == [isThere], "\(name)")
                    }
                }
            }
        }
        try expectSound()
    }

    @Test("a copy that withholds another entry is not looked up in the index of the first")
    func otherWithheld() throws {
        let statements = try (1...4).map { try office.statement($0) }
        try {
            var writer = try office.writer()
            _ = try writer.append(statements)
        }()
        let copies = try (1...3).map { try office.bytes(withholding: $0) }
        for (hidden, shown) in [(1, 2), (2, 1), (3, 2)] {
            try office.replace(copies[hidden - 1])
            Thread.sleep(forTimeInterval: 0.05)
            let index = try office.writer().statements
            #expect(try #require(index).entry(withID: statements[shown - 1].id)?.index == shown)
            #expect(try #require(index).entry(withID: statements[hidden - 1].id) == nil)
        }
    }

    @Test("ids that have rotted are given up once, and recording goes on")
    func rottenIDs() throws {
        try office.append(Array(0..<3_000))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder()) where name.hasSuffix(".ids") {
            let path = "\(try folder())/\(name)"
            var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
            for place in stride(from: 4_096, to: bytes.count, by: 64) { bytes[place] ^= 0x55 }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
        let statement = try office.statement(1)
        #expect {
            var writer = try office.writer()
            _ = try writer.append([statement])
        } throws: { error in
            if case .index? = error as? WriterError { true } else { false }
        }
        try office.append(statement)
        try expectSound()
    }

    @Test("where nothing can be kept, everything is read, and the same is recorded")
    func nowhereToKeep() throws {
        try Data().write(to: URL(fileURLWithPath: office.memory.path))
        let statement = try office.statement(1)
        for isThere in [false, true] {
            var writer = try office.writer()
            let index = writer.statements
            #expect(index == nil)
            #expect(try writer.append([statement]).map(\.wasThere) == [isThere])
        }
        try expectSound()
    }

    @Test("a key event is verified on what is remembered, and what comes after it is signed by the new key")
    func rotation() throws {
        try office.append([1, 2])
        let fresh = SigningKey(try PrivateKey.generate(.ed25519), path: office.key.path + ".2")
        try rotate(to: fresh)
        #expect(throws: WriterError.self) { try office.append([3]) }
        var next = try office.writer([fresh])
        let known = next.statements
        let index = try #require(known)
        _ = try next.append([try office.statement(3)])
        #expect(try index.hasSigned(office.key.keyID))
        #expect(try index.hasSigned(fresh.keyID))
        try expectSound()
    }

    private func rotate(to fresh: SigningKey) throws {
        var writer = try office.writer()
        let known = writer.statements
        #expect(known != nil)
        _ = try writer.append(
            .keyRotated(from: office.key.keyID, EnrolledKey(fresh.key.publicKey), recovery: Recovery()),
            signedAlsoBy: [fresh], id: try TestOffice.id(), time: try office.time)
    }

    @Test("an older copy and another history are refused as they are where nothing is remembered")
    func otherHistories() throws {
        try office.append([1])
        let older = try office.bytes
        try office.append([2])
        try office.append([3])
        let newer = try office.bytes
        try office.replace(older)
        #expect(throws: WriterError.self) { try office.append([4]) }
        try office.replace(newer)
        #expect(try isRemembered())
        try office.append([4])
        try expectSound()
    }
}
