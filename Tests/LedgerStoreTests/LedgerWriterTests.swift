import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

@testable import LedgerStore

@Suite struct LedgerWriterTests {
    @Test func `What is appended verifies, one by one, as a batch, and each by itself`() throws {
        let office = try TestOffice()
        let fingerprint = try office.open()
        try office.append([1])
        try office.append([2, 3, 4])
        let recorded = try office.append([5, 6], .each)
        let report = office.verify()
        #expect(report.verdict == .intact)
        #expect(report.entryCount == 7)
        #expect(report.verifiedTo == 6)
        #expect(report.ledger?.fingerprint == fingerprint)
        #expect(recorded.map(\.index) == [5, 6])
        let lines = try office.bytes.split(separator: UInt8(ascii: "\n"))
        let unsigned = lines.filter { $0.suffix(16).elementsEqual(",\"signatures\":[]}".utf8.suffix(16)) }
        #expect(unsigned.count == 2)
    }

    @Test func `A file that exists is never replaced`() throws {
        let office = try TestOffice()
        try office.replace(Array("something else".utf8))
        #expect(throws: WriterError.self) { try office.open() }
        #expect(try office.bytes == Array("something else".utf8))
    }

    @Test func `The same id with the same content changes nothing, with other content is refused`() throws {
        let office = try TestOffice()
        try office.open()
        let id = try TestOffice.id()
        var writer = try office.writer()
        let first = try writer.append([try office.statement(1, id: id)])
        let before = try office.bytes
        let again = try writer.append([try office.statement(1, id: id)])
        #expect(again.first?.wasThere == true)
        #expect(again.first?.hash == first.first?.hash)
        #expect(try office.bytes == before)
        var refusal: WriterError?
        do { _ = try writer.append([try office.statement(2, id: id)]) } catch let error as WriterError {
            refusal = error
        }
        guard case .idTaken(id, index: 1) = refusal else {
            Issue.record("expected idTaken, got \(String(describing: refusal))")
            return
        }
        #expect(try office.bytes == before)
    }

    @Test func `One batch cannot hold one id twice`() throws {
        let office = try TestOffice()
        try office.open()
        let id = try TestOffice.id()
        var writer = try office.writer()
        var isRefused = false
        do { _ = try writer.append([try office.statement(1, id: id), try office.statement(2, id: id)]) } catch {
            isRefused = true
        }
        #expect(isRefused)
        #expect(office.verify().entryCount == 1)
    }

    @Test func `Nothing is recorded into a file that another has taken the place of`() throws {
        let office = try TestOffice()
        try office.open()
        let statement = try office.statement(1)
        try {
            var writer = try office.writer()
            let copy = office.ledger + ".copy"
            try FileManager.default.copyItem(atPath: office.ledger, toPath: copy)
            #expect(rename(copy, office.ledger) == 0)
            let before = try office.bytes
            #expect(throws: WriterError.self) { _ = try writer.append([statement]) }
            #expect(try office.bytes == before)
        }()
        try office.append(statement)
        #expect(office.verify().entryCount == 2 && office.verify().findingCount == 0)
    }

    @Test func `A line is read whole, however long, and alone`() throws {
        let office = try TestOffice()
        for count in [0, 1, 4_095, 4_096, 9_000] {
            let line = [UInt8](repeating: UInt8(ascii: "x"), count: count)
            try office.replace(line + Array("\nrest".utf8))
            let file = try OpenFile(office.ledger, .read)
            #expect(try file.line(at: 0, bytesMax: 10_000) == line)
            #expect(try file.line(at: 0, bytesMax: count) == nil)
            #expect(try file.line(at: count + 1, bytesMax: 10_000) == nil)
        }
    }

    @Test func `A second writer is refused at once`() throws {
        let office = try TestOffice()
        try office.open()
        var first = try office.writer()
        var isBusy = false
        do { _ = try office.writer() } catch WriterError.busy { isBusy = true }
        #expect(isBusy)
        _ = try first.append([try office.statement(1)])
    }

    @Test func `Nothing is appended to a file that does not verify`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        try office.append([2])
        let sound = try office.bytes
        let altered = String(decoding: sound, as: UTF8.self).replacingOccurrences(
            of: "\"number\":1", with: "\"number\":7")
        try office.replace(Array(altered.utf8))
        var report: VerificationReport?
        do { _ = try office.writer() } catch WriterError.doesNotVerify(_, let found) { report = found }
        #expect(report?.verdict == .altered)
        #expect(try office.bytes == Array(altered.utf8))
    }

    @Test func `A key that the roster does not know cannot sign`() throws {
        let office = try TestOffice()
        try office.open()
        let stranger = SigningKey(try PrivateKey.generate(.ecdsaP256), path: office.key.path + "2")
        var isRefused = false
        do { _ = try office.writer([stranger]) } catch WriterError.signerNotInForce(let keyID, _) {
            isRefused = keyID == stranger.keyID
        }
        #expect(isRefused)
    }

    @Test func `A key is added, takes over, and the first signs no more`() throws {
        let office = try TestOffice()
        try office.open()
        let second = SigningKey(try PrivateKey.generate(.ecdsaP384), path: office.key.path + "2")
        var writer = try office.writer()
        let event = LedgerEvent.keyRotated(
            from: office.key.keyID, EnrolledKey(second.key.publicKey), recovery: Recovery())
        _ = try writer.append(event, signedAlsoBy: [second], id: try TestOffice.id(), time: try office.time)
        _ = consume writer
        var isRefused = false
        do { _ = try office.writer() } catch WriterError.signerNotInForce { isRefused = true }
        #expect(isRefused)
        var next = try office.writer([second])
        _ = try next.append([try office.statement(1)])
        #expect(office.verify().verdict == .intact)
    }

    @Test func `A key event without possession is refused before anything is written`() throws {
        let office = try TestOffice()
        try office.open()
        let second = try PrivateKey.generate(.ed25519)
        let before = try office.bytes
        var writer = try office.writer()
        var code: FindingCode?
        do {
            _ = try writer.append(
                .keyAdded(EnrolledKey(second.publicKey), recovery: Recovery()), id: try TestOffice.id(),
                time: try office.time)
        } catch WriterError.refused(let finding) { code = finding.code }
        #expect(code?.description == "key-possession")
        #expect(try office.bytes == before)
    }

    @Test func `Nothing follows a closed ledger`() throws {
        let office = try TestOffice()
        try office.open()
        var writer = try office.writer()
        _ = try writer.append(
            .closed(successor: nil, recovery: Recovery()), id: try TestOffice.id(), time: try office.time)
        _ = consume writer
        var isClosed = false
        do { _ = try office.writer() } catch WriterError.closed { isClosed = true }
        #expect(isClosed)
        #expect(office.verify().isClosed)
    }
}
