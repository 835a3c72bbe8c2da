import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

@testable import LedgerStore

/// What this machine remembers of the ledgers that it verified.
final class LedgerMemoryTests {
    private let office: TestOffice
    private let memory: LedgerMemory
    private let fingerprint: SHA256Digest

    init() throws {
        office = try TestOffice()
        memory = LedgerMemory(office.folder.appendingPathComponent("state/ledgers").path, program: "test 1")
        fingerprint = try office.open()
        try office.append(Array(1...8), .each)
    }

    private func verify(
        _ path: String? = nil, level: VerificationLevel = .full, _ memory: LedgerMemory? = nil,
        _ change: (inout LedgerVerifier) -> Void = { _ in }
    ) -> VerificationReport {
        var verifier = LedgerVerifier(
            trust: .selfDeclared, level: level, allowsWithheld: true, rules: AnyContent())
        change(&verifier)
        return LedgerFile.verify(
            path ?? office.ledger, with: verifier, remembering: memory ?? self.memory)
    }

    /// How many entries a verification found in its memory.
    private func known(_ report: VerificationReport) -> Int { report.verifiedBefore?.entryCount ?? 0 }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(memory.path)/\(fingerprint)").sorted()
    }

    @Test func `What was verified is not verified again, and what was appended is`() throws {
        #expect(known(verify()) == 0)
        let again = verify()
        #expect(again.verdict == .intact && known(again) == 9)
        #expect(again.verifiedBefore?.byteCount == again.byteCount)
        for count in 1...3 {
            try office.append([count])
            let grown = verify()
            #expect(grown.verdict == .intact)
            #expect(grown.entryCount == 9 + count && known(grown) == 8 + count)
            #expect(grown.head == office.verify().head)
        }
        #expect(try files().filter { $0.hasSuffix(".receipt") }.count == 1)
    }

    @Test func `A changed byte is found wherever it is, as without a memory`() throws {
        #expect(verify().verdict == .intact)
        try office.append([9])
        let bytes = try office.bytes
        for place in stride(from: 5, to: bytes.count, by: 97) {
            var changed = bytes
            changed[place] ^= 1
            try office.replace(changed)
            let (with, without) = (verify(), office.verify())
            #expect(with.verdict == without.verdict && with.verdict != .intact, "byte \(place)")
            #expect(with.findings.map(\.code.description) == without.findings.map(\.code.description))
            #expect(with.findings.map(\.byteOffset) == without.findings.map(\.byteOffset))
            #expect(with.verifiedTo == without.verifiedTo)
        }
        try office.replace(bytes)
        #expect(known(verify()) == 9)
    }

    @Test func `A file that was cut rests on no longer receipt`() throws {
        let head = try #require(verify().head)
        try office.replace(try office.bytes.dropLast(200))
        let cut = verify()
        #expect(cut.verdict == .incomplete && known(cut) == 0)
        let whole = try office.bytes
        let end = try #require(whole.lastIndex(of: UInt8(ascii: "\n")))
        try office.replace(Array(whole[...end]))
        let shorter = verify { $0.against = head }
        #expect(shorter.verdict == .truncated && known(shorter) == 0)
    }

    @Test func `Two copies of a ledger have a receipt each, and a fifth takes the place of the first`() throws {
        let whole = try office.bytes
        let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        // From the longest to the shortest none goes on from another.
        let copies = ends.suffix(6).reversed().map { Array(whole[..<$0]) }
        for copy in copies {
            try office.replace(copy)
            #expect(known(verify()) == 0)
        }
        for (number, copy) in copies.enumerated().reversed() where number >= 2 {
            try office.replace(copy)
            #expect(known(verify()) == 9 - number, "copy \(number)")
        }
        try office.replace(whole)
        #expect(known(verify()) == 7)
        #expect(try files().count <= 9)
    }

    @Test func `A receipt of level heads does not serve level full, which takes its place`() throws {
        #expect(known(verify(level: .heads)) == 0)
        #expect(known(verify(level: .heads)) == 9)
        #expect(known(verify(level: .full)) == 0)
        #expect(known(verify(level: .full)) == 9)
        #expect(known(verify(level: .heads)) == 9)
        #expect(known(verify(level: .full)) == 9)
        #expect(try files().filter { $0.hasSuffix(".receipt") }.count == 1)
    }

    @Test func `Another program, and another vocabulary, begin anew`() throws {
        #expect(verify().verdict == .intact)
        struct Others: ContentRules {
            var identifier: String { "other content" }
            func knows(vocabularyVersion: Int) -> Bool { true }
            func violation(in event: Event, statedBy party: Party) -> ContentViolation? { nil }
            func violation(in opening: Opening) -> ContentViolation? { nil }
        }
        #expect(known(verify { $0.rules = Others() }) == 0)
        // What was judged by a vocabulary serves who asks for none, and is not lost by it.
        let unjudged = verify { $0.rules = nil }
        #expect(known(unjudged) == 9 && unjudged.notChecked.contains(.contentWithoutVocabulary))
        try office.append([9])
        #expect(known(verify { $0.rules = nil }) == 9)
        #expect(known(verify()) == 9)
        #expect(known(verify()) == 10)
        #expect(known(verify(nil, LedgerMemory(memory.path, program: "test 2"))) == 0)
    }

    @Test func `Nothing is remembered of what is not intact`() throws {
        let bytes = try office.bytes
        for damage in [bytes + Array("{".utf8), bytes.dropLast(), Array(bytes.prefix(bytes.count / 2))] {
            try office.replace(damage)
            #expect(verify().verdict != .intact)
        }
        try office.replace(bytes)
        #expect(verify { $0.trust = .notGiven }.verdict == .notAnchored)
        #expect(known(verify()) == 0)
    }

    @Test func `The auditor's question is asked anew each time`() throws {
        let head = try #require(verify().head)
        #expect(verify { $0.trust = .notGiven }.verdict == .notAnchored)
        let other = try SHA256.digest(of: [1])
        #expect(verify { $0.trust = .anchors(TrustAnchors([.fingerprint(other)])) }.verdict == .untrusted)
        #expect(verify { $0.against = Head(size: 9, root: other) }.verdict == .forked)
        #expect(verify { $0.against = Head(size: 5, root: other) }.verdict == .forked)
        #expect(verify { $0.against = head }.completeness == .complete(beyond: 0))
        #expect(verify { $0.against = Head(size: 11, root: head.root) }.verdict == .truncated)
    }

    // MARK: What stands in the folder

    @Test func `A receipt with any byte changed, or cut anywhere, counts for nothing`() throws {
        #expect(verify().verdict == .intact)
        let path = "\(memory.path)/\(fingerprint)/1.receipt"
        let url = URL(fileURLWithPath: path)
        let bytes = [UInt8](try Data(contentsOf: url))
        #expect(VerificationReceipt(bytes, madeBy: "test 1") != nil)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x20
            #expect(VerificationReceipt(changed, madeBy: "test 1") == nil, "byte \(place)")
            #expect(VerificationReceipt(Array(bytes[..<place]), madeBy: "test 1") == nil)
        }
        #expect(VerificationReceipt(bytes + [0], madeBy: "test 1") == nil)
        try Data(bytes.dropLast()).write(to: url)
        let anew = verify()
        #expect(anew.verdict == .intact && known(anew) == 0)
        #expect(known(verify()) == 9)
    }

    @Test func `A table of ids of other entries counts for nothing`() throws {
        #expect(verify().verdict == .intact)
        let ids = "\(memory.path)/\(fingerprint)/1.ids"
        let kept = try Data(contentsOf: URL(fileURLWithPath: ids))
        try office.append([9])
        #expect(known(verify()) == 9)
        try kept.write(to: URL(fileURLWithPath: ids))
        #expect(known(verify()) == 0)
        try FileManager.default.removeItem(atPath: ids)
        #expect(known(verify()) == 0)
        #expect(known(verify()) == 10)
    }

    @Test func `An id that stands already is found in what was verified before`() throws {
        let id = try TestOffice.id()
        var writer = try office.writer()
        _ = try writer.append([try office.statement(1, id: id)])
        #expect(verify().verdict == .intact)
        let bytes = try office.bytes
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        // The same line once more: its place is wrong too, but its id is what is looked at first.
        try office.replace(bytes + (lines.last.map { Array($0) } ?? []) + Array("\n".utf8))
        let report = verify()
        #expect(known(report) == 10)
        #expect(report.findings.first?.code.description == "id-repeated")
    }

    @Test func `What lies beside the ledger is not looked at`() throws {
        #expect(verify().verdict == .intact)
        let other = try TestOffice()
        let planted = other.folder.appendingPathComponent("office.jsonl").path
        try FileManager.default.copyItem(atPath: office.ledger, toPath: planted)
        try FileManager.default.copyItem(
            atPath: memory.path, toPath: other.folder.appendingPathComponent("ledgers").path)
        let empty = LedgerMemory(other.folder.appendingPathComponent("state").path, program: "test 1")
        let report = LedgerFile.verify(
            planted, with: LedgerVerifier(trust: .selfDeclared, rules: AnyContent()), remembering: empty)
        #expect(report.verdict == .intact && known(report) == 0)
    }

    @Test func `A folder in which others may write, or that is a link, is not used`() throws {
        #expect(verify().verdict == .intact)
        let folder = "\(memory.path)/\(fingerprint)"
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
        try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        #expect(known(verify()) == 0)
        try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        #expect(known(verify()) == 9)
        try manager.moveItem(atPath: folder, toPath: folder + ".moved")
        try manager.createSymbolicLink(atPath: folder, withDestinationPath: folder + ".moved")
        #expect(known(verify()) == 0)
    }

    @Test func `Where nothing can be kept, everything is verified all the same`() throws {
        let nowhere = LedgerMemory("/dev/null/ledgers", program: "test 1")
        for _ in 1...2 {
            let report = verify(nil, nowhere)
            #expect(report.verdict == .intact && known(report) == 0)
        }
    }

    @Test func `Who asks for the entries gets them all, or those after what it knows`() throws {
        let head = try #require(verify().head)
        try office.append([9, 10])
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: AnyContent())
        for (isKnown, expected) in [(true, 9..<11), (false, 0..<11)] {
            var delivered: [Int] = []
            var asked: [Head] = []
            let report = LedgerFile.verify(
                office.ledger, with: verifier, remembering: memory,
                knows: {
                    asked.append($0.head)
                    return isKnown
                },
                deliver: { delivered.append($0.index) })
            #expect(report.verdict == .intact)
            #expect(delivered == Array(expected))
            #expect(asked == [isKnown ? head : try #require(report.head)])
        }
    }
}
