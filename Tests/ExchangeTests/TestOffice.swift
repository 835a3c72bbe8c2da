import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import Exchange

/// A vocabulary that allows everything: these tests are about files.
struct AnyContent: ContentRules {
    var identifier: String { "any content" }
    func knows(vocabularyVersion: Int) -> Bool { true }
    func violation(in event: Event, statedBy party: Party) -> ContentViolation? { nil }
    func violation(in opening: Opening) -> ContentViolation? { nil }
}

/// An office that writes a ledger, and a recipient's folder, in a place of their own.
final class TestOffice {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("goodfaith-\(UUID().uuidString)")
    let key: SigningKey
    private(set) var fingerprint: SHA256Digest
    private static let time = "2025-10-10T15:00:00Z"

    init() throws {
        try FileManager.default.createDirectory(
            at: place.appendingPathComponent("held"), withIntermediateDirectories: true)
        key = SigningKey(
            try PrivateKey.generate(.ed25519), path: place.appendingPathComponent("office.key").path)
        let opening = Opening(
            audience: [try #require(PartyID("reader"))], keys: [EnrolledKey(key.key.publicKey)],
            origin: try #require(Origin("office.example/..")),
            party: Party(
                partyClass: "ngo", id: try #require(PartyID("office")), name: "Office", roles: ["witness"]))
        fingerprint = try LedgerWriter.create(
            place.appendingPathComponent("office.jsonl").path, opening, signedBy: [key],
            id: try TestOffice.id(), time: try #require(Timestamp(TestOffice.time)))
        try write("held/trust.txt", "ledger office.example/.. \(fingerprint.prefixed)\n")
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    private static func id() throws -> EventID { try #require(EventID(try RandomUUID().description)) }

    func path(_ name: String) -> String { place.appendingPathComponent(name).path }
    var ledger: String { path("office.jsonl") }
    var held: String { path("held/office.\(fingerprint.hex).jsonl") }
    var heads: String { path("held/office.\(fingerprint.hex).heads") }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }
    func write(_ name: String, _ data: Data) throws { try data.write(to: place.appendingPathComponent(name)) }
    func lines(_ name: String) throws -> [String] {
        String(decoding: try bytes(path(name)), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What the recipient has, name by name: to show that a refusal changes nothing.
    func holdings() throws -> [String: Data] {
        var all: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path("held")) {
            if name == ".lock" { continue }
            if let data = FileManager.default.contents(atPath: path("held/\(name)")) { all[name] = data }
        }
        return all
    }

    /// Appends statements, each signed by itself.
    func append(_ count: Int, to name: String = "office.jsonl", signing: Signing = .each) throws {
        var writer = try LedgerWriter.open(path(name), signingWith: [key], rules: AnyContent())
        _ = try writer.append(
            try (0..<count).map {
                Statement(
                    id: try TestOffice.id(), type: "goodfaith.test.stated",
                    time: try #require(Timestamp(TestOffice.time)), data: ["number": .integer($0)])
            }, signing)
    }

    /// A copy of the ledger as it is now.
    func copy(_ name: String) throws -> String {
        try FileManager.default.copyItem(atPath: ledger, toPath: path(name))
        return path(name)
    }

    /// A second history: a copy that another machine with the same key, but not its memory, goes on with.
    func fork(_ name: String, appending count: Int) throws -> String {
        let copied = try copy(name)
        try FileManager.default.moveItem(atPath: key.path + ".heads", toPath: key.path + ".kept")
        try append(count, to: name)
        try FileManager.default.removeItem(atPath: key.path + ".heads")
        try FileManager.default.moveItem(atPath: key.path + ".kept", toPath: key.path + ".heads")
        return copied
    }

    func report(_ path: String? = nil, against: Head? = nil) -> VerificationReport {
        LedgerFile.verify(
            path ?? ledger,
            with: LedgerVerifier(
                trust: .selfDeclared, against: against, allowsWithheld: true, rules: AnyContent()))
    }

    func head() throws -> Head { try #require(report().head) }

    func withheld(_ entries: Set<Int>, _ name: String) throws -> String {
        _ = try WithheldCopy.write(of: ledger, verifiedAs: report(), withholding: entries, to: path(name))
        return path(name)
    }

    func part(since head: Head, _ name: String) throws -> String {
        _ = try LedgerExport.write(
            of: ledger, verifiedAs: report(against: head), since: head, withholding: [], to: path(name))
        return path(name)
    }

    func checkpoint(_ head: Head, by other: SigningKey? = nil, _ name: String) throws -> String {
        let origin = try #require(LogOrigin("office.example/.."))
        let signed = try SignedCheckpoint.sign(Checkpoint(origin: origin, head: head), with: (other ?? key).key)
        try write(name, Data(signed.bytes))
        return path(name)
    }

    @discardableResult
    func receive(
        _ path: String, _ change: (inout Receiving) -> Void = { _ in }
    ) throws(ExchangeError) -> ReceivedFile {
        var receiving = Receiving(rules: AnyContent())
        change(&receiving)
        return try receiving.receive(path, into: try HeldFolder(self.path("held")))
    }

    /// The refusal of a file; and that it changed nothing.
    func refusal(_ path: String, _ change: (inout Receiving) -> Void = { _ in }) throws -> ExchangeError? {
        let before = try holdings()
        var refusal: ExchangeError?
        do throws(ExchangeError) { _ = try receive(path, change) } catch { refusal = error }
        let after = try holdings()
        #expect(before == after, "a refusal changes what is held")
        return refusal
    }
}
