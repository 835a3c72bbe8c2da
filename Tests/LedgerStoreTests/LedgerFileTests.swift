import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

@testable import LedgerStore

@Suite struct LedgerFileTests {
    private func unreadable(_ path: String) -> Finding? {
        let report = LedgerFile.verify(path, with: LedgerVerifier(trust: .selfDeclared, rules: AnyContent()))
        return report.verdict == .unreadable ? report.findings.first : nil
    }

    @Test func `What is no regular file is refused at once, with what to do`() throws {
        let office = try TestOffice()
        let pipe = office.folder.appendingPathComponent("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(unreadable(pipe)?.found.contains("copy") == true)
        #expect(unreadable(office.folder.path)?.found.contains("folder") == true)
        #expect(unreadable(office.ledger)?.found.contains("No such file") == true)
        #expect(unreadable("/dev/zero")?.code.description == "unreadable-file")
    }

    @Test func `An empty file is no ledger`() throws {
        let office = try TestOffice()
        try office.replace([])
        #expect(unreadable(office.ledger)?.code.description == "empty-file")
    }

    @Test func `A file that grows while it is read is read up to its first size`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let size = try office.bytes.count
        var file = try LedgerFile(office.ledger)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: office.ledger))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("more".utf8))
        var bytes: [UInt8] = []
        while let piece = try file.next() { bytes += piece }
        #expect(bytes.count == size)
    }

    @Test func `A file that becomes shorter while it is read is a failure`() throws {
        let office = try TestOffice()
        try office.open()
        var file = try LedgerFile(office.ledger)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: office.ledger))
        try handle.truncate(atOffset: 10)
        var failure: LedgerReadFailure?
        do { while try file.next() != nil {} } catch { failure = error }
        #expect(failure?.explanation.contains("shorter") == true)
    }

    @Test func `A copy with withheld entries has the same head and verifies`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1, 2, 3])
        try office.append([4])
        let report = office.verify()
        let copy = office.folder.appendingPathComponent("copy.jsonl").path
        let copied = try WithheldCopy.write(
            of: office.ledger, verifiedAs: report, withholding: [2, 3], to: copy)
        #expect(copied.head == report.head)
        #expect(copied.withheld.count == 2)
        let strict = LedgerFile.verify(copy, with: LedgerVerifier(trust: .selfDeclared, rules: AnyContent()))
        #expect(strict.verdict == .withheld)
    }

    @Test func `Entry 0 is never withheld, and a refused copy leaves no file`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let copy = office.folder.appendingPathComponent("copy.jsonl").path
        #expect(throws: WithheldCopy.Refusal.self) {
            try WithheldCopy.write(of: office.ledger, verifiedAs: office.verify(), withholding: [0], to: copy)
        }
        #expect(throws: WithheldCopy.Refusal.self) {
            try WithheldCopy.write(of: office.ledger, verifiedAs: office.verify(), withholding: [9], to: copy)
        }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func `A withheld last entry counts only with the head that vouches for it`() throws {
        let office = try TestOffice()
        try office.open()
        try office.append([1])
        let head = try #require(office.verify().head)
        let copy = office.folder.appendingPathComponent("copy.jsonl").path
        _ = try WithheldCopy.write(of: office.ledger, verifiedAs: office.verify(), withholding: [1], to: copy)
        let alone = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: AnyContent())
        #expect(LedgerFile.verify(copy, with: alone).verdict == .incomplete)
        let held = LedgerVerifier(
            trust: .selfDeclared, against: head, allowsWithheld: true, rules: AnyContent())
        #expect(LedgerFile.verify(copy, with: held).verdict == .intact)
    }
}
