import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import LedgerStore

/// The heads that an office signs: each goes on from all that it signed before.
struct SignedCheckpointsTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.open()
        try office.append([1, 2, 3])
    }

    @discardableResult
    private func sign(_ key: SigningKey? = nil, trust: Trust = .selfDeclared) throws -> SignedCheckpoint {
        try SignedCheckpoints.sign(
            office.ledger, with: key ?? office.key, trust: trust, rules: AnyContent()
        ).checkpoint
    }

    /// The name of the case of the error that the body throws; nil where it throws none.
    private func refusal(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            guard let error = error as? CheckpointError else { return "\(error)" }
            return "\(error)".prefix { $0 != "(" }.description
        }
    }

    private var besideLedger: URL { URL(fileURLWithPath: SignedCheckpoints.path(besideLedger: office.ledger)) }

    @Test("the head of the verified ledger is signed under its origin, and kept in both places")
    func signs() throws {
        let signed = try sign()
        let head = try #require(office.verify().head)
        #expect(signed.checkpoint.head == head)
        #expect("\(signed.checkpoint.origin)" == "office.example/test")
        #expect(try signed.logSigners(among: [office.key.key.publicKey]) == [office.key.key.publicKey])
        #expect([UInt8](try Data(contentsOf: besideLedger)) == signed.bytes)
        let kept = try FileManager.default.contentsOfDirectory(atPath: office.key.path + ".heads")
            .filter { $0.hasSuffix(".checkpoint") }
        #expect(kept.count == 1)
    }

    @Test("the same head again gives the same checkpoint, with the cosignatures that it has got")
    func again() throws {
        var signed = try sign()
        #expect(try sign() == signed)
        let witness = try PrivateKey.generate(.ed25519)
        try signed.add(
            try Cosignature.sign(
                signed.checkpoint, as: try #require(NoteKeyName("witness.example")), with: witness,
                at: 1_760_000_000))
        try Data(signed.bytes).write(to: besideLedger)
        #expect(try sign() == signed)
        try office.append([4])
        #expect(try sign().note.signatures.count == 1)
    }

    @Test("a ledger that was restored from an older copy is refused, and said to be")
    func older() throws {
        let older = try office.bytes
        try office.append([4])
        try sign()
        try office.replace(older)
        #expect(refusal { try sign() } == "olderCopy")
        // Each place by itself is enough.
        try FileManager.default.removeItem(at: besideLedger)
        #expect(refusal { try sign() } == "olderCopy")
    }

    @Test("the record beside the ledger alone refuses too, also another key")
    func besideLedgerAlone() throws {
        let older = try office.bytes
        try office.append([4])
        try sign()
        try office.replace(older)
        try FileManager.default.removeItem(atPath: office.key.path + ".heads")
        #expect(refusal { try sign() } == "olderCopy")
    }

    @Test("another history is refused")
    func otherHistory() throws {
        let older = try office.bytes
        try office.append([4])
        try sign()
        let kept = office.key.path + ".heads"
        let aside = office.folder.appendingPathComponent("aside").path
        try FileManager.default.moveItem(atPath: kept, toPath: aside)
        try office.replace(older)
        let checkpoint = try Data(contentsOf: besideLedger)
        try FileManager.default.removeItem(at: besideLedger)
        try office.append([5])
        try checkpoint.write(to: besideLedger)
        #expect(refusal { try sign() } == "otherHistory")
        try FileManager.default.removeItem(atPath: kept)
        try FileManager.default.moveItem(atPath: aside, toPath: kept)
        #expect(refusal { try sign() } == "otherHistory")
    }

    @Test("what does not verify, an open end, and what the anchors do not name are not signed")
    func doesNotVerify() throws {
        let whole = try office.bytes
        var damaged = whole
        damaged[whole.count / 2] ^= 1
        try office.replace(damaged)
        #expect(refusal { try sign() } == "doesNotVerify")
        let lines = whole.split(separator: UInt8(ascii: "\n")).dropLast()
        try office.replace(Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")])
        #expect(refusal { try sign() } != nil)
        try office.replace(whole)
        let other = Trust.anchors(TrustAnchors([.fingerprint(try SHA256.digest(of: []))]))
        #expect(refusal { try sign(trust: other) } == "doesNotVerify")
        #expect(refusal { try sign(trust: .notGiven) } == "doesNotVerify")
        #expect(!FileManager.default.fileExists(atPath: besideLedger.path))
    }

    @Test("keys that are not Ed25519, not the ledger's, or a witness's sign no checkpoint")
    func keys() throws {
        let path = office.folder.appendingPathComponent("other.key").path
        #expect(refusal { try sign(SigningKey(try .generate(.ecdsaP256), path: path)) } == "keyKind")
        #expect(refusal { try sign(SigningKey(try .generate(.ed25519), path: path)) } == "signerNotInForce")
        let folder = KeyFolders(keyPath: office.key.path).witness
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/log"))
        #expect(refusal { try sign() } == "witnessKey")
    }

    @Test("a record of what was signed that cannot be read is a refusal", arguments: [0, 1])
    func damaged(place: Int) throws {
        try sign()
        let kept = office.key.path + ".heads"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: kept).first { $0.hasSuffix(".checkpoint") })
        let file = place == 0 ? besideLedger : URL(fileURLWithPath: "\(kept)/\(name)")
        try Data("nothing\n".utf8).write(to: file)
        #expect(refusal { try sign() } == "damaged")
    }
}
