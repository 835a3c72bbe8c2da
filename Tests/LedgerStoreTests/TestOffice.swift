import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import MerkleTree

@testable import LedgerStore

/// A vocabulary that allows everything: these tests are about files.
struct AnyContent: ContentRules {
    var identifier: String { "any content" }
    func knows(vocabularyVersion: Int) -> Bool { true }
    func violation(in event: Event, statedBy party: Party) -> ContentViolation? { nil }
    func violation(in opening: Opening) -> ContentViolation? { nil }
}

/// An office with a key and a ledger in a folder of its own, removed when the test ends.
final class TestOffice {
    let folder: URL
    let key: SigningKey

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("goodfaith-\(try RandomUUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        key = SigningKey(
            try PrivateKey.generate(.ed25519), path: folder.appendingPathComponent("office.key").path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var ledger: String { folder.appendingPathComponent("office.jsonl").path }

    var bytes: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: ledger))) }
    }

    func replace(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: ledger)) }

    /// The ledger as a reader has it from whom one entry is withheld.
    func bytes(withholding place: Int) throws -> [UInt8] {
        var lines = try bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
        lines[place] = Entry.withheldLine(try Entry(lines[place], in: 0..<lines[place].count - 1).hash)
        return Array(lines.joined())
    }

    var time: Timestamp {
        get throws { try #require(Timestamp("2025-10-10T15:00:00Z")) }
    }

    static func id() throws -> EventID { try #require(EventID(try RandomUUID().description)) }

    @discardableResult
    func open() throws -> SHA256Digest {
        try LedgerWriter.create(
            ledger, try opening(keys: [key]), signedBy: [key], id: try TestOffice.id(), time: try time)
    }

    func opening(keys: [SigningKey]) throws -> Opening {
        Opening(
            audience: [try #require(PartyID("ru-office"))],
            keys: keys.map { EnrolledKey($0.key.publicKey) }.sorted { $0.keyID < $1.keyID },
            origin: try #require(Origin("office.example/test")),
            party: Party(
                partyClass: "ngo", id: try #require(PartyID("office")), name: "Office", roles: ["witness"]))
    }

    func statement(_ number: Int, id: EventID? = nil) throws -> Statement {
        Statement(
            id: try id ?? TestOffice.id(), type: "goodfaith.test.stated", time: try time,
            data: ["number": .integer(number)])
    }

    /// Where this office remembers what it verified.
    var memory: LedgerMemory {
        LedgerMemory(folder.appendingPathComponent("state").path, program: "tests")
    }

    func writer(_ keys: [SigningKey]? = nil) throws -> LedgerWriter {
        try LedgerWriter.open(ledger, signingWith: keys ?? [key], rules: AnyContent(), memory: memory)
    }

    @discardableResult
    func append(_ numbers: [Int], _ signing: Signing = .batch) throws -> [RecordedStatement] {
        var writer = try writer()
        return try writer.append(try numbers.map { try statement($0) }, signing)
    }

    @discardableResult
    func append(_ statement: Statement) throws -> [RecordedStatement] {
        var writer = try writer()
        return try writer.append([statement])
    }

    func verify(against: Head? = nil) -> VerificationReport {
        LedgerFile.verify(
            ledger,
            with: LedgerVerifier(
                trust: .selfDeclared, against: against, allowsWithheld: true, rules: AnyContent()))
    }

    /// Files beside the ledger whose names hold the word.
    func files(_ word: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(word) }
    }
}
