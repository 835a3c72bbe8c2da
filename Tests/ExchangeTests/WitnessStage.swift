import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import Exchange

/// An office whose ledger has ten entries, and a witness with a key of its own.
struct WitnessStage {
    let office: TestOffice
    let key: SigningKey
    static let name = "witness.example/office"
    static let now = 1_760_000_000

    init() throws {
        office = try TestOffice()
        try office.append(9)
        key = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("witness.key"))
        // A key file is there: its path is the same by whatever way it is named.
        try office.write("witness.key", "")
    }

    func witness(_ name: String? = WitnessStage.name, key: SigningKey? = nil) throws(WitnessError) -> Witness {
        try Witness(key: key ?? self.key, name: name.flatMap { NoteKeyName($0) })
    }

    func root(_ size: Int, of ledger: String? = nil) throws -> SHA256Digest {
        var verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: nil)
        verifier.watchedSizes = [size]
        return try #require(LedgerFile.verify(ledger ?? office.ledger, with: verifier).roots[size])
    }

    func checkpoint(
        _ size: Int, of ledger: String? = nil, by signer: SigningKey? = nil
    ) throws -> SignedCheckpoint {
        let head = Head(size: size, root: try root(size, of: ledger))
        return try SignedCheckpoint.sign(
            Checkpoint(origin: origin, head: head), with: (signer ?? office.key).key)
    }

    var origin: LogOrigin {
        get throws { try #require(LogOrigin("office.example/..")) }
    }

    var logKey: NoteVerifierKey {
        get throws { try SignedCheckpoint.logKey(of: origin, office.key.key.publicKey) }
    }

    func copy(_ path: String? = nil) -> WitnessedCopy {
        WitnessedCopy(path ?? office.ledger, trust: .selfDeclared)
    }

    @discardableResult
    func cosign(
        _ checkpoint: SignedCheckpoint, by ledger: String? = nil, at time: Int = WitnessStage.now
    ) throws(WitnessError) -> Witness.Cosigned {
        try witness().cosign(checkpoint, by: copy(ledger), at: time)
    }

    /// What stands in the witness's folder, name by name.
    func memory() throws -> [String: Data] {
        var all: [String: Data] = [:]
        let folder = key.path + ".witness"
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            all[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
        }
        return all
    }

    /// The path of what is kept of the office's ledger.
    var kept: String {
        get throws { "\(key.path).witness/\(try origin.hash().hex)/checkpoint" }
    }

    /// Why nothing is cosigned; nil where it is. What the witness remembers must be as before.
    func refusal(
        _ checkpoint: SignedCheckpoint, by ledger: String? = nil, at time: Int = WitnessStage.now
    ) throws -> WitnessError? {
        let before = try memory()
        do { try cosign(checkpoint, by: ledger, at: time) } catch {
            #expect(try memory() == before)
            return error
        }
        return nil
    }
}
